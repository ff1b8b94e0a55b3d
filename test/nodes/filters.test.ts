import type { INodeParameters } from 'n8n-workflow';
import { filterFields, operatorsWithoutValue } from '../../nodes/MicrosoftDefenderCloudApps/filterTable';
import { type NodeName, nodes, stored } from './stored';

/** By traffic type, from OtherF/cisco-umbrella-mcp `docs/cisco_umbrella_reporting_api_2_0_0.yaml`. */
const umbrellaFilters = {
	all: 'applicationId categories domains identityIds identityTypes ip policyCategories ports ruleId threatTypes threats urls verdict',
	dns: 'applicationId categories domains identityIds identityTypes ip policyCategories threatTypes threats verdict',
	proxy:
		'applicationId categories domains identityIds identityTypes ip policyCategories ports ruleId threatTypes threats urls verdict',
	firewall: 'categories identityIds ip ports ruleId verdict',
	intrusion: 'identityIds ip ports',
	ip: 'categories identityIds identityTypes ip ports verdict',
	ampRetrospective: 'sha256',
};

const everyFilter = Object.fromEntries(
	[...umbrellaFilters.all.split(' '), 'sha256'].map((name) => [name, name === 'verdict' ? ['blocked'] : 'x']),
);

test.each(Object.entries(umbrellaFilters))('umbrella: %s knows the filters %s', (trafficType, known) => {
	const { filters } = stored('umbrella', { resource: 'activity', trafficType, filters: everyFilter });
	expect(
		Object.keys(filters as object)
			.sort()
			.join(' '),
	).toBe(known);
});

test('umbrella: security activity knows the filters of all traffic but the verdict, which is blocked', () => {
	const choices = nodes.umbrella.find(
		({ name, displayOptions }) =>
			name === 'filters' && displayOptions?.show?.['resource']?.includes('securityActivity'),
	);
	const names = (choices?.options ?? []).map(({ name }) => name);
	expect(names.sort().join(' ')).toBe(umbrellaFilters.all.replace(' verdict', ''));
});

const condition = (node: NodeName, chosen: INodeParameters): unknown => {
	const { filters } = stored(node, { filters: { conditions: [chosen] } });
	return (filters as { conditions: unknown[] }).conditions[0];
};

test('informatica: a condition begins with the actor', () => {
	expect(condition('informatica', {})).toEqual({ field: 'actor', operator: 'equal', value: '' });
	expect(condition('informatica', { field: 'actionEvent' })).toMatchObject({ value: 'AGENT_LOGIN' });
});

test.each(filterFields)(
	'defender: $name can be compared in each of its ways and in no other',
	({ name, operators, choices, type }) => {
		const value = choices ? [choices[0]?.value ?? ''] : type === 'boolean' ? 'false' : 'x';
		expect(condition('defender', { field: name })).toHaveProperty('operator', operators[0]);
		for (const operator of operators) {
			const expected = operatorsWithoutValue.includes(operator)
				? { field: name, operator }
				: { field: name, operator, value };
			expect(condition('defender', { field: name, operator, value })).toEqual(expected);
		}
	},
);

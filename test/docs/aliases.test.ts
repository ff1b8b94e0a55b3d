import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { CiscoCloudlock } from '../../nodes/CiscoCloudlock/CiscoCloudlock.node';
import { CiscoCloudlockTrigger } from '../../nodes/CiscoCloudlock/CiscoCloudlockTrigger.node';
import { CiscoUmbrella } from '../../nodes/CiscoUmbrella/CiscoUmbrella.node';
import { CiscoUmbrellaTrigger } from '../../nodes/CiscoUmbrella/CiscoUmbrellaTrigger.node';
import { InformaticaCloud } from '../../nodes/InformaticaCloud/InformaticaCloud.node';
import { InformaticaCloudTrigger } from '../../nodes/InformaticaCloud/InformaticaCloudTrigger.node';
import { MicrosoftDefenderCloudApps } from '../../nodes/MicrosoftDefenderCloudApps/MicrosoftDefenderCloudApps.node';
import { MicrosoftDefenderCloudAppsTrigger } from '../../nodes/MicrosoftDefenderCloudApps/MicrosoftDefenderCloudAppsTrigger.node';
import { ROOT } from '../../scripts/docs/pages';
import { isListed, type Listed } from './check/nodeList';

const vendors = {
	CiscoUmbrella: [new CiscoUmbrella(), new CiscoUmbrellaTrigger()],
	CiscoCloudlock: [new CiscoCloudlock(), new CiscoCloudlockTrigger()],
	InformaticaCloud: [new InformaticaCloud(), new InformaticaCloudTrigger()],
	MicrosoftDefenderCloudApps: [new MicrosoftDefenderCloudApps(), new MicrosoftDefenderCloudAppsTrigger()],
} as const;

type Vendor = keyof typeof vendors;

interface Known {
	readonly vendor: Vendor;
	readonly isTrigger: boolean;
	readonly description: INodeTypeDescription;
	readonly listed: Listed;
}

const known: readonly Known[] = (Object.keys(vendors) as readonly Vendor[]).flatMap((vendor) =>
	vendors[vendor].map(({ description }) => ({
		vendor,
		isTrigger: description.polling === true,
		description,
		listed: { displayName: description.displayName, aliases: aliasesOf(vendor, description) },
	})),
);

function aliasesOf(vendor: Vendor, { polling }: INodeTypeDescription): readonly string[] {
	const file = `nodes/${vendor}/${vendor}${polling === true ? 'Trigger' : ''}.node.json`;
	const codex = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as { readonly alias: readonly string[] };
	return codex.alias;
}

/** All that a person can choose for a parameter, whatever else is chosen. */
const choicesOf = (properties: readonly INodeProperties[], name: string): readonly string[] =>
	properties
		.filter((property) => property.name === name)
		.flatMap(({ options = [] }) =>
			options.flatMap((option) => ('value' in option ? [String(option.value)] : [])),
		);

/** What a node reads, in the words of its parameters: its resources, and kinds of traffic where it has them. */
const readBy = ({ properties }: INodeTypeDescription): readonly string[] => {
	const traffic = choicesOf(properties, 'trafficType').map((type) => `activity ${type}`);
	return [...new Set([...choicesOf(properties, 'resource'), ...traffic])].sort();
};

/** What people look for when they want what a node reads. */
const SEARCHES: Readonly<Record<Vendor, Readonly<Record<string, readonly string[]>>>> = {
	CiscoUmbrella: {
		securityActivity: [
			'security activity',
			'security events',
			'blocked requests',
			'malware',
			'phishing',
			'threat',
		],
		activity: ['umbrella', 'opendns', 'secure access', 'log collection'],
		'activity all': ['log collection'],
		'activity dns': ['dns logs', 'DNS security'],
		'activity proxy': ['proxy logs', 'web traffic', 'secure web gateway'],
		'activity firewall': ['firewall'],
		'activity intrusion': ['ips', 'intrusion'],
		'activity ip': ['ip traffic'],
		'activity ampRetrospective': ['amp retrospective'],
	},
	CiscoCloudlock: { activity: ['casb', 'user activity', 'cloud app activity', 'ueba', 'login audit'] },
	InformaticaCloud: {
		securityLog: ['iics', 'idmc', 'security log', 'audit log', 'login audit', 'user changes'],
	},
	MicrosoftDefenderCloudApps: {
		activity: ['mcas', 'mdca', 'cloud app activity', 'user activity', 'activity log', 'entra sign-ins'],
	},
};

describe.each(known)('$description.name', ({ vendor, isTrigger, description, listed }) => {
	const searches = SEARCHES[vendor];

	test('has searches for all it reads, and for no more', () => {
		expect(Object.keys(searches).sort()).toEqual(readBy(description));
	});

	test.each(Object.entries(searches).flatMap(([read, each]) => each.map((search) => ({ read, search }))))(
		'is found by "$search", as it reads $read',
		({ search }) => {
			expect(isListed(search, listed)).toBe(true);
		},
	);

	test.each(['siem', 'soc', 'ocsf', 'ecs'])('is found by "%s"', (search) => {
		expect(isListed(search, listed)).toBe(true);
	});

	test('is found by "alert" where it starts a workflow', () => {
		expect(isListed('alert', listed)).toBe(isTrigger);
	});

	test('names nothing twice', () => {
		const names = listed.aliases.map((alias) => alias.toLowerCase());
		expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
	});
});

/** Searches for a change, or for what only one operation brings: found where that is, and nowhere else. */
const promises: ReadonlyArray<{ readonly search: string; readonly vendor: Vendor; readonly does: string }> = [
	{ search: 'block domain', vendor: 'CiscoUmbrella', does: 'destination add' },
	{ search: 'allow domain', vendor: 'CiscoUmbrella', does: 'destination add' },
	{ search: 'unblock', vendor: 'CiscoUmbrella', does: 'destination remove' },
	{ search: 'destination list', vendor: 'CiscoUmbrella', does: 'destinationList getAll' },
	{ search: 'domain reputation', vendor: 'CiscoUmbrella', does: 'domain get' },
	{ search: 'incident', vendor: 'CiscoCloudlock', does: 'incident getAll' },
	{ search: 'dismiss incident', vendor: 'CiscoCloudlock', does: 'incident update' },
	{ search: 'lock out user', vendor: 'InformaticaCloud', does: 'user lockOut' },
	{ search: 'reset password', vendor: 'InformaticaCloud', does: 'user changePassword' },
	{ search: 'close alert', vendor: 'MicrosoftDefenderCloudApps', does: 'alert close' },
	{ search: 'ip range', vendor: 'MicrosoftDefenderCloudApps', does: 'ipRange getAll' },
	{ search: 'quarantine', vendor: 'MicrosoftDefenderCloudApps', does: 'file quarantine' },
];

const isOffered = ({ properties }: INodeTypeDescription, does: string): boolean => {
	const [resource = '', operation = ''] = does.split(' ');
	const shown = properties.filter(
		({ name, displayOptions }) =>
			name === 'operation' && (displayOptions?.show?.['resource']?.includes(resource) ?? true),
	);
	return (
		choicesOf(properties, 'resource').includes(resource) && choicesOf(shown, 'operation').includes(operation)
	);
};

test.each(promises)(
	'"$search" finds $vendor if it does $does, and nothing else of ours',
	({ search, vendor, does }) => {
		const actions = known.filter(({ isTrigger }) => !isTrigger);
		const found = actions
			.filter(({ listed }) => isListed(search, listed))
			.map(({ description }) => description.name);
		const able = actions.filter((node) => node.vendor === vendor && isOffered(node.description, does));
		expect(found).toEqual(able.map(({ description }) => description.name));
	},
);

test.each([
	['block domain', ['blocked domains'], true],
	['BLOCK DOMAIN', ['blocked domains'], true],
	['block domain', ['blocked requests'], false],
	['alert', ['alert on threats'], true],
	['alert', ['threats'], false],
	['umbrella', [], true],
])('the node list holds %j against %j: %j', (search, aliases, expected) => {
	expect(isListed(search, { displayName: 'Cisco Umbrella', aliases })).toBe(expected);
});

test.each([
	['securityActivity scan', true],
	['activity getAll', true],
	['activity block', false],
	['castle getAll', false],
])('whether a node offers %j: %j', (does, expected) => {
	expect(isOffered(vendors.CiscoUmbrella[0].description, does)).toBe(expected);
});

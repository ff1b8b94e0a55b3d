import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { filterFields, operatorLabels } from '../../nodes/MicrosoftDefenderCloudApps/filterTable';
import { code, codes, plain, table } from './markdown';

const optionsOf = ({ options = [] }: INodeProperties): readonly INodePropertyOptions[] =>
	options as INodePropertyOptions[];

/** Which filter which kind of Umbrella traffic knows. */
export function umbrellaFilters(properties: readonly INodeProperties[]): string {
	const traffic = properties.find(({ name }) => name === 'trafficType');
	const kinds = traffic ? optionsOf(traffic) : [];
	const filters = properties.find(
		({ name, displayOptions }) =>
			name === 'filters' && displayOptions?.show?.['resource']?.includes('activity'),
	);
	const rows = ((filters?.options ?? []) as INodeProperties[]).map(({ displayName, displayOptions }) => [
		plain(displayName),
		...kinds.map(({ value }) => (displayOptions?.show?.['/trafficType']?.includes(value) ? 'yes' : '–')),
	]);
	return table(['Filter', ...kinds.map(({ name }) => plain(name))], rows);
}

/** The fields of Informatica's conditions and the values the node offers for them. */
export function informaticaFilters(filters: INodeProperties): string {
	const [collection] = filters.options as INodePropertyCollection[];
	const values = collection?.values ?? [];
	const fields = values.find(({ name }) => name === 'field');
	const offered = (field: unknown): string => {
		const value = values.find(
			({ name, type, displayOptions }) =>
				name === 'value' && type === 'options' && displayOptions?.show?.['field']?.includes(field as string),
		);
		return value ? codes(optionsOf(value).map((option) => String(option.value))) : 'any text';
	};
	return table(
		['Field', 'Meaning', 'Values'],
		(fields ? optionsOf(fields) : []).map(({ name, value, description }) => [
			plain(name),
			plain(description ?? ''),
			offered(value),
		]),
	);
}

/** Defender's filter table, as the conditions of the node offer it. */
export const defenderFilters = (): string =>
	table(
		['Field', 'Name in JSON', 'Value', 'Operators', 'Note'],
		filterFields.map(({ label, name, type, operators, choices, note }) => [
			plain(label),
			code(name),
			type,
			operators.map((operator) => `${operatorLabels[operator]} (${code(operator)})`).join(', '),
			[note && plain(note), choices?.map((choice) => plain(choice.name)).join(', ')]
				.filter(Boolean)
				.join('. '),
		]),
	);

import type { INodeProperties } from 'n8n-workflow';
import { isObject } from '../../collector/json';

export interface Locator extends Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'hint'> {
	/** Name of the node's list search. */
	readonly search: string;
	/** What the list says before something is chosen. */
	readonly choose: string;
	/** IDs as a person would type them. */
	readonly ids: string;
}

/** A field in which one thing is searched by its name, or several are given by their IDs. */
export const locator = ({ search, choose, ids, ...field }: Locator): INodeProperties => ({
	...field,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: choose,
			typeOptions: { searchListMethod: search, searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: `e.g. ${ids}`,
			hint: 'Several IDs with commas between',
		},
	],
});

/** The value of such a field: in the object that the editor stores, or bare in a workflow that is older than the list. */
export const located = (stored: unknown): unknown =>
	isObject(stored) && 'mode' in stored && 'value' in stored ? stored['value'] : stored;

import type { INodeProperties } from 'n8n-workflow';
import { shownOn } from './show';

/** How much Get Many hands over, in n8n's own words. */
export const listing: INodeProperties[] = shownOn({ operation: ['getAll'] }, [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
]);

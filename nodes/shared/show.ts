import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** When a parameter is shown: parameter name to the values that show it, all of them together. */
export type Show = NonNullable<IDisplayOptions['show']>;

/** The same parameters, shown only under `show`; a condition a parameter already has stays. */
export const shownOn = (show: Show, properties: readonly INodeProperties[]): INodeProperties[] =>
	properties.map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...show, ...property.displayOptions?.show },
		},
	}));

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/**
 * An expression for the name that a person sees of a choice, in place of the value that n8n stores. A value that has no
 * name stands for itself.
 */
export function nameOf(properties: readonly INodeProperties[], parameter: string): string {
	const choices = properties
		.filter(({ name }) => name === parameter)
		.flatMap(({ options = [] }) => options as INodePropertyOptions[]);
	const names = Object.fromEntries(choices.map(({ name, value }) => [value, name]));
	return `((${JSON.stringify(names)})[$parameter["${parameter}"]] ?? $parameter["${parameter}"])`;
}

const resourceOf = (properties: readonly INodeProperties[]): string => nameOf(properties, 'resource');

/** `Scan: Security Log` @param subject an expression for what is read */
export const operationOn = (
	properties: readonly INodeProperties[],
	subject = resourceOf(properties),
): string => `={{ ${nameOf(properties, 'operation')} + ": " + ${subject} }}`;

/** `New: Security Log` @param subject an expression for what is waited for */
export const newOf = (properties: readonly INodeProperties[], subject = resourceOf(properties)): string =>
	`={{ "New: " + ${subject} }}`;

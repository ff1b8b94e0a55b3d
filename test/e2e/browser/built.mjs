import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { ROOT } from '../../../scripts/paths.mjs';

/**
 * The package as it was built, for the words that n8n shows of it: tests look for what the nodes say of themselves.
 *
 * @typedef {import('n8n-workflow').INodeTypeDescription} Description
 * @typedef {import('n8n-workflow').INodeProperties} Property
 * @typedef {import('n8n-workflow').ICredentialType} CredentialType
 */

const require = createRequire(import.meta.url);

const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** What each file exports under its own name, made. */
const made = (files) =>
	files.map((file) => {
		const { [basename(file).split('.')[0]]: Type } = require(join(ROOT, file));
		return new Type();
	});

/** @type {readonly Description[]} */
const descriptions = made(n8n.nodes).map(({ description }) => description);

/** @type {readonly CredentialType[]} */
export const credentialTypes = made(n8n.credentials);

/**
 * @param {string} name of a node type
 * @returns {Description}
 */
export const nodeType = (name) => found(descriptions, name);

/**
 * @param {string} name
 * @returns {CredentialType}
 */
export const credentialType = (name) => found(credentialTypes, name);

/**
 * @param {readonly Property[]} properties
 * @param {string} name of a parameter
 * @param {unknown} value
 * @returns {string} what a choice is called in its list
 */
export function choiceOf(properties, name, value) {
	const choices = properties.filter((each) => each.name === name).flatMap(({ options = [] }) => options);
	const choice = choices.find((each) => 'value' in each && each.value === value);
	if (!choice) throw new Error(`${name} has no choice ${String(value)}.`);
	return choice.name;
}

/**
 * @param {readonly Property[]} properties
 * @param {string} name of an option in the collection "options"
 * @returns {string} what the option is called
 */
export function optionOf(properties, name) {
	const options = properties.filter((each) => each.name === 'options').flatMap((each) => each.options ?? []);
	return /** @type {Property} */ (found(/** @type {Property[]} */ (options), name)).displayName;
}

/**
 * @param {readonly Property[]} properties
 * @param {string} resource
 * @param {string} operation
 * @returns {string} how the node creator calls what a node does
 */
export function actionOf(properties, resource, operation) {
	const operations = properties.filter(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.['resource']?.includes(resource),
	);
	const choice = operations
		.flatMap(({ options = [] }) => options)
		.find((each) => 'action' in each && each.value === operation);
	if (!choice || !('action' in choice)) throw new Error(`${resource} has no operation ${operation}.`);
	return String(choice.action);
}

/**
 * @param {CredentialType} type
 * @param {number} status of the vendor's answer
 * @returns {string} what the credential's test says of it
 */
export function ruleOf({ name, test }, status) {
	const rule = test?.rules?.find(({ properties }) => 'value' in properties && properties.value === status);
	if (!rule) throw new Error(`${name} says nothing of status ${status}.`);
	return rule.properties.message;
}

/**
 * @template {{ name: string }} T
 * @param {readonly T[]} all
 * @param {string} name
 * @returns {T}
 */
function found(all, name) {
	const one = all.find((each) => each.name === name);
	if (!one) throw new Error(`The package has no ${name}.`);
	return one;
}

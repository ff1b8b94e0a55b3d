import { createRequire } from 'node:module';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOST } from '../../scripts/paths.mjs';

const require = createRequire(join(HOST, 'package.json'));

require('reflect-metadata');
const core = require('n8n-core');
const { Workflow } = require('n8n-workflow');
const { credentialsHelper } = await import('./credentialsHelper.mjs');

/**
 * @typedef {object} Step one node of a workflow
 * @property {string} type `package.node`
 * @property {Record<string, unknown>} parameters
 *
 * @typedef {object} Flow
 * @property {readonly Step[]} steps nodes that follow each other
 * @property {Readonly<Record<string, Record<string, unknown>>>} credentials data by type
 */

/** What n8n itself loads: its own package from the host, others from a folder. */
export class Host {
	/**
	 * @param {readonly string[]} packages folders of community packages
	 * @param {Readonly<Record<string, object>>} [own] further node types by name
	 */
	constructor(packages, own = {}) {
		this.loaders = packages.map((folder) => new core.PackageDirectoryLoader(folder));
		this.own = own;
	}

	/**
	 * Loads the packages, and of n8n's own only the nodes the bench uses.
	 */
	async load() {
		for (const loader of this.loaders) await loader.loadAll();
		await useBinaryStorageOnDisk();
		this.nodeTypes = new Map([
			...Object.entries(this.own),
			['n8n-nodes-base.manualTrigger', ownNode('ManualTrigger/ManualTrigger.node', 'ManualTrigger')],
			['n8n-nodes-base.httpRequest', ownNode('HttpRequest/HttpRequest.node', 'HttpRequest')],
			...this.loaders.flatMap((loader) =>
				Object.entries(loader.nodeTypes).map(([name, { type }]) => [`${loader.packageName}.${name}`, type]),
			),
		]);
		this.credentialTypes = new Map([
			...['HttpBasicAuth', 'HttpHeaderAuth', 'OAuth2Api'].map(ownCredential),
			...this.loaders.flatMap((loader) =>
				Object.entries(loader.credentialTypes).map(([name, { type }]) => [name, type]),
			),
		]);
	}

	/**
	 * Runs a workflow as a production execution.
	 *
	 * @param {Flow} flow
	 * @returns {Promise<readonly (readonly any[])[]>} the items of each output of the last node
	 * @throws what a node throws
	 */
	async run({ steps, credentials }) {
		const nodes = steps.map((step, i) => this.node(`Step ${i + 1}`, step, credentials, i + 1));
		const trigger = this.node('Start', { type: 'n8n-nodes-base.manualTrigger', parameters: {} }, {}, 0);
		const names = [trigger, ...nodes].map(({ name }) => name);
		const workflow = new Workflow({
			id: 'bench',
			name: 'Bench',
			nodes: [trigger, ...nodes],
			connections: Object.fromEntries(
				names.slice(1).map((name, i) => [names[i], { main: [[{ node: name, type: 'main', index: 0 }]] }]),
			),
			active: true,
			nodeTypes: this.finder(),
			settings: { executionOrder: 'v1' },
		});
		const execution = new core.WorkflowExecute(this.additionalData(workflow, credentials), 'trigger');
		const { data } = await execution.run({ workflow, startNode: workflow.getNode(trigger.name) });
		if (data.resultData.error) throw data.resultData.error;
		const [ran] = data.resultData.runData[names.at(-1)] ?? [];
		return ran?.data?.main ?? [];
	}

	node(name, { type, parameters }, credentials, column) {
		const { description, currentVersion } = this.nodeTypes.get(type);
		return {
			id: name,
			name,
			type,
			typeVersion: currentVersion ?? description.version,
			position: [column * 200, 0],
			parameters,
			credentials: Object.fromEntries(
				Object.keys(credentials).map((each) => [each, { id: each, name: each }]),
			),
		};
	}

	finder() {
		const { NodeHelpers } = require('n8n-workflow');
		const find = (type, version) => NodeHelpers.getVersionedNodeType(this.nodeTypes.get(type), version);
		return { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
	}

	additionalData(workflow, credentials) {
		return {
			credentialsHelper: credentialsHelper(require, this.credentialTypes, credentials),
			hooks: new core.ExecutionLifecycleHooks('trigger', '1', {
				id: workflow.id,
				name: workflow.name,
				nodes: [],
			}),
			currentNodeExecutionIndex: 0,
			executionId: '1',
			restApiUrl: 'http://127.0.0.1/rest',
			instanceBaseUrl: 'http://127.0.0.1/',
			webhookBaseUrl: 'http://127.0.0.1/webhook',
			webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
			webhookTestBaseUrl: 'http://127.0.0.1/webhook-test',
			formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
			variables: {},
			setExecutionStatus: () => {},
			sendDataToUI: () => {},
			logAiEvent: () => {},
		};
	}
}

const ownNode = (file, name) => {
	const Type = require(`n8n-nodes-base/dist/nodes/${file}.js`)[name];
	return new Type();
};

const ownCredential = (name) => {
	const Type = require(`n8n-nodes-base/dist/credentials/${name}.credentials.js`)[name];
	const type = new Type();
	return [type.name, type];
};

/** n8n 2 keeps files on disk. */
async function useBinaryStorageOnDisk() {
	const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di');
	const config = Container.get(core.BinaryDataConfig);
	config.localStoragePath = mkdtempSync(join(tmpdir(), 'bench-files-'));
	config.mode = 'filesystem';
	await Container.get(core.BinaryDataService).init();
}

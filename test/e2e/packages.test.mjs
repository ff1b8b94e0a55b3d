import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { installPackage, removePackage } from '../../demo/userFolder.mjs';
import { exactDigitsAsText } from '../../emulator/index.ts';
import { PACKAGES } from '../../scripts/packages/vendors.mjs';
import { ROOT } from '../../scripts/paths.mjs';
import { compare } from './support/ledger.mjs';
import { vendors } from './support/vendors.mjs';
import { openWorld } from './support/world.mjs';

const WHOLE = 'n8n-nodes-security-activity';

/** Which package holds a vendor alone. */
const ALONE = {
	umbrella: 'n8n-nodes-cisco-umbrella',
	cloudlock: 'n8n-nodes-cisco-cloudlock',
	informatica: 'n8n-nodes-informatica-cloud',
	defender: 'n8n-nodes-microsoft-defender-cloud-apps',
};

const START = 'By hand';
const SCAN = 'Scan';

/** A scan by hand, as it is exported from the editor. */
const scanOf = ({ trigger, credential, parameters }) => ({
	name: `Scan with ${trigger}`,
	nodes: [
		{
			id: 'start',
			name: START,
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'scan',
			name: SCAN,
			type: trigger.replace(/Trigger$/, ''),
			typeVersion: 1,
			position: [200, 0],
			parameters: { ...parameters, operation: 'scan', lastAmount: 2, lastUnit: 'hours' },
			credentials: { [credential]: { id: '', name: credential } },
		},
	],
	connections: { [START]: { main: [[{ node: SCAN, type: 'main', index: 0 }]] } },
	settings: {},
});

/** The way that the README of such a package tells: another package before the names of the nodes. */
const movedTo = (name, workflow) =>
	JSON.parse(JSON.stringify(workflow).replaceAll(`"type":"${WHOLE}.`, `"type":"${name}.`));

describe('The packages of one vendor each', () => {
	/** @type {import('./support/world.mjs').World} */
	let world;
	before(async () => (world = await openWorld('packages')));
	after(async () => await world?.close());

	/** Runs a workflow, and says how what it collected differs from what the emulator holds. */
	async function collected(workflow, { source }) {
		const { id } = await world.importWorkflow(workflow);
		const { status, error, items } = await world.run(id, START);
		assert.equal(status, 'success', error);
		const [summary] = items(SCAN, 1);
		assert.equal(summary.json.complete, true);
		const lines = (records) => records.map((record) => JSON.stringify(record));
		const { missing, repeated } = compare(
			lines(world.emulator.records(source).map(exactDigitsAsText)),
			lines(items(SCAN, 0).map(({ json }) => json)),
		);
		return { records: items(SCAN, 0).length, missing, repeated };
	}

	const EXACT = { records: 40, missing: [], repeated: [] };

	for (const vendor of Object.values(vendors)) {
		test(`${vendor.name}: the whole package scans, before any other is installed`, async () => {
			world.emulator.switches.informatica.loginAddsEntry = false;
			world.emulator.happen(vendor.source, { n: 40, late: 60_000 });
			assert.deepEqual(await collected(scanOf(vendor), vendor), EXACT);
		});
	}

	test('n8n starts with all five', async () => {
		await world.stop();
		for (const name of Object.values(ALONE)) await installPackage(world.folder, join(ROOT, PACKAGES, name));
		await world.start();
	});

	for (const vendor of Object.values(vendors)) {
		test(`${vendor.name}: the nodes of both packages scan, with the credential that was there before`, async () => {
			assert.deepEqual(await collected(scanOf(vendor), vendor), EXACT);
			assert.deepEqual(await collected(movedTo(ALONE[vendor.name], scanOf(vendor)), vendor), EXACT);
		});
	}

	test('n8n starts without the whole package', async () => {
		await world.stop();
		await removePackage(world.folder, WHOLE);
		await world.start();
	});

	for (const vendor of Object.values(vendors)) {
		test(`${vendor.name}: a moved workflow goes on, with the same credential`, async () => {
			assert.deepEqual(await collected(movedTo(ALONE[vendor.name], scanOf(vendor)), vendor), EXACT);
		});
	}

	test('a workflow that was not moved says which node n8n lacks', async () => {
		const { id } = await world.importWorkflow(scanOf(vendors.umbrella));
		await assert.rejects(
			world.run(id, START),
			/Unrecognized node type: n8n-nodes-security-activity\.ciscoUmbrella/,
		);
	});
});

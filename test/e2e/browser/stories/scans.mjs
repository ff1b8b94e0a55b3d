import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import { recordText } from '../../../../emulator/index.ts';
import { compare, inFull } from '../../support/ledger.mjs';
import { choiceOf, optionOf } from '../built.mjs';
import { addAction } from '../nodeCreator.mjs';
import { workflowOn } from '../canvas.mjs';
import { nodePanel } from '../nodePanel.mjs';
import { picture } from '../pictures.mjs';
import { onlyNow, vendorNodes } from '../vendorNodes.mjs';

/** The one that the docs show: its records fit into a line. */
const SHOWN = vendorNodes.informatica;

const NOTHING_WRONG = { missing: [], repeated: [] };

/** @param {import('../stage.mjs').Stage} stage */
export function scans(stage) {
	/** Drops the scan of a vendor onto a new workflow, with a credential. */
	const dropScan = async (page, { node, trigger, scan, credential }) => {
		await addAction(page, trigger, scan);
		const panel = nodePanel(page);
		await panel.chooseCredential(credential);
		return { ...panel, properties: node.properties };
	};

	/** The records that the latest run of the workflow on a page gave. */
	const given = async (page, { scan }) => {
		const [latest] = await stage.world.runs(workflowOn(page), 'success');
		return (await stage.world.gave(latest, scan, 0)).map((record) => JSON.stringify(record));
	};

	/** What the emulator holds in the window of a summary. */
	const held = ({ from, to, source }) =>
		stage.world.emulator.records(source, { from: Date.parse(from), to: Date.parse(to) }).map(inFull);

	describe('A scan', { concurrency: false }, () => {
		for (const vendor of Object.values(vendorNodes)) {
			test(
				`gives every record, and says so (${vendor.node.displayName})`,
				stage.onPage(async (page) => {
					onlyNow(stage.world, vendor, 137);
					const panel = await dropScan(page, vendor);
					await panel.fill('lastAmount', 2);
					await panel.run();
					await panel.seesScanned(137);
					if (vendor === SHOWN) await picture(page, 'scan', await panel.area());
					const summary = await panel.readSummary();
					assert.equal(summary.complete, 'true');
					assert.equal(summary.records, '137');
					assert.deepEqual(compare(held(summary), await given(page, vendor)), NOTHING_WRONG);
				}),
			);
		}

		test(
			'that stops at its ceiling says where to go on, and the cursor gives exactly the rest',
			stage.onPage(async (page) => {
				const vendor = vendorNodes.cloudlock;
				onlyNow(stage.world, vendor, 120);
				const panel = await dropScan(page, vendor);
				await panel.addOption(optionOf(panel.properties, 'maxRecords'));
				await panel.fill('maxRecords', 50);
				await panel.run();
				await panel.seesScanned(50);
				await panel.seesHint('The scan is not complete. The scan stopped at the ceiling of 50 records');
				await panel.seesHint('Follow the cursor to read on.');
				await picture(page, 'incomplete', await panel.outputHead());
				const summary = await panel.readSummary();
				assert.equal(summary.complete, 'false');
				const first = await given(page, vendor);

				await panel.choose('startFrom', choiceOf(panel.properties, 'startFrom', 'cursor'));
				await panel.fill('cursor', summary.cursor);
				await panel.fill('maxRecords', 0);
				await panel.run();
				await panel.seesScanned(70);
				assert.equal((await panel.readSummary()).complete, 'true');
				assert.deepEqual(compare(held(summary), [...first, ...(await given(page, vendor))]), NOTHING_WRONG);
			}),
		);

		test(
			'into a file is downloaded as the lines of exactly the records',
			stage.onPage(async (page) => {
				const vendor = vendorNodes.defender;
				onlyNow(stage.world, vendor, 90);
				const panel = await dropScan(page, vendor);
				await panel.choose('output', choiceOf(panel.properties, 'output', 'file'));
				await panel.run();
				await panel.seesScanned(1);
				const download = await panel.download();
				assert.match(download.suggestedFilename(), /^microsoftDefenderCloudApps\.activity_.*\.ndjson\.gz$/);
				const lines = gunzipSync(await readFile(await download.path()))
					.toString()
					.split('\n')
					.filter(Boolean);
				const records = stage.world.emulator.records(vendor.source).map(recordText);
				assert.deepEqual(compare(records, lines), NOTHING_WRONG);
			}),
		);

		test(
			'can be estimated before it is made',
			stage.onPage(async (page) => {
				const vendor = vendorNodes.informatica;
				onlyNow(stage.world, vendor, 60);
				const panel = await dropScan(page, vendor);
				await panel.addOption(optionOf(panel.properties, 'estimateOnly'));
				await panel.turnOn('estimateOnly');
				await panel.run();
				await panel.seesHint('Informatica: the scan would take about');
				await panel.seesHint('for about 60 records.');
			}),
		);

		test(
			'ends when a person presses stop, also while the vendor does not answer, and can be run again',
			stage.onPage(async (page) => {
				const vendor = vendorNodes.umbrella;
				const { emulator, until, runs } = stage.world;
				onlyNow(stage.world, vendor, 20);
				const panel = await dropScan(page, vendor);
				emulator.switches.umbrella.faults = [{ on: { from: 1 }, kind: 'stall' }];
				await panel.run();
				await until('a request that waits', () => emulator.gate.held > 0);
				await panel.stop();
				const stopped = async () => (await runs(workflowOn(page), 'canceled')).length > 0;
				await until('the end of the run', stopped);
				emulator.switches.umbrella.faults = [];
				await panel.run();
				await panel.seesScanned(20);
			}),
		);
	});
}

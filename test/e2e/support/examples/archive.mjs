import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { linesOf } from '../../../../demo/files.mjs';
import { recordText } from '../../../../emulator/index.ts';
import { compare, inBrief } from '../ledger.mjs';
import { importExample } from './load.mjs';

const NOTHING_WRONG = inBrief({ missing: [], repeated: [] });

/** @param {() => import('../world.mjs').World} world */
export function testArchive(world) {
	/** Runs an example and gives what it put into the store. */
	const filed = async (file, changed) => {
		const before = world().emulator.objects.length;
		const { id } = await importExample(world(), file, changed);
		const run = await world().run(id, 'Start by hand');
		return { ...run, objects: world().emulator.objects.slice(before) };
	};
	const summaries = ({ items }, ...nodes) => nodes.flatMap((node) => items(node, 1)).map(({ json }) => json);
	const ledger = (source, window, objects) =>
		compare(
			world().emulator.records(source, window).map(recordText),
			objects.flatMap(({ bytes }) => linesOf(bytes)),
		);

	describe('The archive', () => {
		test('of a night is one file of gzip NDJSON with every record to the letter', async () => {
			const run = await filed('cisco-umbrella-activity-archive.json');
			assert.equal(run.status, 'success', run.error);
			const [summary] = summaries(run, 'Scan all traffic');
			const [object] = run.objects;
			assert.equal(run.objects.length, 1);
			assert.match(
				object.key,
				/^cisco-umbrella\/\d{4}-\d\d-\d\d\/ciscoUmbrella\.activity_[\dTZ-]+_[\dTZ-]+\.ndjson\.gz$/,
			);
			assert.match(object.type, /^application\/gzip/);
			assert.deepEqual(
				inBrief(ledger(summary.source, windowOf(summary, summary), run.objects)),
				NOTHING_WRONG,
			);
		});

		test('waits for a store that is busy', async () => {
			const { switches } = world().emulator;
			switches.s3.faults = [{ on: 1, kind: 'status', status: 503 }];
			const run = await filed('cisco-umbrella-activity-archive.json', (node) =>
				node.name === 'Scan all traffic' ? { lastAmount: 1 } : {},
			);
			switches.s3.faults = [];
			assert.equal(run.status, 'success', run.error);
			assert.equal(run.objects.length, 1);
		});
	});

	describe('The backfill of two weeks', () => {
		const FILE = 'microsoft-defender-backfill-to-archive.json';
		const SCANS = ['Scan the first part', 'Scan the next part'];
		const inParts = (node) => (SCANS.includes(node.name) ? { options: { maxRecords: 1500 } } : {});

		test('takes several parts, and every record is in one of them', async () => {
			const run = await filed(FILE, inParts);
			assert.equal(run.status, 'success', run.error);
			const parts = summaries(run, ...SCANS);
			assert.ok(parts.length >= 3, `${parts.length} parts`);
			assert.deepEqual(
				parts.map(({ complete }) => complete),
				[...parts.slice(1).map(() => false), true],
			);
			assert.equal(run.objects.length, parts.length);
			const window = windowOf(parts[0], parts.at(-1));
			assert.ok(window.to - window.from >= 14 * 86_400_000);
			assert.deepEqual(inBrief(ledger(parts[0].source, window, run.objects)), NOTHING_WRONG);
		});

		test('stops with a word when the vendor fails, and goes on with the rest from the cursor it names', async () => {
			const { switches } = world().emulator;
			switches.defender.faults = [{ on: { from: 3 }, kind: 'status', status: 403 }];
			const broken = await filed(FILE, inParts);
			switches.defender.faults = [];
			assert.equal(broken.status, 'error');
			const [, cursor] =
				/Microsoft Defender .*403.*put this cursor into "Where to begin": (\S+)$/.exec(broken.error) ?? [];
			assert.ok(cursor, broken.error);
			const value = { assignments: [{ id: '1', name: 'cursor', type: 'string', value: cursor }] };
			const rest = await filed(FILE, (node) =>
				node.name === 'Where to begin' ? { assignments: value } : {},
			);
			assert.equal(rest.status, 'success', rest.error);
			const window = windowOf(summaries(broken, ...SCANS)[0], summaries(rest, ...SCANS).at(-1));
			const source = summaries(rest, ...SCANS)[0].source;
			assert.ok(broken.objects.length > 0);
			assert.deepEqual(inBrief(ledger(source, window, [...broken.objects, ...rest.objects])), NOTHING_WRONG);
		});

		test('stops with a word when the vendor fails at once', async () => {
			const { switches } = world().emulator;
			switches.defender.faults = [{ on: { from: 1 }, kind: 'status', status: 403 }];
			const run = await filed(FILE);
			switches.defender.faults = [];
			assert.equal(run.status, 'error');
			assert.match(run.error, /Microsoft Defender .*403.* Nothing was read\.$/);
		});

		test('stops with a word when a part makes no progress', async () => {
			const { emulator } = world();
			const timestamp = Date.now() - 3_600_000;
			const [record] = emulator.happen('microsoftDefenderCloudApps.activity');
			const burst = Array.from({ length: 30 }, (_, n) => ({ ...record, _id: `burst-${n}`, timestamp }));
			emulator.add('defender', burst);
			const run = await filed(FILE, (node) =>
				SCANS.includes(node.name) ? { lastAmount: 2, lastUnit: 'hours', options: { maxRecords: 20 } } : {},
			);
			emulator.remove('defender', ({ _id }) => String(_id).startsWith('burst-'));
			assert.equal(run.status, 'error');
			assert.match(
				run.error,
				/below what a single moment holds.*put this cursor into "Where to begin": \S+$/,
			);
		});
	});
}

const windowOf = (first, last) => ({ from: Date.parse(first.from), to: Date.parse(last.to) });

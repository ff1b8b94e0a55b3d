import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { destinationOf } from './destination.mjs';
import { importExample } from './load.mjs';

const SOURCE = 'ciscoUmbrella.securityActivity';
const HOUR_MS = 3_600_000;

/** @param {() => import('../world.mjs').World} world */
export function testAlerts(world) {
	describe('Blocked destinations into TheHive', () => {
		/** Runs the example, and checks that TheHive holds the truth of the day. */
		const runAndCompare = async (id) => {
			const { status, error } = await world().run(id, 'Start by hand');
			assert.equal(status, 'success', error);
			const { from, to, day } = today();
			const records = world().emulator.records(SOURCE, { from, to });
			const alerts = world().emulator.alerts.filter(({ sourceRef }) => String(sourceRef).startsWith(day));
			assert.deepEqual(
				Object.fromEntries(alerts.map(({ sourceRef, description }) => [sourceRef, countIn(description)])),
				countsOf(records, day),
			);
			return alerts;
		};

		test('each has one alert, and a second run opens none and brings the counts up to date', async () => {
			const { emulator } = world();
			const { id } = await importExample(world(), 'cisco-umbrella-blocked-destinations-to-thehive.json');
			const first = await runAndCompare(id);
			assert.ok(first.length > 1);

			const late = Date.now() - today().from - 1000;
			const [again] = emulator.records(SOURCE, today());
			emulator.add('umbrella', [{ ...again, timestamp: Date.now() - late }]);
			emulator.happen(SOURCE, { n: 3, late, ties: true });
			const second = await runAndCompare(id);
			const ids = (alerts) => alerts.map(({ _id }) => _id);
			assert.deepEqual(ids(second).slice(0, first.length), ids(first));
			assert.ok(second.some(({ _updatedAt }) => _updatedAt !== undefined));
		});

		test('a run that broke off in the middle is made good by the next, without a second alert', async () => {
			const { emulator } = world();
			emulator.alerts.length = 0;
			const { id } = await importExample(world(), 'cisco-umbrella-blocked-destinations-to-thehive.json');
			emulator.switches.thehive.faults = [{ on: 4, kind: 'status', status: 500, path: '/alert' }];
			const broken = await world().run(id, 'Start by hand');
			emulator.switches.thehive.faults = [];
			assert.equal(broken.status, 'error');
			assert.equal(emulator.alerts.length, 3);
			await runAndCompare(id);
		});

		test('a destination too long for a reference gets its alert as well', async () => {
			const { emulator } = world();
			const domain = `${'a'.repeat(60)}.${'b'.repeat(60)}.example.test`;
			const [record] = emulator.records(SOURCE, today());
			emulator.add('umbrella', [{ ...record, domain, timestamp: today().from + 5000 }]);
			const { id } = await importExample(world(), 'cisco-umbrella-blocked-destinations-to-thehive.json');
			const { status, error } = await world().run(id, 'Start by hand');
			assert.equal(status, 'success', error);
			emulator.remove('umbrella', (row) => row.domain === domain);
			const alert = emulator.alerts.find(({ title }) => String(title).startsWith(domain));
			assert.match(String(alert?.sourceRef), /^\d{4}-\d\d-\d\d [0-9a-f]{64}$/);
		});
	});
}

/** The day of an hour ago, which the example counts: the run after midnight completes the day before. */
function today() {
	const day = new Date(Date.now() - HOUR_MS).toISOString().slice(0, 10);
	const from = Date.parse(day);
	return { day, from, to: from + 24 * HOUR_MS };
}

const countsOf = (records, day) => {
	const counts = {};
	for (const record of records) {
		const reference = `${day} ${destinationOf(record)}`;
		counts[reference] = (counts[reference] ?? 0) + 1;
	}
	return counts;
};

const countIn = (description) => Number(/blocked it (\d+) times/.exec(String(description))?.[1]);

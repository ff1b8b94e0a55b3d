import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator';
import { failureOf } from '../support/nodeFailure';
import { listing, nodeSource, nodeSources } from '../support/nodeSources';
import { credentialsFor, type Run, runNode, summaryOf } from '../support/runNode';
import { type Trigger, trigger } from '../support/runTrigger';

/** What is remembered of one thing must not be taken for the memory of another. */

const CHILD = '2402002';
/** What a checkpoint notes of the stream it is of. */
const OF = /,"of":\{[^}]*\}/;
const BEFORE = 5 * 60_000;

let emulator: Emulator;
beforeEach(async () => {
	emulator = await startEmulator({
		records: { umbrella: 120, umbrellaLegacy: 40, cloudlock: 40, informatica: 40, defender: 40 },
		spanDays: { umbrella: 1, umbrellaLegacy: 1, cloudlock: 1, informatica: 1, defender: 1 },
		switches: { informatica: { loginAddsEntry: false } },
	});
});
afterEach(async () => await emulator.close());

interface Change {
	readonly name: string;
	readonly source: string;
	readonly first: INodeParameters;
	readonly second: INodeParameters;
	readonly credentials?: Run['credentials'];
	readonly isOther: boolean;
}

const conditions = (...list: readonly object[]) => ({ filters: { conditions: list } }) as never;
const actor = { field: 'actor', operator: 'notEqual', value: 'nobody' };
const action = { field: 'actionCategory', operator: 'notEqual', value: 'none' };

const changes: readonly Change[] = [
	{
		name: 'another traffic type',
		source: 'Umbrella',
		first: { trafficType: 'dns' },
		second: { trafficType: 'proxy' },
		isOther: true,
	},
	{
		name: 'another filter',
		source: 'Umbrella',
		first: {},
		second: { filters: { verdict: 'blocked' } },
		isOther: true,
	},
	{
		name: 'another organization',
		source: 'Umbrella',
		first: {},
		second: {},
		credentials: { ciscoUmbrellaReportingApi: { organizationId: CHILD } },
		isOther: true,
	},
	{
		name: 'other conditions',
		source: 'Informatica',
		first: {},
		second: conditions(actor),
		isOther: true,
	},
	{
		name: 'the same conditions in another order and with blanks',
		source: 'Informatica',
		first: conditions(actor, action),
		second: conditions(action, { ...actor, value: ' nobody ' }),
		isOther: false,
	},
	{
		name: 'filters as JSON',
		source: 'Defender, API token',
		first: {},
		second: { filterMode: 'json', filtersJson: '{"activity.eventType":{"eq":["EVENT_CATEGORY_LOGIN"]}}' },
		isOther: true,
	},
	{
		name: 'no filters, written as JSON',
		source: 'Defender, API token',
		first: {},
		second: { filterMode: 'json', filtersJson: '{}' },
		isOther: false,
	},
	{
		name: 'another event type',
		source: 'Cloudlock',
		first: {},
		second: { filters: { eventType: 'login' } },
		isOther: true,
	},
	{
		name: 'a renewed token of the same credential',
		source: 'Cloudlock',
		first: {},
		second: {},
		credentials: {},
		isOther: false,
	},
];

const begun = /The last production run of this node read .*, so the scan began with the time range/;

describe.each(changes)('$source, $name', ({ source: name, first, second, credentials, isOther }) => {
	const source = nodeSource(name);
	const scan = async (more: INodeParameters, own: Partial<Run>) =>
		await runNode(emulator, source.node, { parameters: listing(source, 'scan', more), ...own });

	it(`Last Scan ${isOther ? 'begins with the time range, and says so' : 'goes on'}`, async () => {
		const staticData: IDataObject = {};
		const own = { staticData, mode: 'trigger' } as const;
		await scan({ startFrom: 'lastScan', ...first }, own);
		const again = await scan(
			{ startFrom: 'lastScan', ...second },
			{ ...own, ...(credentials ? { credentials } : {}) },
		);
		const alone = await scan(second, { ...(credentials ? { credentials } : {}) });
		expect(again.hints.some((hint) => begun.test(hint))).toBe(isOther);
		expect(Number(summaryOf(again)['records'])).toBe(isOther ? summaryOf(alone)['records'] : 0);
	});

	it(`a cursor by hand is ${isOther ? 'refused with both sides named, before any request' : 'followed'}`, async () => {
		const cursor = String(summaryOf(await scan(first, {}))['cursor']);
		const before = emulator.log.length;
		const following = scan(
			{ ...second, startFrom: 'cursor', cursor },
			{ ...(credentials ? { credentials } : {}) },
		);
		if (!isOther) return expect(summaryOf(await following)['records']).toBe(0);
		const error = await failureOf(following);
		expect(error.message).toMatch(
			new RegExp(`was made by a scan of ${source.source}.*, this node reads ${source.source}`),
		);
		expect(emulator.log).toHaveLength(before);
	});
});

it.each(nodeSources)('$name: a cursor of an earlier version is followed, with a hint', async (source) => {
	const old = { v: 1, source: source.source, next: Date.now() - 60_000, unread: [] };
	const cursor = Buffer.from(JSON.stringify(old)).toString('base64url');
	const ran = await runNode(emulator, source.node, {
		parameters: listing(source, 'scan', { startFrom: 'cursor', cursor }),
	});
	expect(summaryOf(ran)['complete']).toBe(true);
	expect(ran.hints.join(' ')).toMatch(
		/written by an earlier version, which did not note filters and account/,
	);
});

describe('a trigger', () => {
	const looking = {
		resource: 'activity',
		startFrom: 'lookback',
		lookbackAmount: 30,
		lookbackUnit: 'minutes',
	};
	const umbrella = async (more: INodeParameters, id?: string): Promise<Trigger> =>
		await trigger(emulator, 'ciscoUmbrellaTrigger', { ...looking, ...more }, credentialsFor(emulator), id);
	const none = () => emulator.remove('umbrella', () => true);

	it('that is set to another traffic type begins anew, and says what it left', async () => {
		none();
		emulator.happen('ciscoUmbrella.activity', { n: 40, late: BEFORE });
		const polls = await umbrella({ trafficType: 'proxy' });
		const proxy = (await polls.poll())?.length ?? 0;
		polls.set({ ...looking, trafficType: 'all' });
		const all = (await polls.poll())?.length ?? 0;
		expect(proxy).toBeLessThan(40);
		expect([all, await polls.poll()]).toEqual([40, null]);
		expect(polls.told.join(' ')).toMatch(
			/set from ciscoUmbrella.activity \(proxy\) to ciscoUmbrella.activity \(all\) and begins anew/,
		);
	});

	it('with other filters goes on, and hands over nothing of before the change', async () => {
		none();
		emulator.happen('ciscoUmbrella.activity', { n: 40, late: BEFORE });
		const polls = await umbrella({ filters: { ip: '192.0.2.254' } });
		const filtered = (await polls.poll())?.length ?? 0;
		polls.set({ ...looking });
		expect(filtered).toBeLessThan(40);
		expect(await polls.poll()).toBeNull();
		expect(polls.told).toEqual([]);
	});

	it('of an earlier version goes on', async () => {
		none();
		const polls = await umbrella({});
		await polls.poll();
		const stored = JSON.stringify(polls.state());
		expect(stored).toMatch(OF);
		polls.restart(stored.replace(OF, ''));
		emulator.happen('ciscoUmbrella.activity', { n: 3, late: BEFORE });
		expect(await polls.poll()).toHaveLength(3);
		expect(polls.told).toEqual([]);
	});

	it('that shares its node id with another hands over everything, as the other does', async () => {
		none();
		emulator.happen('ciscoUmbrella.activity', { n: 40, late: BEFORE });
		const twins = [
			await umbrella({}, 'one-id'),
			await umbrella({ filters: { verdict: 'allowed,blocked' } }, 'one-id'),
		];
		const counts = await Promise.all(twins.map(async (twin) => (await twin.poll())?.length ?? 0));
		expect(counts[0]).toBe(40);
		expect(counts[1]).toBeGreaterThan(0);
	});
});

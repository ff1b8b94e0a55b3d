import type { INodeParameters } from 'n8n-workflow';
import {
	type Emulator,
	exactDigitsAsText,
	type JsonObject,
	startEmulator,
	type SwitchSettings,
} from '../../emulator';
import { difference, EXACT } from '../support/feedDrain';
import { type Ran, runNode } from '../support/runNode';

const SOURCE = 'microsoftDefenderCloudApps.activity';
const HOUR = 3_600_000;

let emulator: Emulator;
afterEach(async () => await emulator.close());

const start = async (defender: SwitchSettings['defender'] = {}, records = 600): Promise<void> => {
	emulator = await startEmulator({
		switches: { defender },
		records: { defender: records },
		spanDays: { defender: 2 },
	});
};

const getMany = async (parameters: INodeParameters = {}): Promise<Ran> =>
	await runNode(emulator, 'microsoftDefenderCloudApps', {
		parameters: {
			operation: 'getAll',
			lastAmount: 3,
			lastUnit: 'days',
			returnAll: true,
			...parameters,
			options: {
				requestsPerMinute: 0,
				maxRetries: 0,
				...(parameters['options'] as INodeParameters | undefined),
			},
		},
	});

const timesBy = (field: 'timestamp' | 'created', records: readonly object[]): readonly number[] =>
	records.map((record) => Number((record as Record<string, unknown>)[field]));

const linesOf = (records: readonly JsonObject[]): readonly string[] =>
	records.map((record) => JSON.stringify(exactDigitsAsText(record)));

const orders = [
	{ sortField: 'date', sortDirection: 'desc', member: 'timestamp', sign: -1 },
	{ sortField: 'date', sortDirection: 'asc', member: 'timestamp', sign: 1 },
	{ sortField: 'created', sortDirection: 'desc', member: 'created', sign: -1 },
	{ sortField: 'created', sortDirection: 'asc', member: 'created', sign: 1 },
] as const;

describe.each(orders)('$sortField $sortDirection', ({ sortField, sortDirection, member, sign }) => {
	it.each([
		{ name: 'an order that is kept', defender: {} },
		{ name: 'an ascending order that is not', defender: { ascHonoured: false } },
		{ name: 'pages of 250', defender: { listPageCap: 250 } },
	] as const)('has the first records and all of them: $name', async ({ defender }) => {
		await start(defender);
		const sorted = (times: readonly number[]): readonly number[] => [...times].sort((a, b) => sign * (a - b));
		const held = emulator.records(SOURCE);

		for (const asked of [{ returnAll: true }, { returnAll: false, limit: 120 }]) {
			const { outputs } = await getMany({ sortField, sortDirection, ...asked });
			const found = timesBy(
				member,
				(outputs[0] ?? []).map(({ json }) => json),
			);
			expect(found).toEqual(sorted(timesBy(member, held)).slice(0, asked.limit));
		}
	});
});

it('both orders differ, so that neither stands for the other', async () => {
	await start();
	const [byDate, byCreated] = (['timestamp', 'created'] as const).map((field) =>
		[...emulator.records(SOURCE)]
			.sort((a, b) => Number(b[field]) - Number(a[field]))
			.map((record) => record['_id']),
	);
	expect(byDate).not.toEqual(byCreated);
});

it.each([100, 250])('advances by the rows that come, with a page cap of %i', async (listPageCap) => {
	await start({ listPageCap });
	const { outputs } = await getMany({ options: { pageSize: 1_000 } });
	expect(
		difference(
			(outputs[0] ?? []).map(({ json }) => JSON.stringify(json)),
			linesOf(emulator.records(SOURCE)),
		),
	).toEqual(EXACT);
	const skips = emulator.log.map(({ body }) => Number((JSON.parse(body) as { skip: number }).skip));
	expect(skips.slice(0, 3)).toEqual([0, listPageCap, 2 * listPageCap]);
});

it.each(['empty', 'error'] as const)(
	'lists more than the 5,000 that skip reaches, when skip ends with %s',
	async (skipOver) => {
		await start({ listPageCap: 5_000, skipOver }, 11_500);
		const { outputs } = await getMany({ options: { pageSize: 1_000 } });
		const items = outputs[0] ?? [];
		expect(
			difference(
				items.map(({ json }) => JSON.stringify(json)),
				linesOf(emulator.records(SOURCE)),
			),
		).toEqual(EXACT);
		const skips = emulator.log.map(({ body }) => JSON.parse(body) as { skip: number; limit: number });
		expect(Math.max(...skips.map(({ skip, limit }) => skip + limit))).toBeLessThanOrEqual(5_000);
	},
);

it('says so when one moment holds more than a list can reach', async () => {
	await start({ listPageCap: 5_000 }, 10);
	const [model] = emulator.records(SOURCE);
	const timestamp = Date.now() - HOUR;
	emulator.add(
		'defender',
		Array.from({ length: 5_100 }, (_, i) => ({ ...model, timestamp, _id: `tie_${i}` })),
	);
	await expect(getMany({ options: { pageSize: 5_000 } })).rejects.toThrow(/lists at most 5000 activities/);
});

import { type Emulator, exactDigitsAsText, type JsonObject, startEmulator } from '../../emulator';
import { failureOf } from '../support/nodeFailure';
import { type Ran, runNode } from '../support/runNode';

let emulator: Emulator;
beforeEach(async () => {
	emulator = await startEmulator({ records: { cloudlock: 200, defender: 200 } });
});
afterEach(async () => await emulator.close());

const items = ({ outputs }: Ran): readonly object[] => (outputs[0] ?? []).map(({ json }) => json);
const textOf = (record: JsonObject | undefined, field: string): string => String(record?.[field]);

describe('Cloudlock activities by ID', () => {
	const get = async (activityIds: string): Promise<Ran> =>
		await runNode(emulator, 'ciscoCloudlock', { parameters: { operation: 'get', activityIds } });
	const held = (): readonly JsonObject[] => emulator.records('ciscoCloudlock.activity');

	it('finds an activity whose ID holds a hash sign, untouched', async () => {
		const record = held().find((one) => textOf(one, 'event_id').includes('#'));
		const ran = await get(textOf(record, 'event_id'));
		expect(items(ran)).toEqual([record]);
		expect(ran.outputs).toHaveLength(1);
		expect(ran.outputs[0]?.[0]?.pairedItem).toEqual({ item: 0 });
		expect(emulator.log[0]?.query).toContain('%23');
	});

	it('tells parts of one origin event from each other by what follows the hash sign', async () => {
		const part = held().find((one) => /#[1-9]/.test(textOf(one, 'event_id')));
		expect(part).toBeDefined();
		expect(items(await get(textOf(part, 'event_id')))).toEqual([part]);
	});

	it.each([
		{ name: 'with commas alone', between: ',' },
		{ name: 'with blanks around the commas', between: ' , ' },
		{ name: 'with a comma too many', between: ',,' },
	])('finds several, $name', async ({ between }) => {
		const some = held().slice(10, 14);
		const found = items(await get(some.map((one) => textOf(one, 'event_id')).join(between)));
		expect(found).toHaveLength(4);
		expect(found).toEqual(expect.arrayContaining([...some]));
	});

	it('finds more than one request may ask for', async () => {
		const all = held().slice(0, 120);
		const found = items(await get(all.map((one) => textOf(one, 'event_id')).join(',')));
		expect(found).toHaveLength(all.length);
		expect(emulator.log.length).toBeGreaterThan(1);
	});

	it('says how many are unknown when some are found', async () => {
		const [record] = held();
		const ran = await get(`${textOf(record, 'event_id')},no-such-event#0`);
		expect(items(ran)).toEqual([record]);
		expect(ran.hints).toEqual([expect.stringContaining('1 of the 2')]);
	});

	it('an activity that is not known is an error, not an empty result', async () => {
		const failure = await failureOf(get('no-such-event#0'));
		expect(failure.message).toMatch(/^Cisco Cloudlock .+no-such-event#0/);
		expect(failure.description).toContain('event_id');
		expect(failure.itemIndex).toBe(0);
	});

	it.each(['', ' ', ' , '])('an empty list of IDs (%j) is refused before any request', async (ids) => {
		const failure = await failureOf(get(ids));
		expect(failure.message).toMatch(/^Activity IDs: /);
		expect(emulator.log).toEqual([]);
	});
});

describe('one Defender activity', () => {
	const get = async (activityId: string, authentication = 'apiToken'): Promise<Ran> =>
		await runNode(emulator, 'microsoftDefenderCloudApps', {
			parameters: { operation: 'get', activityId, authentication },
		});
	const held = (): readonly JsonObject[] => emulator.records('microsoftDefenderCloudApps.activity');

	it.each(['apiToken', 'oAuth2'])('is found by its ID, untouched (%s)', async (authentication) => {
		const record = held()[7] ?? {};
		const ran = await get(` ${textOf(record, '_id')} `, authentication);
		expect(items(ran)).toEqual([exactDigitsAsText(record)]);
		expect(ran.outputs).toHaveLength(1);
		expect(ran.outputs[0]?.[0]?.pairedItem).toEqual({ item: 0 });
	});

	it.each(['a/b?c=d&e#f', '../../admin', 'a b+c%2F', '11161_ü_日本'])(
		'cannot leave its place in the address: %s',
		async (id) => {
			emulator.add('defender', [{ ...held()[0], _id: id }]);
			expect(items(await get(id))).toMatchObject([{ _id: id }]);
			expect(emulator.log.map(({ query }) => query)).toEqual(['']);
		},
	);

	it('one that is not known is an error with the status and the words of Defender', async () => {
		const failure = await failureOf(get('no-such-activity'));
		expect(failure.message).toMatch(/^Microsoft Defender for Cloud Apps .+HTTP 404: Not found/);
		expect(failure.httpCode).toBe('404');
		expect(failure.description).not.toBe('');
		expect(failure.itemIndex).toBe(0);
	});

	it('an answer that is no activity is an error', async () => {
		emulator.switches.defender.faults = [{ on: 1, kind: 'notJson', body: '{}' }];
		expect((await failureOf(get('any'))).message).toMatch(/without an activity/);
	});

	it.each(['', '  ', '.', '..'])('%j is no ID and is refused before any request', async (id) => {
		expect((await failureOf(get(id))).message).toMatch(/^Activity ID: /);
		expect(emulator.log).toEqual([]);
	});
});

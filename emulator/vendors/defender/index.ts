import { ok, refuse, type Answer, type Call, type Route } from '../../exchange';
import { numberAt, type JsonObject } from '../../json';
import { mix, mulberry32 } from '../../random';
import { Table } from '../../table';
import { timeline } from '../../timeline';
import { DAY_MS, type Vendor, type VendorSetup } from '../../vendor';
import { DefenderAccess, type DefenderSettings } from './access';
import { activity, ordinalOf, outline, savedAt } from './data';
import { listPage, scanPage, type PageParts } from './pages';
import { fieldsOf, isScan, readRequest } from './request';
import type { ActivityTable } from './walk';

const SOURCE = 'microsoftDefenderCloudApps.activity';
const TEN_MINUTES = 600_000;

/** Microsoft Defender for Cloud Apps: https://learn.microsoft.com/en-us/defender-cloud-apps/api-activities. */
export function defender(setup: VendorSetup<DefenderSettings>): Vendor {
	const { seed, switches } = setup;
	const table = makeTable(setup);
	const access = new DefenderAccess(switches);
	const find = (id: string): number => findRow(table, seed, id);
	const parts: PageParts = { table, settings: switches, random: mulberry32(seed), find };
	let calls = 0;

	/** A row that is saved at this moment, whenever it happened. */
	const fresh = (ordinal: number, time: number): JsonObject => {
		const created = Math.max(time, setup.now());
		const record = activity(seed, ordinal, time, { latest: created, exactIntegers: switches.exactIntegers });
		return { ...record, created, createdRaw: created };
	};

	const move = (): void => {
		for (let n = 0; n < switches.insertBetweenPages; n++) table.add([fresh(table.nextOrdinal, setup.now())]);
		for (let n = 0; n < switches.lateBetweenPages; n++) {
			table.add([fresh(table.nextOrdinal, setup.now() - TEN_MINUTES)]);
		}
	};

	const list = (call: Call): Answer => {
		const sent = fieldsOf(call);
		const fields =
			switches.queryLimit === 'ignored' && call.query.has('limit') ? { ...sent, limit: null } : sent;
		const denied = access.refusal(call, isScan(fields));
		if (denied) return denied;
		if (switches.missingData !== null && ++calls > switches.missingData) {
			return ok({ error: 'The request could not be completed, please try again later' });
		}
		const request = readRequest(fields, switches, call.at);
		if ('status' in request) return request;
		const page = request.isScan ? scanPage(parts, request) : listPage(parts, request);
		move();
		return page;
	};

	/** One record, bare: api-activities-fetch.md. The body of the 404 is inference. */
	const fetchOne = (call: Call): Answer => {
		const denied = access.refusal(call, false);
		if (denied) return denied;
		const ordinal = find(call.params['pk'] ?? '');
		return ordinal < 0 ? refuse(404, { detail: 'Not found.' }) : ok(table.record(ordinal));
	};

	/** Paths end in a slash; without it this kind of framework redirects, and a POST loses its body. Inference. */
	const withSlash = (call: Call): Answer => ({
		status: 301,
		headers: { location: `${call.path}/${call.rawQuery === '' ? '' : `?${call.rawQuery}`}` },
		text: '',
		type: 'text/html',
	});

	const data = (path: string, methods: Route['methods'], answer: (call: Call) => Answer): Route[] =>
		['/api/v1', '/cas/api/v1'].map((base) => ({ kind: 'data', methods, path: base + path, answer }));

	return {
		name: 'defender',
		unitsPerMs: 1,
		table,
		served: (record) => record,
		faults: () => switches.faults,
		refusal: (status) => ({ detail: status === 429 ? 'Request was throttled.' : 'Error' }),
		routes: [
			...['/:tenant/oauth2/v2.0/token', '/:tenant/oauth2/token'].map(
				(path): Route => ({ kind: 'auth', methods: ['POST'], path, answer: (call) => access.token(call) }),
			),
			...data('/activities/', ['GET', 'POST'], list),
			...data('/activities', ['GET', 'POST'], withSlash),
			...data('/activities/:pk/', ['GET'], fetchOne),
			...data('/activities/:pk', ['GET'], withSlash),
		],
		sources: { [SOURCE]: undefined },
		fresh: (_source, ordinal, time) => fresh(ordinal, time),
	};
}

function makeTable({ seed, switches, records, spanDays, end }: VendorSetup<DefenderSettings>): ActivityTable {
	const times = timeline({
		seed,
		count: records,
		from: end - spanDays * DAY_MS,
		to: end,
		grain: 1,
		tied: (ordinal) => (ordinal % 1000 > 0 && ordinal % 1000 < 12) || mix(seed, ordinal, 8) % 20 === 0,
	});
	const time = (ordinal: number): number => times[ordinal] ?? end;
	return new Table<'time' | 'created'>(
		{
			count: records,
			key: (name, ordinal) =>
				name === 'created' ? savedAt(time(ordinal), outline(seed, ordinal).lag, end) : time(ordinal),
			record: (ordinal) =>
				activity(seed, ordinal, time(ordinal), { latest: end, exactIntegers: switches.exactIntegers }),
		},
		{
			time: (record) => numberAt(record, 'timestamp'),
			created: (record) => numberAt(record, 'created'),
		},
	);
}

/** Generated ids tell their row; rows put in by hand are looked through. */
function findRow(table: ActivityTable, seed: number, id: string): number {
	const told = ordinalOf(seed, id);
	if (table.has(told) && table.record(told)['_id'] === id) return told;
	const added = table.addedRows.findIndex((record) => record['_id'] === id);
	const ordinal = added < 0 ? -1 : table.nextOrdinal - table.addedRows.length + added;
	return table.has(ordinal) ? ordinal : -1;
}

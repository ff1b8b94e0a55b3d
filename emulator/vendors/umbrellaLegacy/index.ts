import { basicAuth, ok, refuse, type Answer, type Call } from '../../exchange';
import { textAt, type JsonObject, type JsonValue } from '../../json';
import { below, chance, mix, pick, rowRandom } from '../../random';
import { relabelled } from '../../relabel';
import type { Settings } from '../../switch';
import { Table } from '../../table';
import { timeline } from '../../timeline';
import { DAY_MS, type Vendor, type VendorSetup } from '../../vendor';
import { emulatorKeys } from '../../credentials';
import type { umbrellaLegacySwitches } from './switches';

type LegacySettings = Settings<typeof umbrellaLegacySwitches>;

const keys = emulatorKeys.umbrellaLegacy;
const SOURCE = 'ciscoUmbrella.securityActivity.legacy';

const message = (text: string): JsonValue => ({ message: text });

/** The v1 report: https://docs.umbrella.com/umbrella-api/docs/security-activity-report. */
export function umbrellaLegacy(setup: VendorSetup<LegacySettings>): Vendor {
	const { seed, switches } = setup;
	const table = makeTable(setup);
	let requests = 0;
	const answer = (call: Call): Answer => {
		const denied = refusal(call, switches);
		if (denied) return denied;
		const page = readPage(call, switches, table, ++requests);
		for (let n = 0; n < switches.insertBetweenPages; n++) {
			table.add([legacyRecord(seed, table.nextOrdinal, setup.now())]);
		}
		return page;
	};
	return {
		name: 'umbrellaLegacy',
		unitsPerMs: 1,
		table,
		served: (record) => record,
		faults: () => switches.faults,
		refusal: (status) => message(status === 429 ? 'Too Many Requests' : 'Error'),
		routes: [
			{ kind: 'data', methods: ['GET'], path: '/v1/organizations/:organization/security-activity', answer },
		],
		sources: { [SOURCE]: undefined },
		fresh: (_source, ordinal, time) => legacyRecord(seed, ordinal, time),
	};
}

function makeTable({ seed, records, spanDays, end }: VendorSetup<LegacySettings>): Table {
	const times = timeline({
		seed,
		count: records,
		from: end - spanDays * DAY_MS,
		to: end,
		grain: 1,
		tied: (ordinal) => mix(seed, ordinal, 3) % 10 === 0,
	});
	const time = (ordinal: number): number => times[ordinal] ?? end;
	return new Table(
		{
			count: records,
			key: (_name, ordinal) => time(ordinal),
			record: (ordinal) => legacyRecord(seed, ordinal, time(ordinal)),
		},
		{ time: (record) => Date.parse(textAt(record, 'datetime')) },
	);
}

function legacyRecord(seed: number, ordinal: number, time: number): JsonObject {
	const random = rowRandom(seed, ordinal);
	const internal = `10.20.4.${1 + below(random, 254)}`;
	return {
		originId: 310_445_127 + below(random, 40),
		internalIp: chance(random, 0.2) ? '' : internal,
		externalIp: `203.0.113.${1 + below(random, 254)}`,
		destination: pick(random, ['cdn.payload-drop.example', 'login-verify.example', 'bücher.example']),
		originLabel: pick(random, ['FIN-LT-0417', 'Branch Lyon', "Zoë O'Brien's laptop"]),
		categories: pick(random, [['Malware'], ['Phishing', 'Newly Seen Domains'], ['Command and Control'], []]),
		originType: pick(random, ['Roaming Computers', 'Networks', 'AnyConnect Roaming Module']),
		actionTaken: 'BLOCKED',
		datetime: new Date(time).toISOString(),
	};
}

/** Refusals as seen since the end of v1: https://github.com/LanternOps/breeze/issues/3271 and pull/5097. */
function refusal(call: Call, switches: LegacySettings): Answer | undefined {
	const unauthorized = refuse(401, { meta: {}, data: { error: 'unauthorized' } });
	if (switches.retired === '404') return refuse(404, message('no Route matched with those values'));
	if (switches.retired === '401') return unauthorized;
	const given = basicAuth(call);
	if (given?.user !== keys.apiKey || given.password !== keys.apiSecret) return unauthorized;
	// That a foreign organization is 403 is inference.
	if (call.params['organization'] !== keys.organizationId) return refuse(403, message('Forbidden'));
	if (switches.endParameter === 'reject' && call.query.has('end')) return badParameter('end');
	return undefined;
}

/** v1's error bodies are not public: inference. */
const badParameter = (name: string): Answer => refuse(400, message(`Bad request: invalid ${name}`));

function wholeNumber(call: Call, name: string, absent: number): number {
	const text = call.query.get(name);
	if (text === null) return absent;
	return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** `start` and `stop` are seconds, `stopTimestamp` is milliseconds; newest first. */
function readPage(call: Call, switches: LegacySettings, table: Table, request: number): Answer {
	const limit = wholeNumber(call, 'limit', 100);
	const horizon = call.at - DAY_MS;
	const start = wholeNumber(call, 'start', Math.floor(horizon / 1000)) * 1000;
	const stop = wholeNumber(call, 'stop', Number.POSITIVE_INFINITY) * 1000;
	const cursor = wholeNumber(call, 'stopTimestamp', Number.POSITIVE_INFINITY);
	for (const [name, value] of Object.entries({ limit, start, stop, stopTimestamp: cursor })) {
		if (Number.isNaN(value)) return badParameter(name);
	}
	if (switches.overLimit === 'reject' && (limit < 1 || limit > 500)) return badParameter('limit');
	if (switches.horizon === 'error' && start < Math.floor(horizon / 1000) * 1000) return badParameter('start');
	const reached = switches.horizon === 'off' ? start : Math.max(start, horizon);

	const index = table.by('time');
	const first = switches.startInclusive || reached > start ? index.atLeast(reached) : index.above(reached);
	const atStop = switches.stopInclusive ? index.above(stop) : index.atLeast(stop);
	const atCursor = switches.cursorInclusive ? index.above(cursor) : index.atLeast(cursor);
	const size = Math.min(Math.max(limit, 1), switches.pageCap);
	const requests: JsonObject[] = [];
	for (
		let position = Math.min(atStop, atCursor) - 1;
		position >= first && requests.length < size;
		position--
	) {
		const ordinal = index.ordinalAt(position);
		const record = table.record(ordinal);
		requests.push(switches.relabelled ? relabelled(record, ordinal, request) : record);
	}
	return ok({ requests });
}

import { ok, refuse, type Answer, type Call } from '../../exchange';
import { gatewayPage, retryAfterHeader } from '../../faults';
import { textAt, type JsonObject } from '../../json';
import { MatchCache } from '../../matchCache';
import { mix } from '../../random';
import { RateLimiter } from '../../rateLimit';
import type { SortedIndex } from '../../sortedIndex';
import { Table } from '../../table';
import { timeline } from '../../timeline';
import { DAY_MS, type Vendor, type VendorSetup } from '../../vendor';
import { emulatorKeys } from '../../credentials';
import { ownEntry, securityLogEntry } from './data';
import { holds, parseQuery, readRange, type Condition, type Range } from './query';
import { InformaticaSessions, v3Error, type InformaticaSettings } from './sessions';

const SOURCE = 'informaticaCloud.securityLog';
const WIDEST_MS = 14 * DAY_MS;

interface Question {
	readonly conditions: readonly Condition[];
	readonly range: Range;
	readonly from: number;
	readonly to: number;
	readonly skip: number;
	readonly limit: number;
}

/** Informatica Intelligent Cloud Services: https://developer.informatica.com/tpn/v2.0/reference/security-log. */
export function informatica(setup: VendorSetup<InformaticaSettings>): Vendor {
	const { seed, switches } = setup;
	const table = makeTable(setup);
	const cache = new MatchCache<SortedIndex>();
	const limiter = new RateLimiter();
	const served = (record: JsonObject): JsonObject => presented(record, switches);
	const username = emulatorKeys.informatica.username;
	const sessions = new InformaticaSessions(seed, switches, (event, at) => {
		if (switches.loginAddsEntry) table.add([ownEntry(seed, table.nextOrdinal, at, username, event)]);
	});

	const move = ({ from, to }: Question): void => {
		const fresh = (time: number): JsonObject => securityLogEntry(seed, table.nextOrdinal, time);
		for (let n = 0; n < switches.insertBetweenPages; n++) table.add([fresh(setup.now())]);
		for (let n = 0; n < switches.lateBetweenPages; n++) table.add([fresh(from + (to - from) / 2)]);
	};

	const securityLog = (call: Call): Answer => {
		if (switches.gateway502Html) return { status: 502, text: gatewayPage(502), type: 'text/html' };
		const denied = sessions.refusal(call) ?? throttled(call, switches, limiter);
		if (denied) return denied;
		const question = readQuestion(call, switches);
		if ('status' in question) return question;
		const rows = select(cache, table, question, served, switches);
		const entries = choose(rows, question, switches).map((ordinal) => served(table.record(ordinal)));
		move(question);
		return ok({ entries });
	};

	const v3 = '/saas/public/core/v3';
	return {
		name: 'informatica',
		unitsPerMs: 1,
		table,
		served,
		faults: () => switches.faults,
		refusal: (status) =>
			v3Error(status === 429 ? 'RATE_LIMIT' : 'INTERNAL', status === 429 ? 'Too many requests' : 'Error'),
		routes: [
			{ kind: 'auth', methods: ['POST'], path: `${v3}/login`, answer: (call) => sessions.loginV3(call) },
			{ kind: 'auth', methods: ['POST'], path: `${v3}/logout`, answer: (call) => sessions.logout(call) },
			{
				kind: 'auth',
				methods: ['POST'],
				path: '/ma/api/v2/user/login',
				answer: (call) => sessions.loginV2(call),
			},
			{ kind: 'data', methods: ['GET'], path: `${v3}/securityLog`, answer: securityLog },
		],
		sources: { [SOURCE]: undefined },
		fresh: (_source, ordinal, time) => securityLogEntry(seed, ordinal, time),
	};
}

/** Logins come in pairs two seconds apart, now and then two rows in one second. */
function makeTable({ seed, records, spanDays, end }: VendorSetup<InformaticaSettings>): Table {
	const from = end - spanDays * DAY_MS;
	const times = timeline({
		seed,
		count: records,
		from,
		to: end - 4000,
		grain: 1000,
		tied: (ordinal) => mix(seed, ordinal, 6) % 20 === 0,
	});
	for (let ordinal = 1; ordinal < records; ordinal++) {
		const before = times[ordinal - 1] ?? from;
		const paired = mix(seed, ordinal, 7) % 3 === 0 ? before + 2000 : before;
		times[ordinal] = paired > before && paired < end ? paired : Math.max(before, times[ordinal] ?? before);
	}
	const time = (ordinal: number): number => times[ordinal] ?? end;
	return new Table(
		{
			count: records,
			key: (_name, ordinal) => time(ordinal),
			record: (ordinal) => securityLogEntry(seed, ordinal, time(ordinal)),
		},
		{ time: (record) => Date.parse(textAt(record, 'entryTime')) },
	);
}

/** The codes of these refusals are invented; the rules are those of the reference page. */
const badRequest = (code: string, text: string): Answer =>
	refuse(400, v3Error(code, text, [{ code, message: text }]));

function readQuestion(call: Call, switches: InformaticaSettings): Question | Answer {
	const text = call.query.get('q');
	const [skipText, limitText] = [call.query.get('skip'), call.query.get('limit')];
	const conditions = text === null ? [] : parseQuery(text);
	if (!conditions) return badRequest('QUERY_01', 'The query q is not valid.');
	const range = readRange(conditions);
	if (!range) return badRequest('QUERY_02', 'A time in entryTime is not valid.');
	const timed = conditions.some(({ field }) => field === 'entryTime');
	if (!timed && (conditions.length > 0 || (skipText !== null && skipText !== '0'))) {
		return badRequest('QUERY_03', 'A valid time range in entryTime is required.');
	}
	const limit = limitText === null ? 200 : wholeNumber(limitText);
	const skip = skipText === null ? 0 : wholeNumber(skipText);
	if (Number.isNaN(limit)) return badRequest('QUERY_04', 'limit is not valid.');
	if (Number.isNaN(skip)) return badRequest('QUERY_05', 'skip is not valid.');
	if ((limit < 100 || limit > 1000) && switches.limitOutOfRange === 'reject') {
		return badRequest('QUERY_04', 'limit must be between 100 and 1000.');
	}
	const bounds = bounded(range, call.at, timed);
	if (bounds.to - bounds.from > WIDEST_MS && switches.rangeOver14Days === 'reject') {
		return badRequest('QUERY_06', 'The maximum date range is 14 days.');
	}
	return { conditions, range, ...bounds, skip, limit: Math.min(Math.max(limit, 100), 1000) };
}

const wholeNumber = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Number.NaN);

/** Without a range: the last 24 hours. What a one-sided range means is inference: up to now, or 14 days back. */
function bounded(range: Range, now: number, timed: boolean): { readonly from: number; readonly to: number } {
	if (!timed) return { from: now - DAY_MS, to: now };
	const [only] = range.only;
	if (only !== undefined) return { from: only, to: only };
	const to = range.to ?? now;
	return { from: range.from ?? to - WIDEST_MS, to };
}

/**
 * Both ends belong to the range (`>=`, `<=`); ascending, as two real answers were. Which entries meet the conditions
 * that are not about time is looked up once for all ranges.
 */
function select(
	cache: MatchCache<SortedIndex>,
	table: Table,
	question: Question,
	served: (record: JsonObject) => JsonObject,
	switches: InformaticaSettings,
): Uint32Array {
	const { range } = question;
	const conditions = question.conditions.filter(({ field }) => field !== 'entryTime');
	const key = JSON.stringify([conditions, switches.groupCategory, switches.actorFilter]);
	const ignoreCase = switches.actorFilter === 'ignoreCase';
	const index =
		conditions.length === 0
			? table.by('time')
			: cache.find(key, table.version, () =>
					table.by('time').filter((ordinal) => holds(conditions, served(table.record(ordinal)), ignoreCase)),
				);
	const first = range.fromIsOpen ? index.above(question.from) : index.atLeast(question.from);
	const rows = index.ordinalsBetween(first, index.above(question.to));
	if (range.only.length === 0 && range.not.length === 0) return rows;
	return rows.filter((ordinal) => {
		const time = table.keyOf('time', ordinal);
		return range.only.every((only) => only === time) && !range.not.includes(time);
	});
}

/** `limit` and `skip` count from the end that is served first; what comes is ascending either way. */
function choose(
	rows: Uint32Array,
	{ skip, limit }: Question,
	switches: InformaticaSettings,
): readonly number[] {
	const size = Math.min(limit, switches.cap);
	const skipped = switches.skip === 'honoured' ? skip : 0;
	if (switches.selects === 'oldest') return [...rows.subarray(skipped, skipped + size)];
	const end = Math.max(0, rows.length - skipped);
	return [...rows.subarray(Math.max(0, end - size), end)];
}

/** "too many requests" is the text of the users page; the status and header are inference. */
function throttled(call: Call, switches: InformaticaSettings, limiter: RateLimiter): Answer | undefined {
	const { rateLimit, retryAfter } = switches;
	if (rateLimit === null) return undefined;
	const verdict = limiter.take(
		'organization',
		{ requests: rateLimit, perMs: 60_000, window: 'sliding' },
		call.at,
	);
	if (verdict.pass) return undefined;
	const seconds = retryAfter === 'seconds' ? Math.ceil(verdict.waitMs / 1000) : undefined;
	const headers = retryAfterHeader(retryAfter === 'date' ? 'date' : seconds, call.at);
	return { status: 429, headers, body: v3Error('RATE_LIMIT', 'Too many requests') };
}

/** The documentation says "User group", real answers said "Group". */
function presented(record: JsonObject, { groupCategory }: InformaticaSettings): JsonObject {
	if (record['actionCategory'] !== 'Group' || groupCategory === 'Group') return record;
	const odd = textAt(record, 'id').charCodeAt(0) % 2 === 1;
	return groupCategory === 'mixed' && odd ? record : { ...record, actionCategory: 'User group' };
}

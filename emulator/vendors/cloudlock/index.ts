import { authorization, ok, refuse, type Answer, type Call } from '../../exchange';
import { retryAfterHeader } from '../../faults';
import { textAt, valueAt, type JsonObject, type JsonValue } from '../../json';
import { MatchCache } from '../../matchCache';
import { mix } from '../../random';
import { RateLimiter } from '../../rateLimit';
import type { Settings } from '../../switch';
import { Table } from '../../table';
import { timeline } from '../../timeline';
import { DAY_MS, type Vendor, type VendorSetup } from '../../vendor';
import { emulatorKeys } from '../../credentials';
import { cloudlockRecord, timeOnRow } from './data';
import type { cloudlockSwitches } from './switches';
import { readMicroseconds } from './times';

type CloudlockSettings = Settings<typeof cloudlockSwitches>;

const SOURCE = 'ciscoCloudlock.activity';
const DAY_MICROS = DAY_MS * 1000;

/** Every error is `{"message": ...}` by Cisco's OpenAPI file; the texts are inference. */
const message = (text: string): JsonValue => ({ message: text });

const words: Readonly<Record<number, string>> = {
	401: 'Unauthorized',
	403: 'Forbidden',
	429: 'Too Many Requests',
};

/** Cisco Cloudlock: https://docs.umbrella.com/cloudlock-documentation/docs/activities-endpoint. */
export function cloudlock(setup: VendorSetup<CloudlockSettings>): Vendor {
	const { seed, switches } = setup;
	const table = makeTable(setup);
	const limiter = new RateLimiter();
	const cache = new MatchCache<readonly number[]>();
	const served = (record: JsonObject): JsonObject => presented(record, switches);
	let answers = 0;

	/** A list that moves between two pages. */
	const move = (): void => {
		const fresh = (time: number): JsonObject => cloudlockRecord(seed, table.nextOrdinal, time * 1000, 0);
		for (let n = 0; n < switches.insertBetweenPages; n++) table.add([fresh(setup.now())]);
		for (let n = 0; n < switches.lateBetweenPages; n++) table.add([fresh(setup.now() - 3_600_000 - n)]);
		const index = table.by('time');
		const newest = Array.from({ length: Math.min(switches.deleteBetweenPages, index.length) }, (_, n) =>
			index.ordinalAt(index.length - 1 - n),
		);
		if (newest.length > 0) table.remove(newest);
	};

	const answer = (call: Call): Answer | 'reset' => {
		const denied = refusal(call, switches, limiter);
		if (denied) return denied;
		const question = readQuestion(call, switches);
		if ('status' in question) return question;
		const rows = cache.find(question.key, table.version, () => select(table, question, served));
		const ordered = question.ascending ? rows : [...rows].reverse();
		const cap = answers++ === 0 ? Infinity : (switches.laterPageCap ?? Infinity);
		const page = ordered.slice(question.offset, question.offset + Math.min(question.limit, cap));
		const items = page.map((ordinal) => served(table.record(ordinal)));
		move();
		return ok(envelope(items, question, rows.length, switches));
	};

	return {
		name: 'cloudlock',
		unitsPerMs: 1000,
		table,
		served,
		faults: () => switches.faults,
		refusal: (status) => message(words[status] ?? 'Error'),
		routes: [{ kind: 'data', methods: ['GET'], path: '/api/v2/activities', answer }],
		sources: { [SOURCE]: undefined },
		fresh: (_source, ordinal, time) => cloudlockRecord(seed, ordinal, time * 1000, 0),
	};
}

/** One row in 25 is a further part of the origin event before it: same origin id, next number behind `#`. */
const isPart = (seed: number, ordinal: number): boolean => ordinal > 0 && mix(seed, ordinal, 4) % 25 === 0;

function makeTable({ seed, records, spanDays, end }: VendorSetup<CloudlockSettings>): Table {
	const times = timeline({
		seed,
		count: records,
		from: (end - spanDays * DAY_MS) * 1000,
		to: end * 1000,
		grain: 1,
		tied: (ordinal) => isPart(seed, ordinal) || mix(seed, ordinal, 5) % 15 === 0,
	});
	const first = (ordinal: number): number => (isPart(seed, ordinal) ? first(ordinal - 1) : ordinal);
	const time = (ordinal: number): number =>
		timeOnRow(seed, first(ordinal), times[first(ordinal)] ?? end * 1000);
	return new Table(
		{
			count: records,
			key: (_name, ordinal) => time(ordinal),
			record: (ordinal) => cloudlockRecord(seed, first(ordinal), time(ordinal), ordinal - first(ordinal)),
		},
		{ time: (record) => readMicroseconds(textAt(record, 'created_at')) ?? Number.NaN },
	);
}

/** The key, the allow-list and the quota: https://developer.cisco.com/docs/cloud-security/getting-started. */
function refusal(
	call: Call,
	switches: CloudlockSettings,
	limiter: RateLimiter,
): Answer | 'reset' | undefined {
	const { addressNotAllowed, rateLimit, retryAfter } = switches;
	if (addressNotAllowed === 'reset') return 'reset';
	if (addressNotAllowed !== 'off')
		return refuse(Number(addressNotAllowed), message('IP address is not allowed'));
	if (authorization(call, 'Bearer') !== emulatorKeys.cloudlock.accessToken)
		return refuse(401, message('Unauthorized'));
	if (rateLimit === null) return undefined;
	const verdict = limiter.take('token', { requests: rateLimit, perMs: 60_000, window: 'sliding' }, call.at);
	if (verdict.pass) return undefined;
	const seconds = retryAfter === 'seconds' ? Math.ceil(verdict.waitMs / 1000) : undefined;
	const headers = retryAfterHeader(retryAfter === 'date' ? 'date' : seconds, call.at);
	return { status: 429, headers, body: message('Too Many Requests') };
}

interface Question {
	readonly key: string;
	readonly limit: number;
	readonly offset: number;
	readonly ascending: boolean;
	readonly after: number | undefined;
	readonly inclusive: boolean;
	readonly eventType: string | null;
	readonly ids: readonly string[];
	/** Rows as they became known, in place of by time. */
	readonly byArrival: boolean;
}

function readQuestion(call: Call, switches: CloudlockSettings): Question | Answer {
	const limit = wholeNumber(call.query.get('limit') ?? '20');
	const offset = wholeNumber(call.query.get('offset') ?? '0');
	if (!(limit >= 1)) return refuse(400, message('Invalid limit'));
	if (limit > 100 && switches.overLimit === 'reject')
		return refuse(400, message('limit must not exceed 100'));
	if (!(offset >= 0) || offset > (switches.offsetCap ?? Number.POSITIVE_INFINITY)) {
		return refuse(400, message('Invalid offset'));
	}
	const text = call.query.get('created_after');
	const asked = text === null ? undefined : readMicroseconds(text);
	if (text !== null && asked === undefined) return refuse(400, message('Invalid created_after'));
	const whole = asked !== undefined && switches.dateOnlyBound ? asked - (asked % DAY_MICROS) : asked;
	const order = switches.orderParameter === 'honoured' ? call.query.get('order') : null;
	const after = switches.boundIgnored ? undefined : whole;
	const eventType = call.query.get('event_type');
	const ids = (call.query.get('ids') ?? '').split(',').filter((id) => id !== '');
	const inclusive = switches.boundInclusive;
	return {
		key: JSON.stringify([after, inclusive, eventType, ids, switches.idPrefix, switches.order === 'arrival']),
		limit: Math.min(limit, 100, switches.pageCap),
		offset,
		ascending: order === null ? switches.order === 'asc' : !order.startsWith('-'),
		after,
		inclusive,
		eventType,
		ids,
		byArrival: order === null && switches.order === 'arrival',
	};
}

const wholeNumber = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Number.NaN);

/** The rows that match, oldest first. */
function select(
	table: Table,
	question: Question,
	served: (record: JsonObject) => JsonObject,
): readonly number[] {
	const { after, inclusive, eventType, ids } = question;
	const index = table.by('time');
	const first = after === undefined ? 0 : inclusive ? index.atLeast(after) : index.above(after);
	const bare = new Set(ids.map(withoutPrefix));
	const found: number[] = [];
	for (let position = first; position < index.length; position++) {
		const ordinal = index.ordinalAt(position);
		if (eventType === null && ids.length === 0) {
			found.push(ordinal);
			continue;
		}
		const record = served(table.record(ordinal));
		const typeFits = eventType === null || record['event_type'] === eventType;
		if (typeFits && (ids.length === 0 || bare.has(withoutPrefix(textAt(record, 'event_id')))))
			found.push(ordinal);
	}
	// Rows are numbered as they are put in.
	return question.byArrival ? found.sort((a, b) => a - b) : found;
}

/** Ids stand with and without `vendor:service:` on one and the same page of Cisco's. */
const withoutPrefix = (id: string): string => id.replace(/^[^:]+:[^:]+:/, '');

function presented(record: JsonObject, switches: CloudlockSettings): JsonObject {
	const { idPrefix, suspicious, locationNumbers } = switches;
	let shown = record;
	if (idPrefix !== 'mixed') {
		const bare = withoutPrefix(textAt(record, 'event_id'));
		const prefix = `${textAt(record, 'vendor.name')}:${textAt(record, 'vendor.service')}:`;
		shown = { ...shown, event_id: idPrefix === 'always' ? prefix + bare : bare };
	}
	const auth = valueAt(record, 'extra.auth');
	if (suspicious !== 'mixed' && auth !== undefined) {
		const value = suspicious === 'null' ? null : suspicious === 'true';
		shown = { ...shown, extra: { auth: { ...(auth as JsonObject), is_suspicious: value } } };
	}
	const place = record['client_location'];
	if (locationNumbers !== 'mixed' && place !== null && typeof place === 'object') {
		const write = locationNumbers === 'number' ? Number : String;
		const [lat, lng] = [write(valueAt(place, 'lat')), write(valueAt(place, 'lng'))];
		shown = { ...shown, client_location: { ...(place as JsonObject), lat, lng } };
	}
	return shown;
}

/** Three public pages show three envelopes: the activities page, the newer request samples, the OpenAPI file. */
function envelope(
	items: readonly JsonObject[],
	question: Question,
	matching: number,
	switches: CloudlockSettings,
): JsonValue {
	if (switches.envelope === 'bareArray') return items;
	if (switches.envelope === 'itemsOnly') return { items };
	const { limit, offset } = question;
	const total = switches.total === 'absent' ? {} : { total: switches.total === 'zero' ? 0 : matching };
	return { limit, offset, ...total, results: items.length, items };
}

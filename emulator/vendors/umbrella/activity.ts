import { ok, refuse, type Answer, type Call } from '../../exchange';
import { numberAt, type JsonObject, type JsonValue } from '../../json';
import { MatchCache } from '../../matchCache';
import { below, mix, mulberry32, shuffle } from '../../random';
import { relabelled } from '../../relabel';
import type { SortedIndex } from '../../sortedIndex';
import type { Table } from '../../table';
import { DAY_MS } from '../../vendor';
import { message, parameterError, type UmbrellaSettings } from './access';
import { readFilters } from './filters';
import { inZone, readTime } from './times';

interface Question {
	readonly from: number;
	readonly to: number;
	readonly limit: number;
	readonly offset: number;
	readonly order: 'asc' | 'desc';
	readonly zone: string | null;
}

export interface ActivityParts {
	readonly table: Table;
	readonly seed: number;
	readonly settings: UmbrellaSettings;
	readonly served: (record: JsonObject) => JsonObject;
	/** Called after a page was made. */
	readonly moved: (question: { readonly from: number; readonly to: number }) => void;
}

const stores = ['proxy', 'swa', 'firewall', 'ip', 'dns', 'intrusion', 'ztna'];

/** The type of a record; the retrospective kind carries none. */
export const typeOf = (record: JsonObject): string =>
	typeof record['type'] === 'string' ? record['type'] : 'amp-retrospective';

/** `GET /reports/v2/activity[/<type>]`: OtherF/cisco-umbrella-mcp docs/cisco_umbrella_reporting_api_2_0_0.yaml. */
export class Activity {
	private readonly cache = new MatchCache<SortedIndex>();
	private requests = 0;

	constructor(private readonly parts: ActivityParts) {}

	page(call: Call, endpoint: string): Answer {
		const question = this.read(call, endpoint);
		if ('status' in question) return question;
		const { settings, seed } = this.parts;
		const random = mulberry32(mix(seed, ++this.requests));
		const rows = this.select(call, endpoint, question);
		if ('status' in rows) return rows;
		const size = Math.min(question.limit, settings.pageCap);
		const cut = settings.shortPages && size > 1 ? 1 + below(random, size) : size;
		const page = settings.sameSecondShuffle
			? this.shuffled(inOrder(rows, question), random).slice(question.offset, question.offset + cut)
			: inOrder(partOf(rows, question, cut), question);
		const round = this.requests;
		const told = (ordinal: number): JsonObject => {
			const record = this.parts.served(this.parts.table.record(ordinal));
			return settings.relabelled ? relabelled(record, ordinal, round) : record;
		};
		const data = page.map((ordinal) => zoned(told(ordinal), question.zone));
		this.parts.moved(question);
		return ok({ data, meta: this.meta(endpoint) });
	}

	/** Reads and judges the parameters; the error texts follow the live ones where one is public. */
	private read(call: Call, endpoint: string): Question | Answer {
		const { settings } = this.parts;
		const [fromText, toText] = [call.query.get('from') ?? '', call.query.get('to') ?? ''];
		const from = readTime(fromText, call.at, settings.isoRefused);
		const to = readTime(toText, call.at, settings.isoRefused);
		if (from === undefined) return parameterError('from', fromText, 'invalid timestamp specified');
		if (to === undefined) return parameterError('to', toText, 'invalid timestamp specified');
		if (to - from > 30 * DAY_MS && settings.wideWindow === 'reject') {
			return parameterError('from', fromText, 'invalid time range: should be at most 30 days');
		}
		const limitText = call.query.get('limit') ?? (settings.limitRequired ? '' : '100');
		const limit = /^\d+$/.test(limitText) ? Number(limitText) : 0;
		if (limit < 1) return parameterError('limit', limitText, 'invalid limit: should be a positive integer');
		const offsetText = call.query.get('offset') ?? '0';
		const offset = /^\d+$/.test(offsetText) ? Number(offsetText) : -1;
		const cap = settings.offsetCap;
		const sumCap = settings.offsetPlusLimitCap ?? Number.POSITIVE_INFINITY;
		if (offset < 0 || offset > cap || offset + limit > sumCap) {
			return parameterError(
				'offset',
				offsetText,
				`invalid offset: should be integer between 0 and ${cap} inclusive`,
			);
		}
		const zone = call.query.get('timezone');
		if (zone !== null && inZone(call.at, zone) === undefined) return refuse(400, message(400));
		return { from, to, limit, offset, order: this.order(call, endpoint), zone };
	}

	private order(call: Call, endpoint: string): 'asc' | 'desc' {
		const { orderHonoured, defaultOrder } = this.parts.settings;
		const documented = endpoint === 'dns' || endpoint === 'proxy';
		const honoured = orderHonoured === 'all' || (orderHonoured === 'documented' && documented);
		const asked = call.query.get('order');
		return honoured && (asked === 'asc' || asked === 'desc') ? asked : defaultOrder;
	}

	/** The rows of the window that pass, oldest first. Which rows pass is looked up once for all windows. */
	private select(call: Call, endpoint: string, { from, to }: Question): Uint32Array | Answer {
		const { table, settings } = this.parts;
		const filters = readFilters(call, endpoint);
		const [unknown] = filters.unknown;
		if (unknown !== undefined && settings.unknownParameter === 'reject') {
			return parameterError(unknown, call.query.get(unknown) ?? '', 'unknown parameter');
		}
		const traffic = endpoint === 'all' ? (call.headers['x-traffic-type'] ?? 'all').split(',') : ['all'];
		const wanted = (record: JsonObject): boolean => {
			const type = typeOf(record);
			const inEndpoint = endpoint === 'all' ? type !== 'amp-retrospective' : type === endpoint;
			const asked = traffic.includes('all') || traffic.includes(type);
			return inEndpoint && asked && !settings.metaFailed.includes(type) && filters.passes(record);
		};
		const asked = new URLSearchParams(call.query);
		for (const name of ['from', 'to', 'limit', 'offset', 'order', 'timezone']) asked.delete(name);
		const bounds = settings.boundsInclusive;
		const question = [endpoint, traffic, settings.metaFailed, asked].join('|');
		const index = this.cache.find(question, table.version, () =>
			table.by('time').filter((ordinal) => wanted(table.record(ordinal))),
		);
		const first = bounds === 'both' || bounds === 'from' ? index.atLeast(from) : index.above(from);
		const end = bounds === 'both' || bounds === 'to' ? index.above(to) : index.atLeast(to);
		return index.ordinalsBetween(first, end);
	}

	/** "Within the same second the order may change between requests": Reporting v2 request samples. */
	private shuffled(ordered: readonly number[], random: () => number): readonly number[] {
		const { table } = this.parts;
		const second = (ordinal: number): number => Math.floor(table.keyOf('time', ordinal) / 1000);
		const shown: number[] = [];
		for (let start = 0; start < ordered.length; ) {
			const group = ordered.slice(start, endOfGroup(ordered, start, second));
			shown.push(...shuffle(random, group));
			start += group.length;
		}
		return shown;
	}

	/** Live `meta`: https://github.com/LanternOps/breeze/issues/4597; empty in the specification. */
	private meta(endpoint: string): JsonValue {
		const { emptyMeta, metaFailed } = this.parts.settings;
		if (emptyMeta) return {};
		const asked = endpoint === 'all' ? stores : [endpoint];
		return { successful: asked.filter((name) => !metaFailed.includes(name)), failed: [...metaFailed] };
	}
}

/** The rows of one page, oldest first. */
function partOf(rows: Uint32Array, { order, offset }: Question, size: number): Uint32Array {
	if (order === 'asc') return rows.subarray(offset, offset + size);
	const end = Math.max(0, rows.length - offset);
	return rows.subarray(Math.max(0, end - size), end);
}

const inOrder = (rows: Uint32Array, { order }: Question): readonly number[] =>
	order === 'asc' ? [...rows] : [...rows].reverse();

function endOfGroup(list: readonly number[], start: number, group: (item: number) => number): number {
	const first = list[start];
	if (first === undefined) return start;
	let end = start + 1;
	for (let next = list[end]; next !== undefined && group(next) === group(first); next = list[end]) end++;
	return end;
}

function zoned(record: JsonObject, zone: string | null): JsonObject {
	const text = zone === null ? undefined : inZone(numberAt(record, 'timestamp'), zone);
	return text && 'date' in record ? { ...record, ...text } : record;
}

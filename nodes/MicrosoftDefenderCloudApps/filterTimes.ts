import { InputError } from '../../collector/errors';
import { isArray, isObject } from '../../collector/json';
import { epochTime } from '../../collector/typedTime';
import type { ReadTime } from '../shared/run/readTime';

/** Fields that are compared with times: https://learn.microsoft.com/en-us/defender-cloud-apps/api-activities#filters */
export const TIME_FIELDS: readonly string[] = ['date', 'created'];

/** Where a time was written, and how it is read. */
export interface TimeContext {
	readonly parameter: string;
	readonly field: string;
	readonly read: ReadTime;
	/** Whether a number of any size is one of milliseconds, as Microsoft writes it. */
	readonly asMicrosoft: boolean;
}

const ONE_TIME = ['gte', 'lte', 'gt', 'lt'];
const SOME_TIMES = ['eq', 'neq'];
const DAYS = ['gte_ndays', 'lte_ndays'];

/** What a time field is compared with, every time in ms, as Defender takes it. @throws InputError for what is no time */
export function timeOperand(operator: string, value: unknown, context: TimeContext): unknown {
	if (operator === 'range') return rangesOf(value, context);
	if (DAYS.includes(operator)) return daysOf(value, context);
	if (ONE_TIME.includes(operator)) return timeOf(only(value, context), context);
	if (!SOME_TIMES.includes(operator)) return value;
	return isArray(value) ? value.map((one) => timeOf(one, context)) : timeOf(value, context);
}

function only(value: unknown, { parameter, field }: TimeContext): unknown {
	const values = isArray(value) ? value : [value];
	if (values.length === 1) return values[0];
	throw new InputError(
		parameter,
		`"${field}" is compared with ${values.length} times, and this operator takes one`,
		'Give a single time, or two of them with the operator range.',
	);
}

function timeOf(value: unknown, { parameter, field, read, asMicrosoft }: TimeContext): number {
	const isPlain = asMicrosoft && typeof value === 'number' && Number.isFinite(value);
	const time = isPlain ? (epochTime(value) ?? value) : read(`${parameter}, ${field}`, value);
	if (time !== undefined) return Math.floor(time);
	throw new InputError(
		parameter,
		`"${field}" is compared with "${String(value)}", which is no time`,
		'Write it like 2026-11-20T00:00:00Z; without a zone it is read in the time zone of the workflow.',
	);
}

interface Range {
	readonly start: number;
	readonly end: number;
}

/** One range or several: objects with start and end, two times in a list, or text with a slash between. */
function rangesOf(value: unknown, context: TimeContext): readonly Range[] {
	const isPair = isArray(value) && value.length === 2 && !value.some(isRange);
	return (isArray(value) && !isPair ? value : [value]).map((one) => rangeOf(one, context));
}

const isRange = (value: unknown): boolean =>
	isObject(value) ? 'start' in value : typeof value === 'string' && value.includes('/');

function rangeOf(value: unknown, context: TimeContext): Range {
	const ends = endsOf(value);
	const { parameter, field } = context;
	if (!ends)
		throw new InputError(
			parameter,
			`"${field}" is compared with a range that has no start and end`,
			'Write it like 2026-11-20/2026-11-21, or in JSON like { "start": 1795132800000, "end": 1795219200000 }.',
		);
	const [start, end] = [timeOf(ends[0], context), timeOf(ends[1], context)];
	if (start <= end) return { start, end };
	throw new InputError(
		parameter,
		`"${field}" is compared with a range that ends before it starts`,
		'Swap the two times.',
	);
}

function endsOf(value: unknown): readonly [unknown, unknown] | undefined {
	if (isObject(value) && 'start' in value && 'end' in value) return [value['start'], value['end']];
	const parts = typeof value === 'string' ? value.split('/') : isArray(value) ? value : [];
	return parts.length === 2 ? [parts[0], parts[1]] : undefined;
}

function daysOf(value: unknown, { parameter, field }: TimeContext): number {
	const one: unknown = isArray(value) && value.length === 1 ? value[0] : value;
	const days = typeof one === 'string' && one.trim() !== '' ? Number(one) : one;
	if (typeof days === 'number' && Number.isFinite(days) && days >= 0) return days;
	throw new InputError(
		parameter,
		`"${field}" is compared with "${String(value)}", which is no number of days`,
		'Write a number such as 7.',
	);
}

type Operators = Readonly<Record<string, unknown>>;

/**
 * What is asked of the date as the bounds that Defender knows for it: it documents `gt`, `lt` and `eq` for other times only.
 * All times are whole milliseconds.
 *
 * @throws InputError for several times beside a range, which no bounds can say
 */
export function knownBounds(date: Operators, parameter: string): Operators {
	const { gt, lt, eq, ...others } = date;
	const times = (isArray(eq) ? eq : [eq]).filter(isTime);
	const exact = times.length === 1 ? times : [];
	const least = [others['gte'], moved(gt, 1), ...exact].filter(isTime);
	const most = [others['lte'], moved(lt, -1), ...exact].filter(isTime);
	if (times.length > 1 && 'range' in others)
		throw new InputError(
			parameter,
			'"date" is compared with several times and with a range',
			'Leave one of the two out.',
		);
	return {
		...others,
		...(least.length === 0 ? {} : { gte: Math.max(...least) }),
		...(most.length === 0 ? {} : { lte: Math.min(...most) }),
		...(times.length > 1 ? { range: times.map((time) => ({ start: time, end: time })) } : {}),
	};
}

const isTime = (value: unknown): value is number => typeof value === 'number';
const moved = (time: unknown, by: number): unknown => (isTime(time) ? time + by : undefined);

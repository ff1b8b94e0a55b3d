import type { IExecuteFunctions } from 'n8n-workflow';
import { InputError } from '../../../collector/errors';
import type { Limits } from '../../../collector/feed';
import { DAY, HOUR, isoTime, MINUTE, type Window } from '../../../collector/time';
import { isObject } from '../../../collector/json';
import { readFlag } from './given';
import { timeReader } from './readTime';

/** What the options of an operation come to, every one checked. */
export interface ListOptions {
	readonly pageSize: number;
	readonly concurrency: number;
	readonly requestsPerMinute: number;
	readonly maxRetries: number;
	/** ms */
	readonly timeout: number;
	readonly maxRecords: number;
	readonly compress: boolean;
	/** Say what the scan would take, and scan nothing. */
	readonly estimateOnly: boolean;
	readonly excludeOwnLogins: boolean;
}

/** Answers that may be under way at once unless a person asks for more; parsed they take several times as much. */
const BYTES_UNDER_WAY = 20_000_000;
const MOST_HANDS = 8;

/** How many requests are under way at once unless a person says so. */
export const handsFor = ({ recordBytes }: Limits, pageSize: number): number =>
	Math.max(2, Math.min(MOST_HANDS, Math.floor(BYTES_UNDER_WAY / (pageSize * recordBytes))));

/** @throws InputError for an option outside its range */
export function readOptions(context: IExecuteFunctions, item: number, limits: Limits): ListOptions {
	const given: unknown = context.getNodeParameter('options', item, {});
	const options = isObject(given) ? given : {};
	const number = (label: string, name: string, usual: number, min: number, max: number) =>
		checked(label, options[name] ?? usual, min, max);
	const { min, max, default: usual } = limits.pageSize;
	const pageSize = number('Page Size', 'pageSize', usual, min, max);
	return {
		pageSize,
		concurrency: number('Concurrency', 'concurrency', handsFor(limits, pageSize), 1, 32),
		requestsPerMinute: number(
			'Requests per Minute',
			'requestsPerMinute',
			limits.requestsPerMinute,
			0,
			100_000,
		),
		maxRetries: number('Max Retries', 'maxRetries', 5, 0, 100),
		timeout: 1_000 * number('Timeout (Seconds)', 'timeout', 60, 1, 3_600),
		maxRecords: number('Max Records', 'maxRecords', 0, 0, Number.MAX_SAFE_INTEGER),
		compress: readFlag('Compress File', options['compress'], true),
		estimateOnly: readFlag('Estimate Only', options['estimateOnly'], false),
		excludeOwnLogins: readFlag('Exclude Own Logins', options['excludeOwnLogins'], false),
	};
}

/** The options of an operation that has none. */
export const defaultOptions = ({ pageSize, requestsPerMinute }: Limits): ListOptions => ({
	pageSize: pageSize.default,
	concurrency: 1,
	requestsPerMinute,
	maxRetries: 5,
	timeout: 60_000,
	maxRecords: 0,
	compress: true,
	estimateOnly: false,
	excludeOwnLogins: false,
});

/** How many records Get Many hands over. @throws InputError for a limit that is none */
export function readLimit(context: IExecuteFunctions, item: number): number {
	if (readFlag('Return All', context.getNodeParameter('returnAll', item, false), false)) return Infinity;
	return checked('Limit', context.getNodeParameter('limit', item, 50), 1, Number.MAX_SAFE_INTEGER);
}

/** @throws InputError for what is no whole number in a range */
export function checked(label: string, value: unknown, min: number, max: number): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max) return number;
	const range = max === Number.MAX_SAFE_INTEGER ? `${min} or more` : `${min} to ${max}`;
	throw new InputError(
		label,
		`"${String(value)}" is outside of its range`,
		`Write a whole number, ${range}.`,
	);
}

/** One of a few values, which an expression can miss. @throws InputError for any other */
export function readChoice<T extends string>(
	context: IExecuteFunctions,
	item: number,
	name: string,
	label: string,
	choices: readonly [T, ...T[]],
): T {
	return oneOf(label, context.getNodeParameter(name, item, choices[0]), choices);
}

/** @throws InputError for a value that is none of the choices */
export function oneOf<T extends string>(label: string, value: unknown, choices: readonly [T, ...T[]]): T {
	const choice = choices.find((one) => one === value);
	if (choice !== undefined) return choice;
	throw new InputError(label, `"${String(value)}" is not known`, `Use one of ${choices.join(', ')}.`);
}

export const UNITS: Readonly<Record<string, number>> = { minutes: MINUTE, hours: HOUR, days: DAY };

/** The window the time range asks for, frozen at `now`. @throws InputError for a time that cannot be read or a window that is none */
export function readTimeRange(context: IExecuteFunctions, item: number, now: number): Window {
	if (readChoice(context, item, 'timeRange', 'Time Range', ['last', 'between']) === 'last') {
		const unit = UNITS[String(context.getNodeParameter('lastUnit', item, 'hours'))];
		if (unit === undefined)
			throw new InputError('Unit', 'this unit is not known', 'Use minutes, hours or days.');
		return {
			from: now - unit * checked('Last', context.getNodeParameter('lastAmount', item, 24), 1, 100_000),
			to: now,
		};
	}
	const from = readTime(context, item, 'from', 'From');
	const to = readTime(context, item, 'to', 'To') ?? now;
	if (from === undefined)
		throw new InputError('From', 'it is empty', 'Write a time like 2026-11-20T00:00:00Z.');
	if (from >= now)
		throw new InputError('From', `${isoTime(from)} lies in the future`, 'Choose a time in the past.');
	if (from >= to)
		throw new InputError('From', `${isoTime(from)} is not before To, ${isoTime(to)}`, 'Swap the two times.');
	return { from, to: Math.min(to, now) };
}

/** A time that may be left out: empty is `undefined`. */
function readTime(context: IExecuteFunctions, item: number, name: string, label: string): number | undefined {
	const value: unknown = context.getNodeParameter(name, item, '');
	if (value === undefined || value === null || value === '') return undefined;
	const time = timeReader(context)(label, value);
	if (time !== undefined) return time;
	throw new InputError(
		label,
		`"${String(value)}" is not a time that can be read`,
		'Write it like 2026-11-20T00:00:00Z; without a zone it is read in the time zone of the workflow.',
	);
}

export interface Reached {
	readonly windows: readonly Window[];
	/** What was asked for but is gone, in a sentence. */
	readonly hint?: string;
}

/** Leaves out what the vendor no longer keeps. @throws InputError when nothing is left */
export function withinReach(
	windows: readonly Window[],
	limits: Limits,
	vendor: string,
	now: number,
): Reached {
	const { reach, dependableReach } = limits;
	const oldest = Math.min(now, ...windows.map((window) => window.from));
	if (reach === undefined || oldest >= now - reach) {
		if (dependableReach === undefined || oldest >= now - dependableReach) return { windows };
		return {
			windows,
			hint: `${vendor} may answer with nothing for what lies more than ${dependableReach / DAY} days back, although it keeps records longer.`,
		};
	}
	const earliest = now - reach;
	const left = windows
		.map(({ from, to }) => ({ from: Math.max(from, earliest), to }))
		.filter(({ from, to }) => from < to);
	const kept = reach < 2 * DAY ? `${reach / HOUR} hours` : `${reach / DAY} days`;
	if (left.length === 0) {
		throw new InputError(
			'Time Range',
			`${vendor} keeps ${kept} of records, and this range ends before that`,
			`Choose a time after ${isoTime(earliest)}.`,
		);
	}
	return {
		windows: left,
		hint: `${vendor} keeps ${kept} of records: the range begins at ${isoTime(earliest)}, not at ${isoTime(oldest)}.`,
	};
}

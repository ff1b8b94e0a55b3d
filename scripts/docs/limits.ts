import type { Limits } from '../../collector/feed';
import { DAY, HOUR, MINUTE, SECOND } from '../../collector/time';
import { table } from './markdown';

const UNITS = [
	[DAY, 'day'],
	[HOUR, 'hour'],
	[MINUTE, 'minute'],
	[SECOND, 'second'],
] as const;

/** `30 days`, or `30 days less a minute` where it is no whole number of them. */
function span(ms: number): string {
	const [unit, name] = UNITS.find(([size]) => ms % size === 0) ?? [1, 'millisecond'];
	if (unit === MINUTE && ms > DAY) return `${span(ms + MINUTE)} less a minute`;
	const count = ms / unit;
	return `${count.toLocaleString('en-US')} ${name}${count === 1 ? '' : 's'}`;
}

const spanOr = (ms: number | undefined, none: string): string => (ms === undefined ? none : span(ms));

function rate({ requestsPerMinute, countedPerMs }: Limits): string {
	if (requestsPerMinute === 0) return 'none published';
	return `${(requestsPerMinute * countedPerMs) / MINUTE} a ${span(countedPerMs).replace(/^1 /, '')}`;
}

const page = ({ pageSize: { min, max, default: usual } }: Limits): string =>
	`${usual.toLocaleString('en-US')} (${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')})`;

const ROWS: ReadonlyArray<readonly [name: string, value: (limits: Limits) => string]> = [
	['Requests', rate],
	['Records a request, unless you set **Page Size**', page],
	['Widest range of one request', ({ widestWindow }) => spanOr(widestWindow, 'any')],
	['Reaches back', ({ reach }) => spanOr(reach, 'as far as the vendor keeps')],
	['Times are told apart by', ({ grain }) => span(grain)],
	['A trigger looks back by, unless you set **Overlap**', ({ overlap }) => span(overlap)],
];

/** The limits that the nodes keep to, as the code has them. @param columns limits by what they hold for */
export const limits = (columns: Readonly<Record<string, Limits>>): string =>
	table(
		['', ...Object.keys(columns)],
		ROWS.map(([name, value]) => [name, ...Object.values(columns).map(value)]),
	);

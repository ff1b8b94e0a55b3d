import fc from 'fast-check';
import { InputError, VendorError } from '../../collector/errors';
import { settle } from '../../collector/settle';
import { DAY } from '../../collector/time';
import { inProcessEmulator, type InProcessEmulator, recordText } from '../../emulator';
import { drain } from '../support/feedDrain';
import { askEmulatorInProcess, freshProcess } from '../support/histories/askInProcess';
import { ManualClock } from '../support/manualClock';
import { type OpenFeed, openFeeds } from '../support/openFeeds';
import { type Spoil, spoils } from '../support/spoiled';

const NOW = Date.UTC(2026, 10, 20, 12);
const window = { from: NOW - DAY, to: NOW };
const PAGES = 5.5;
/** More than any of these scans could need: one that asks more often goes round in circles. */
const MOST_REQUESTS = 3_000;
/** Malformed answers a feed; `MALFORMED=50000` for a longer run. */
const ANSWERS = Number(process.env['MALFORMED'] ?? 5_000);

interface Fire {
	/** Which answers are spoiled, from 0, and how. */
	readonly hits: ReadonlyMap<number, Spoil>;
}

const fires: fc.Arbitrary<Fire> = fc.record({
	hits: fc
		.uniqueArray(fc.tuple(fc.nat(4), spoils), { minLength: 2, maxLength: 6, selector: ([hit]) => hit })
		.map((hits) => new Map(hits)),
});

const pageOf = ({ leastPage }: Pick<OpenFeed, 'leastPage'>): number => Math.max(7, leastPage);

let worlds: Partial<Record<string, InProcessEmulator>> = {};
afterAll(() => (worlds = {}));

/** One world a vendor: its records stay as they are. */
const worldOf = ({ vendor, leastPage, switches }: OpenFeed): InProcessEmulator =>
	(worlds[vendor] ??= inProcessEmulator({
		now: () => NOW,
		records: {
			umbrella: 0,
			umbrellaLegacy: 0,
			cloudlock: 0,
			informatica: 0,
			defender: 0,
			[vendor]: Math.floor(PAGES * pageOf({ leastPage })),
		},
		spanDays: { [vendor]: 1 },
		switches: {
			[vendor]: {
				...(vendor === 'informatica' ? { loginAddsEntry: false } : {}),
				...switches?.(pageOf({ leastPage })),
			},
		},
	}));

/** Reads a day from a vendor some of whose answers are spoiled. @returns what is wrong with what came of it, if anything */
async function complaintOf(open: OpenFeed, { hits }: Fire, count: () => void): Promise<string | undefined> {
	const emulator = worldOf(open);
	let answers = 0;
	const spoiling: InProcessEmulator = {
		...emulator,
		async ask(request) {
			const answer = await emulator.ask(request);
			if (/token|login/.test(request.url)) return answer;
			if (answers > MOST_REQUESTS) throw new Error('goes round in circles');
			const hit = hits.get(answers++);
			if (!hit || answer.status !== 200) return answer;
			count();
			return { ...answer, text: hit.spoil(answer.text) };
		},
	};
	const manners = { rate: undefined, maxRetries: 2, latency: 0 };
	const clock = new ManualClock({ start: NOW, random: () => 0.5 });
	const ask = askEmulatorInProcess(spoiling, open.vendor, freshProcess(), clock, manners);
	const drained = await settle(drain(open.open(ask, emulator.url, pageOf(open)), [window]));
	if (answers > MOST_REQUESTS) return 'it went round in circles';
	if (!drained.ok)
		return drained.error instanceof VendorError ? undefined : `it broke: ${String(drained.error)}`;
	const { error, reason, unread, lines } = drained.value;
	if (error !== undefined && !(error instanceof VendorError || error instanceof InputError))
		return `a part of it broke: ${String(error)}`;
	if ((reason === null) !== (unread.length === 0)) return 'what is unread and the reason do not agree';
	const truth = emulator.records(open.source, window).map(recordText);
	return differenceOf(lines, truth, reason === null);
}

/** A record that was spoiled may come as it was sent, beside what it was; nothing else may be missing or double. */
function differenceOf(
	lines: readonly string[],
	truth: readonly string[],
	isComplete: boolean,
): string | undefined {
	const left = [...truth];
	let strangers = 0;
	for (const line of lines) {
		const found = left.indexOf(line);
		if (found >= 0) left.splice(found, 1);
		else if (truth.includes(line)) return `a record came twice: ${line.slice(0, 120)}`;
		else strangers += 1;
	}
	return isComplete && left.length > strangers
		? `${left.length - strangers} are missing without a word`
		: undefined;
}

describe('answers that are malformed', () => {
	test.each(openFeeds)('end in a clear error or in the exact records: $name', async (open) => {
		const { seed = 1 } = fc.readConfigureGlobal();
		let malformed = 0;
		const property = fc.asyncProperty(fires, async (fire) => {
			expect(await complaintOf(open, fire, () => (malformed += 1))).toBeUndefined();
		});
		for (let round = 0; malformed < ANSWERS; round++)
			await fc.assert(property, { numRuns: 200, seed: seed + round });
	});

	test('would be noticed if they were taken for empty ones', () => {
		expect(differenceOf(['a'], ['a', 'b'], true)).toContain('missing');
		expect(differenceOf(['a', 'a'], ['a', 'b'], true)).toContain('twice');
		expect(differenceOf(['a', 'x'], ['a', 'b'], true)).toBeUndefined();
	});
});

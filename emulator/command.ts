import {
	emulatorKeys,
	startEmulator,
	vendorNames,
	type Emulator,
	type SwitchSettings,
	type VendorName,
} from './index';
import { isObject, parseJson, type JsonValue } from './json';
import { switchesAsMarkdown } from './switches';

const DEFAULT_PORT = 4499;

const usage = `npm run emulator -- [options]

  --port 4499                where to listen (loopback only)
  --seed 1                   another seed, other records
  --umbrella 2000            how many records; also --umbrellaLegacy, --cloudlock, --informatica, --defender
  --umbrella-days 7          over how many days; the same for the others
  --set umbrella.pageCap=100 any switch; may be repeated
  --rate-limits              the documented limits of every vendor
  --latency 100              milliseconds every answer waits
  --switches                 prints the table of switches and leaves`;

interface Wish {
	port: number;
	seed: number;
	latencyMs: number;
	readonly records: Partial<Record<VendorName, number>>;
	readonly spanDays: Partial<Record<VendorName, number>>;
	readonly switches: Record<string, Record<string, JsonValue>>;
}

/** The limits the vendors document; Cloudlock and Informatica publish no numbers. */
const documentedLimits = { umbrella: { rateLimit: 'on' }, defender: { rateLimit: 'sliding' } } as const;

function readWish(words: readonly string[]): Wish {
	const wish: Wish = { port: DEFAULT_PORT, seed: 1, latencyMs: 0, records: {}, spanDays: {}, switches: {} };
	const rest = [...words];
	for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
		if (word === '--rate-limits') set(wish, documentedLimits);
		else if (word === '--set') setOne(wish, rest.shift() ?? '');
		else setNumber(wish, word, Number(rest.shift()));
	}
	return wish;
}

function setNumber(wish: Wish, word: string, value: number): void {
	const name = word.replace(/^--/, '');
	if (!Number.isInteger(value) || value < 0) throw new Error(`${word} takes a whole number.`);
	const vendor = vendorNames.find((each) => each === name || `${each}-days` === name);
	if (name === 'port') wish.port = value;
	else if (name === 'seed') wish.seed = value;
	else if (name === 'latency') wish.latencyMs = value;
	else if (vendor) (name === vendor ? wish.records : wish.spanDays)[vendor] = value;
	else throw new Error(`There is no option ${word}.\n\n${usage}`);
}

/** `umbrella.pageCap=100`: the value is JSON, or else text. */
function setOne(wish: Wish, assignment: string): void {
	const match = /^(\w+)\.(\w+)=(.*)$/s.exec(assignment);
	const [, room, name, text] = match ?? [];
	if (!room || !name || text === undefined) throw new Error('--set takes vendor.switch=value.');
	set(wish, { [room]: { [name]: parseJson(text) ?? text } });
}

function set(wish: Wish, settings: Readonly<Record<string, Readonly<Record<string, JsonValue>>>>): void {
	for (const [room, values] of Object.entries(settings))
		wish.switches[room] = { ...wish.switches[room], ...values };
}

function listKeys(): string {
	return Object.entries(emulatorKeys)
		.map(
			([vendor, keys]) =>
				`  ${vendor}\n${Object.entries(keys)
					.map(([name, value]) => `    ${name}: ${value}`)
					.join('\n')}`,
		)
		.join('\n');
}

/** One sentence a person can act on. */
function explain(error: unknown, port: number): string {
	if (isObject(error) && error['code'] === 'EADDRINUSE') {
		return `Port ${port} is taken by another program. Stop it, or choose another port: --port ${port + 1}`;
	}
	return error instanceof Error ? error.message : String(error);
}

/**
 * What the command does with the words behind it: starts an emulator, or says why not, or answers a question.
 * @returns the emulator and the exit code; there is no emulator when there is nothing to keep running.
 */
export async function command(
	words: readonly string[],
	say: (text: string) => void,
): Promise<{ readonly code: number; readonly emulator?: Emulator }> {
	let port = DEFAULT_PORT;
	try {
		if (words.includes('--help')) say(usage);
		else if (words.includes('--switches')) say(switchesAsMarkdown());
		else {
			const wish = readWish(words);
			port = wish.port;
			const emulator = await startEmulator({ ...wish, switches: wish.switches as SwitchSettings });
			say(greeting(emulator.url));
			return { code: 0, emulator };
		}
		return { code: 0 };
	} catch (error) {
		say(explain(error, port));
		return { code: 1 };
	}
}

const greeting = (url: string): string =>
	[
		`Four vendor APIs and the desks beside them at ${url}`,
		'',
		`Keys (invented; they open nothing else):\n${listKeys()}`,
		'',
		`Records, log and switches: ${url}/__emulator/{sources,records/<source>,log,switches}`,
		`What workflows delivered: ${url}/__emulator/{tickets,alerts,messages,objects}`,
		'Ctrl-C stops it.',
	].join('\n');

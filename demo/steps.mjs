/** How often the phases that are under way are shown, on a terminal and in a log. */
const TICK_MS = { terminal: 250, log: 30_000 };

const TITLE_WIDTH = 56;
const TIME_WIDTH = 7;

/**
 * @typedef {object} Phase
 * @property {string} title
 * @property {number} begun
 * @property {string} doing what it is doing now
 *
 * @callback Note
 * @param {string} text what the phase is doing now
 * @returns {void}
 */

/**
 * The phases under way; several may be.
 *
 * @type {Set<Phase>}
 */
const active = new Set();

/** How many lines of the terminal show the phases under way and are drawn anew. */
let drawn = 0;

/** @type {NodeJS.Timeout | undefined} */
let ticking;

/**
 * Runs a phase and shows it with its time: on a terminal as a line that counts up, elsewhere as lines of a log.
 *
 * @template T
 * @param {string} title
 * @param {(note: Note) => Promise<T>} work
 * @param {{ idle?: string }} [options] what to say of a phase that noted nothing
 * @returns {Promise<T>}
 */
export async function step(title, work, { idle = '' } = {}) {
	/** @type {Phase} */
	const phase = { title, begun: performance.now(), doing: '' };
	active.add(phase);
	const note = (text) => {
		phase.doing = text;
		if (!process.stdout.isTTY) say(line('…', phase, text));
	};
	tick();
	try {
		const result = await work(note);
		end(phase, line('✓', phase, phase.doing ? '' : idle));
		return result;
	} catch (error) {
		end(phase, line('✗', phase, ''));
		throw error;
	}
}

/**
 * @param {string} mark
 * @param {Phase} phase
 * @param {string} text
 */
const line = (mark, { title, begun }, text) =>
	`${mark} ${title.padEnd(TITLE_WIDTH)} ${spent(performance.now() - begun).padStart(TIME_WIDTH)}  ${text}`.trimEnd();

function tick() {
	const terminal = process.stdout.isTTY;
	if (terminal) say();
	ticking ??= setInterval(
		() => (terminal ? say() : say(...underWay())),
		terminal ? TICK_MS.terminal : TICK_MS.log,
	);
}

/**
 * @param {Phase} phase
 * @param {string} last
 */
function end(phase, last) {
	active.delete(phase);
	say(last);
	if (active.size > 0) return;
	clearInterval(ticking);
	ticking = undefined;
}

const underWay = () => [...active].map((phase) => line('…', phase, phase.doing));

/**
 * Prints lines that stay; on a terminal with the phases under way below them.
 *
 * @param {readonly string[]} lines
 */
export function say(...lines) {
	const { stdout } = process;
	if (!stdout.isTTY) {
		for (const text of lines) console.log(text);
		return;
	}
	const moving = underWay().map((text) => text.slice(0, (stdout.columns || 80) - 1));
	const back = drawn > 0 ? `\x1b[${drawn}A` : '';
	stdout.write(`${back}\r\x1b[J${[...lines, ...moving, ''].join('\n')}`);
	drawn = moving.length;
}

/**
 * @param {number} ms
 * @returns {string} `0.4 s`, or `4:02` from a minute on
 */
export function spent(ms) {
	const whole = Math.round(ms / 1000);
	if (whole < 60) return `${(ms / 1000).toFixed(1)} s`;
	return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

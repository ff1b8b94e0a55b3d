import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from '../scripts/problem.mjs';
import { LATENCIES, SIZES } from './cases.mjs';
import { vendors } from './vendors/index.mjs';

/**
 * @typedef {object} BenchOptions
 * @property {import('./cases.mjs').Size} size
 * @property {readonly string[]} vendors
 * @property {readonly number[]} latencies ms
 * @property {readonly import('./cases.mjs').Kind[]} kinds of cases
 * @property {string | undefined} profile folder for a CPU profile of every measured run
 * @property {boolean} write whether the results become the page in docs/
 */

const NAMES = Object.keys(vendors);

export const USAGE = `npm run bench [-- options]

  --quick              about two minutes, one run of each
  --full               every case, an hour or more
  --vendor <name>      ${NAMES.join(', ')}; may be repeated
  --latency <ms>       ${LATENCIES.join(', ')}; may be repeated
  --rate-limits        only with the vendors' limits in force
  --memory             only a hundred thousand records against a million
  --profile <folder>   writes a CPU profile of every measured run there
  --write              makes docs/performance.md and its picture from the results
  --help               this text`;

/** @satisfies {import('node:util').ParseArgsConfig['options']} */
const FLAGS = /** @type {const} */ ({
	quick: { type: 'boolean', default: false },
	full: { type: 'boolean', default: false },
	vendor: { type: 'string', multiple: true, default: NAMES },
	latency: { type: 'string', multiple: true, default: LATENCIES.map(String) },
	'rate-limits': { type: 'boolean', default: false },
	memory: { type: 'boolean', default: false },
	profile: { type: 'string' },
	write: { type: 'boolean', default: false },
	help: { type: 'boolean', default: false },
});

/**
 * @param {readonly string[]} argv
 * @returns {BenchOptions | undefined} nothing if help was asked for
 * @throws {Problem} for an unknown option or value
 */
export function readOptions(argv) {
	const values = parse(argv);
	if (values.help) return undefined;
	if (values.quick && values.full) throw new Problem('--quick and --full exclude each other.');
	return {
		size: SIZES.find((size) => size !== 'usual' && values[size]) ?? 'usual',
		vendors: values.vendor.map((name) => oneOf('--vendor', name, NAMES)),
		latencies: values.latency.map((text) => Number(oneOf('--latency', text, LATENCIES.map(String)))),
		kinds: kindsOf(values),
		profile: values.profile && resolve(values.profile),
		write: values.write,
	};
}

/** @returns {readonly import('./cases.mjs').Kind[]} */
function kindsOf({ 'rate-limits': limits, memory }) {
	if (!limits && !memory) return ['speed', 'limit', 'scale'];
	return [...(limits ? ['limit'] : []), ...(memory ? ['scale'] : [])];
}

/** @param {readonly string[]} argv */
function parse(argv) {
	try {
		return parseArgs({ args: [...argv], options: FLAGS, strict: true }).values;
	} catch (error) {
		throw new Problem(`${/** @type {Error} */ (error).message}\n\n${USAGE}`);
	}
}

/**
 * @param {string} flag
 * @param {string} value
 * @param {readonly string[]} allowed
 */
function oneOf(flag, value, allowed) {
	if (allowed.includes(value)) return value;
	throw new Problem(`${flag} takes ${allowed.join(', ')}, not "${value}".`);
}

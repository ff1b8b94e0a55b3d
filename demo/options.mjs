import { parseArgs } from 'node:util';
import { Problem } from '../scripts/problem.mjs';

/**
 * @typedef {object} DemoOptions
 * @property {boolean} once stop after the table
 * @property {number} port where n8n listens
 * @property {number} emulatorPort where the emulator listens
 */

export const USAGE = `npm run demo [-- options]

  --once                    stop after the table; exit code 0 only if every row agrees
  --port <number>           where n8n listens (5678)
  --emulator-port <number>  where the vendor emulator listens (4499)
  --help                    this text`;

/** @satisfies {import('node:util').ParseArgsConfig['options']} */
const FLAGS = /** @type {const} */ ({
	once: { type: 'boolean', default: false },
	port: { type: 'string', default: '5678' },
	'emulator-port': { type: 'string', default: '4499' },
	help: { type: 'boolean', default: false },
});

/**
 * @param {readonly string[]} argv
 * @returns {DemoOptions | undefined} nothing if help was asked for
 * @throws {Problem} for an unknown option or an impossible port
 */
export function readOptions(argv) {
	const values = parse(argv);
	if (values.help) return undefined;
	const port = readPort('--port', values.port);
	const emulatorPort = readPort('--emulator-port', values['emulator-port']);
	if (port === emulatorPort)
		throw new Problem(`--port and --emulator-port are both ${port}; they must differ.`);
	return { once: values.once, port, emulatorPort };
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
 * @param {string} text
 */
function readPort(flag, text) {
	const port = Number(text);
	if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
	throw new Problem(`${flag} takes a port number from 1 to 65535, not "${text}".`);
}

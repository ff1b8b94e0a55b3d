/**
 * A failure whose cause is known. Its message is one sentence or two that say what is wrong and what to do;
 * it is shown as it stands, without a stack.
 */
export class Problem extends Error {}

/**
 * Runs a command and sets the exit code: what it returns, or 1 after a failure.
 *
 * @param {() => Promise<number | void>} command
 */
export async function runCommand(command) {
	try {
		process.exitCode = (await command()) ?? 0;
	} catch (error) {
		console.error(`\n${explain(error)}`);
		process.exitCode = 1;
	}
}

/** @param {unknown} error */
function explain(error) {
	if (error instanceof Problem) return error.message;
	if (!(error instanceof Error)) return `Unexpected failure: ${String(error)}`;
	return process.env.DEBUG
		? String(error.stack)
		: `Unexpected failure: ${error.message} (set DEBUG=1 to see where it comes from)`;
}

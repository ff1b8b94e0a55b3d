/** The oldest Node.js the project runs on, as in `engines` of package.json. */
const OLDEST = [20, 19];

/**
 * Ends the process with a sentence if Node.js is too old. Imported by the entry files before anything that an
 * old Node.js could not even read.
 */
export function requireNode() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
	console.error(
		`Node.js ${OLDEST.join('.')} or newer is needed and this is ${process.versions.node}. Install a newer one from https://nodejs.org and try again.`,
	);
	process.exit(1);
}

/** `npm run pack:check [folders]`: looks at what npm would publish from each folder, the whole package's own included. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishable } from '../packages/publishable.mjs';
import { runCommand } from '../problem.mjs';
import { packed } from './packed.mjs';
import { faultsOf } from './rules.mjs';

/** @param {string} folder */
async function check(folder) {
	const { name, version, unpackedSize, files } = await packed(folder);
	const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const faults = faultsOf(
		manifest,
		files.map(({ path }) => path),
	);
	const mark = faults.length === 0 ? '✓' : '✗';
	console.log(
		`${mark} ${name}@${version}: ${files.length} files, ${Math.round(unpackedSize / 1024)} kB unpacked`,
	);
	for (const fault of faults) console.log(`  ${fault}`);
	return faults.length;
}

await runCommand(async () => {
	let faults = 0;
	for (const folder of publishable(process.argv.slice(2))) faults += await check(folder);
	return faults === 0 ? 0 : 1;
});

/** `npm run release:notes -- v1.2.3`: prints what the changelog says of the version that is about to be published. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../paths.mjs';
import { runCommand } from '../problem.mjs';
import { notesFor } from './changelog.mjs';

const read = (file) => readFileSync(join(ROOT, file), 'utf8');

await runCommand(async () => {
	const { version } = JSON.parse(read('package.json'));
	console.log(notesFor(read('CHANGELOG.md'), version, process.argv[2] ?? `v${version}`));
});

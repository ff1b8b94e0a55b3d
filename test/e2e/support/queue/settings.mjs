import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { HOST } from '../../../../scripts/paths.mjs';

/** Where n8n declares the environment variables it reads, and where it reads one without declaring it. */
const DECLARED = [
	['@n8n/config/dist', 'config.js'],
	['n8n-core/dist', 'config.js'],
	['n8n/dist', 'workflow-runner.js'],
];

const NAME = /\bEnv\)\(\s*'([A-Z0-9_]+)'|process\.env\.([A-Z0-9_]+)/g;

/** @returns {ReadonlySet<string>} the names of the settings that the pinned n8n knows */
export function settingsOfN8n() {
	const files = DECLARED.flatMap(([folder, end]) => {
		const path = join(HOST, 'node_modules', folder);
		const names = readdirSync(path, { recursive: true }).map(String);
		return names.filter((file) => file.endsWith(end)).map((file) => join(path, file));
	});
	return new Set(
		files.flatMap((file) =>
			[...readFileSync(file, 'utf8').matchAll(NAME)].map(([, declared, read]) => declared ?? read),
		),
	);
}

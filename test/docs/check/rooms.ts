import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import * as ts from 'typescript';

/** What one source file holds, by its path in the project. */
export type Sources = Readonly<Record<string, string>>;

/** The TypeScript below some rooms. */
export const sourcesOf = (root: string, rooms: readonly string[]): Sources =>
	Object.fromEntries(
		rooms
			.flatMap((room) =>
				readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`),
			)
			.filter((file) => file.endsWith('.ts'))
			.map((file) => [file, readFileSync(join(root, file), 'utf8')]),
	);

/** Imports of shipped files that lead out of the shipped rooms, those of types alone too. */
export const straying = (sources: Sources, rooms: readonly string[]): readonly string[] =>
	Object.entries(sources).flatMap(([file, source]) =>
		ts
			.preProcessFile(source, true, true)
			.importedFiles.map(({ fileName }) => fileName)
			.filter((wanted) => wanted.startsWith('.'))
			.map((wanted) => posix.join(posix.dirname(file), wanted))
			.filter((target) => !rooms.includes(target.split('/')[0] ?? ''))
			.map((target) => `${file} imports ${target}`),
	);

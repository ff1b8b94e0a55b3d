import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ROOT } from '../../../scripts/paths.mjs';

/** @typedef {{ x: number, y: number, width: number, height: number }} Area */

const FOLDER = join('docs', 'pictures');

/** `PICTURES=write npm run test:e2e -- browser` takes them anew. */
export const WRITES_PICTURES = process.env.PICTURES === 'write';

/** What is no part of the place: messages that go away by themselves, and what n8n offers to do next. */
const BESIDE = [
	'.el-notification',
	'[data-test-id^="execute-workflow-button-"]',
	'[data-test-id="canvas-handle-plus-wrapper"]',
	'[data-test-id="canvas-node-output-handle"] [class*=runDataLabel]',
];

/**
 * The places that this run has been to, by the name of their picture.
 *
 * @type {Set<string>}
 */
const visited = new Set();

/**
 * Takes the picture of a place, and keeps it if pictures are to be written.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} name of the picture
 * @param {Area | null} clip the part of the page to show
 */
export async function picture(page, name, clip) {
	if (!clip) throw new Error(`Nothing is there for the picture ${name}.`);
	// Where the mouse rests n8n shows more than the place itself.
	await page.mouse.move(0, 0);
	const path = WRITES_PICTURES ? join(ROOT, FOLDER, `${name}.png`) : undefined;
	await page.screenshot({
		path,
		clip,
		style: `${BESIDE} { visibility: hidden !important }`,
		animations: 'disabled',
		caret: 'hide',
	});
	visited.add(name);
}

/** @returns {{ file: string, bytes: number, isVisited: boolean }[]} the pictures that there are */
export const keptPictures = () =>
	readdirSync(join(ROOT, FOLDER))
		.filter((file) => file.endsWith('.png'))
		.map((file) => ({
			file: join(FOLDER, file),
			bytes: statSync(join(ROOT, FOLDER, file)).size,
			isVisited: visited.has(basename(file, '.png')),
		}));

/** @returns {{ page: string, file: string }[]} the pictures that the README and the docs show */
export function shownPictures() {
	const docs = readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md'));
	return ['README.md', ...docs.map((file) => join('docs', file))].flatMap((page) =>
		[...readFileSync(join(ROOT, page), 'utf8').matchAll(PICTURE)].map(([, path]) => ({
			page,
			file: join(dirname(page), path),
		})),
	);
}

/** `![what it shows](where it is)` */
const PICTURE = /!\[[^\]]*\]\(([^)]+\.png)\)/g;

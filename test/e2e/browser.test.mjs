import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { keptPictures, shownPictures } from './browser/pictures.mjs';
import { makeStage } from './browser/stage.mjs';
import { appearance } from './browser/stories/appearance.mjs';
import { credentials } from './browser/stories/credentials.mjs';
import { scans } from './browser/stories/scans.mjs';
import { shownWorkflow } from './browser/stories/shownWorkflow.mjs';
import { triggers } from './browser/stories/triggers.mjs';

/** What a page of the docs may take to load for each picture. */
const MOST_BYTES = 200_000;

describe('A person in the editor', { concurrency: false }, () => {
	const stage = makeStage();
	before(() => stage.open());
	after(() => stage.close());

	credentials(stage);
	scans(stage);
	triggers(stage);
	appearance(stage);
	shownWorkflow(stage);

	test('each picture that the docs show is there, is small, and shows where these tests have been', () => {
		const kept = keptPictures();
		const files = kept.map(({ file }) => file);
		for (const { page, file } of shownPictures())
			assert.ok(files.includes(file), `${page} shows ${file}, which is not there`);
		for (const { file, bytes, isVisited } of kept) {
			assert.ok(bytes < MOST_BYTES, `${file} has ${bytes} bytes`);
			assert.ok(isVisited, `no test has been where ${file} was taken`);
		}
	});
});

import { join } from 'node:path';
import { chromium, selectors } from 'playwright-core';
import { findChrome } from '../../../scripts/chrome.mjs';
import { LOGS } from '../../../scripts/paths.mjs';
import { openWorld } from '../support/world.mjs';
import { WRITES_PICTURES } from './pictures.mjs';
import { signIn } from './signIn.mjs';

/** As n8n writes it. */
selectors.setTestIdAttribute('data-test-id');

/** Generous: what takes a second on a quiet machine takes many where others work as well. */
const PATIENCE_MS = 90_000;

/** One size, one language, one time zone and nothing that moves, so that pictures stay the same. */
const SCREEN = {
	viewport: { width: 1280, height: 800 },
	locale: 'en-US',
	timezoneId: 'UTC',
	reducedMotion: /** @type {const} */ ('reduce'),
	colorScheme: /** @type {const} */ ('light'),
};

/** Pictures show the emulator where `npm run demo` has it. */
const USUAL_PORT = 4499;

/** Where a test leaves a picture of what it saw last when it fails. */
const FAILURES = join(LOGS, 'e2e', `browser-${process.pid}`);

/** @typedef {ReturnType<typeof makeStage>} Stage */

/** A browser in front of a real n8n, in which somebody has signed in. */
export function makeStage() {
	/** @type {import('../support/world.mjs').World} */
	let world;
	/** @type {import('playwright-core').Browser} */
	let browser;
	/** @type {import('playwright-core').BrowserContext} */
	let context;

	return {
		get world() {
			return world;
		},

		async open() {
			world = await openWorld('browser', {}, WRITES_PICTURES ? { port: USUAL_PORT } : {});
			browser = await chromium.launch({ executablePath: findChrome() });
			context = await browser.newContext({ ...SCREEN, baseURL: world.url });
			context.setDefaultTimeout(PATIENCE_MS);
			const isElsewhere = ({ hostname }) => hostname !== new URL(world.url).hostname;
			await context.route(isElsewhere, (route) => route.abort());
			const page = await context.newPage();
			await signIn(page);
			await page.close();
		},

		async close() {
			await browser?.close();
			await world?.close();
		},

		/**
		 * Tells a story on a page of its own.
		 *
		 * @param {(page: import('playwright-core').Page) => Promise<void>} story
		 */
		onPage: (story) => async (test) => {
			const page = await context.newPage();
			try {
				await story(page);
			} catch (error) {
				const path = join(FAILURES, `${test.name.replace(/\W+/g, '-')}.png`);
				await page.screenshot({ path }).catch(() => {});
				test.diagnostic(`What was on the screen: ${path}`);
				throw error;
			} finally {
				await page.close();
				letAnswersGo(world.emulator);
			}
		},
	};
}

/** Whatever a story did to the vendors, the next one finds them well. */
function letAnswersGo({ switches, gate }) {
	for (const vendor of Object.values(switches)) vendor.faults = [];
	gate.open();
}

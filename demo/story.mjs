import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { build } from '../scripts/build.mjs';
import { DEMO, LOGS } from '../scripts/paths.mjs';
import { installTools } from '../scripts/setup.mjs';
import { collect } from './collect.mjs';
import { chatAt, credentialsFor } from './credentials.mjs';
import { keepEmptyDatabase } from './database.mjs';
import { startEmulator } from './emulator.mjs';
import { bindChat, bindCredentials, loadWorkflows, readExample } from './examples.mjs';
import { N8N_VERSION, installHost, isHostReady, startHost } from './host.mjs';
import { signUp } from './n8nApi.mjs';
import { OWNER } from './n8nSession.mjs';
import { USAGE, readOptions } from './options.mjs';
import { checkMachine, freePort } from './preflight.mjs';
import { report } from './report.mjs';
import { createServices } from './services.mjs';
import { say, spent, step } from './steps.mjs';
import { makeUserFolder } from './userFolder.mjs';

/** What to say of a phase that found nothing to do. */
const THERE = 'already there';

/** How long a failure waits for the reason behind it. */
const LAST_WORDS_MS = 500;

/** Exit code of a program that Ctrl-C ended, as shells have it. */
const INTERRUPTED = 130;

/**
 * The demo, from a bare machine to a table of what was collected and an editor to look around in.
 *
 * @param {readonly string[]} argv
 * @returns {Promise<number>} exit code
 */
export async function demo(argv) {
	const options = readOptions(argv);
	if (!options) {
		console.log(USAGE);
		return 0;
	}
	const services = createServices();
	const interrupt = nextInterrupt();
	try {
		const exact = await Promise.race([tell(options, services), services.failed, interrupt]);
		if (exact === 'interrupt') return INTERRUPTED;
		if (options.once) return exact ? 0 : 1;
		await Promise.race([interrupt, services.failed]);
		return 0;
	} catch (error) {
		// A request may fail before the end of the program that it went to is known, which says more.
		await Promise.race([services.failed, setTimeout(LAST_WORDS_MS)]);
		throw error;
	} finally {
		if (services.any()) say('Stopping …');
		await services.stop();
	}
}

/**
 * @param {import('./options.mjs').DemoOptions} options
 * @param {ReturnType<typeof createServices>} services
 * @returns {Promise<boolean>} whether every row of the table is complete and exact
 */
async function tell(options, services) {
	const begun = performance.now();
	await step('Check this machine', async () => checkMachine(options, !(await isHostReady())));
	await Promise.all([installAndBuild(), step(`Install n8n ${N8N_VERSION}`, installHost, { idle: THERE })]);

	const emulator = await step('Start the vendor emulator', () =>
		startEmulator(services, options.emulatorPort),
	);
	const url = await step(`Start n8n ${N8N_VERSION}`, async () => {
		await makeUserFolder(DEMO);
		const { url } = await startHost(services, {
			port: options.port,
			runnerPort: await freePort(),
			folder: DEMO,
			log: join(LOGS, 'n8n.log'),
		});
		await keepEmptyDatabase(DEMO);
		return url;
	});
	const { n8n, examples } = await step('Import credentials and workflows', () => fill(url, emulator.url));

	const rows = [];
	for (const example of examples) {
		rows.push(...(await step(example.workflow.name, () => collect(example, n8n, emulator))));
	}
	console.log(`\n${report(rows)}\n`);
	console.log(`Done in ${spent(performance.now() - begun)}.`);
	if (!options.once) console.log(welcome(url, emulator.url));
	return rows.every((row) => row.exact);
}

/** The package needs only its tools; they come while n8n does, which takes longer. */
async function installAndBuild() {
	await step('Install the tools', installTools, { idle: THERE });
	await step('Build the package', build, { idle: THERE });
}

/**
 * Makes the owner account, the credentials and the example workflows.
 *
 * @param {string} url
 * @param {string} emulatorUrl
 */
async function fill(url, emulatorUrl) {
	const n8n = await signUp(url);
	const ids = await n8n.createCredentials(await credentialsFor(emulatorUrl));
	const workflows = await loadWorkflows();
	const chat = await chatAt(emulatorUrl);
	for (const workflow of workflows) await n8n.createWorkflow(bindChat(bindCredentials(workflow, ids), chat));
	return { n8n, examples: workflows.map(readExample).filter((example) => example !== undefined) };
}

/**
 * @param {string} url
 * @param {string} emulatorUrl
 */
const welcome = (url, emulatorUrl) => `
  n8n        ${url}
  sign in    ${OWNER.email}  ${OWNER.password}
  emulator   ${emulatorUrl}

Stays up until Ctrl-C.`;

/** @returns {Promise<'interrupt'>} resolves at the first Ctrl-C or request to end; a further one changes nothing */
const nextInterrupt = () =>
	new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve('interrupt'));
	});

import { resolve } from 'node:path';
import 'reflect-metadata';

/** Which n8n a test runs on; `jest.config.js` maps `n8n-core` and `n8n-workflow` to the modules of that version. */
declare const N8N_HOST: string | undefined;

export const host = typeof N8N_HOST === 'undefined' ? '2.41' : N8N_HOST;

/** Older hosts drop what made a request fail, so their Test button cannot tell one status from another. */
export const keepsCauses = host === '2.41';

/** Older hosts start a timer for SSH connections and never let go of it; a test run must end all the same. */
const startInterval = globalThis.setInterval;
globalThis.setInterval = ((...given: Parameters<typeof startInterval>) =>
	startInterval(...given).unref()) as typeof startInterval;

/** An n8n of the person who runs the tests has settings of its own, with another key. */
process.env['N8N_USER_FOLDER'] ??= resolve(__dirname, '../../.demo/tests');
process.env['N8N_ENCRYPTION_KEY'] ??= 'for tests only';
process.env['N8N_DIAGNOSTICS_ENABLED'] ??= 'false';

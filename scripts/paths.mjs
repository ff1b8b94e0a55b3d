import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where the pinned n8n is installed. */
export const HOST = join(ROOT, 'demo');

/** Where the older n8n engines of the tests are installed. */
export const TEST_HOSTS = join(ROOT, 'test', 'hosts');

/** Where n8n's scanner of community packages is installed. */
export const SCANNER = join(ROOT, 'scripts', 'scan');

/** What the demo writes: n8n's user folder and the logs. Ignored by git. */
export const DEMO = join(ROOT, '.demo');

export const LOGS = join(DEMO, 'logs');

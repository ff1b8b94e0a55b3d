import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where the pinned n8n is installed. */
export const HOST = join(ROOT, 'demo');

/** Where the older n8n engines of the tests are installed. */
export const TEST_HOSTS = join(ROOT, 'test', 'hosts');

/** What the demo writes: n8n's user folder and the logs. Ignored by git. */
export const DEMO = join(ROOT, '.demo');

export const LOGS = join(DEMO, 'logs');

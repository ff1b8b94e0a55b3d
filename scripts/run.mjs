/**
 * Behind `npm test`, `npm run test:e2e`, `npm run build`, `npm run lint` and their like: sets up what the
 * command needs, then runs it with the arguments it was given and hands on its exit code.
 */
import { requireNode } from './nodeVersion.mjs';

requireNode();
const { launch } = await import('./launch.mjs');
const { runCommand } = await import('./problem.mjs');
await runCommand(() => launch(process.argv[2], process.argv.slice(3)));

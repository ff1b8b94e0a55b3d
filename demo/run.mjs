/** `npm run demo`: see story.mjs. This file can be read by any Node.js, to say so if it is too old for the rest. */
import { requireNode } from '../scripts/nodeVersion.mjs';

requireNode();
const { demo } = await import('./story.mjs');
const { runCommand } = await import('../scripts/problem.mjs');
await runCommand(() => demo(process.argv.slice(2)));
process.exit();

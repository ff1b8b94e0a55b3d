import { runCommand } from '../scripts/problem.mjs';
import { bench } from './bench.mjs';

await runCommand(() => bench(process.argv.slice(2)));

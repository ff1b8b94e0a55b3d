const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, parallel, series, src } = require('gulp');

/** What n8n reads beside the compiled code: themed icons, codex files and sample output schemas. */
const ASSETS = ['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'];

const clean = () => rm('dist', { recursive: true, force: true });

const compile = (done) => {
	const tsc = require.resolve('typescript/bin/tsc');
	execFile(process.execPath, [tsc, '-p', 'tsconfig.json'], (error, stdout) => {
		if (error) console.error(stdout);
		done(error ? new Error('TypeScript found errors; they are listed above.') : undefined);
	});
};

const copyAssets = () => src(ASSETS, { base: '.', encoding: false }).pipe(dest('dist'));

/** A package for each vendor alone, in `build/packages/`. */
const assemble = async () => {
	const { assemblePackages } = await import('./scripts/packages/assemble.mjs');
	for (const folder of assemblePackages(__dirname)) console.log(folder);
};

exports.build = series(clean, parallel(compile, copyAssets));
exports.packages = series(exports.build, assemble);
exports.default = exports.build;

import assert from 'node:assert/strict';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, describe, test } from 'node:test';
import ts from 'typescript';
import { findPackageRoot } from '../../scripts/scan/node_modules/@n8n/scan-community-package/scanner/scanner.mjs';
import { reachableFrom } from '../../scripts/packages/imports.mjs';
import { PACKAGES, VENDOR_PACKAGES } from '../../scripts/packages/vendors.mjs';
import { ROOT } from '../../scripts/paths.mjs';

/** How the code of each vendor's package may name the vendor, and no other package may. */
const WORDS = {
	'n8n-nodes-cisco-umbrella': /umbrella/i,
	'n8n-nodes-cisco-cloudlock': /cloudlock/i,
	'n8n-nodes-informatica-cloud': /informatica/i,
	'n8n-nodes-microsoft-defender-cloud-apps': /microsoft|defender/i,
};

/** Cisco writes of Cloudlock's API on the pages of Umbrella. */
const ADDRESS = /https:\/\/[^\s"'`]+/g;

const read = (file) => readFileSync(file, 'utf8');
const filesIn = (folder) =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
const withoutComments = (text) =>
	ts.transpileModule(text, { compilerOptions: { removeComments: true, target: ts.ScriptTarget.ES2022 } })
		.outputText;

const whole = JSON.parse(read(join(ROOT, 'package.json')));

test('there is a package for each vendor, and each node and credential is in one of them', () => {
	const folders = readdirSync(join(ROOT, 'nodes')).filter((name) => name !== 'shared');
	assert.deepEqual(VENDOR_PACKAGES.map(({ folder }) => folder).sort(), folders.sort());
	const manifests = VENDOR_PACKAGES.map(({ name }) =>
		JSON.parse(read(join(ROOT, PACKAGES, name, 'package.json'))),
	);
	for (const list of ['nodes', 'credentials'])
		assert.deepEqual(manifests.flatMap(({ n8n }) => n8n[list]).sort(), [...whole.n8n[list]].sort());
});

/** Built files of a package that name other vendors, in their path or in what they say. */
function foreignFiles(name, folder) {
	const others = Object.entries(WORDS).filter(([other]) => other !== name);
	const code = filesIn(join(folder, 'dist')).map((file) => `dist/${file}`);
	const told = (file) => (file.endsWith('.js') ? withoutComments(read(join(folder, file))) : '');
	return code.filter((file) =>
		others.some(([, words]) => words.test(file) || words.test(told(file).replace(ADDRESS, ''))),
	);
}

for (const { name } of VENDOR_PACKAGES) {
	describe(name, () => {
		const folder = join(ROOT, PACKAGES, name);
		const files = filesIn(folder);
		const others = Object.entries(WORDS).filter(([other]) => other !== name);

		test('holds nothing of another vendor, neither files nor words', () => {
			assert.deepEqual(foreignFiles(name, folder), []);
			assert.deepEqual(
				files.filter((file) => others.some(([, words]) => words.test(file))),
				[],
			);
		});

		test('holds every file that its files import', () => {
			const missing = files
				.filter((file) => /\.(ts|js)$/.test(file))
				.flatMap((file) =>
					ts
						.preProcessFile(read(join(folder, file)), true, true)
						.importedFiles.map(({ fileName }) => fileName)
						.filter((wanted) => wanted.startsWith('.'))
						.map((wanted) => join(folder, dirname(file), wanted))
						.filter((target) => !['.ts', '.d.ts', '.js'].some((ending) => existsSync(target + ending))),
				);
			assert.deepEqual(missing, []);
		});

		test('is the same version of the same code, under a name of its own', () => {
			const manifest = JSON.parse(read(join(folder, 'package.json')));
			for (const field of ['version', 'license', 'author', 'repository', 'peerDependencies', 'files'])
				assert.deepEqual(manifest[field], whole[field], field);
			assert.equal(manifest.name, name);
			assert.ok(manifest.keywords.includes('n8n-community-node-package'));
			assert.ok(!others.some(([, words]) => words.test(manifest.description + manifest.keywords.join(' '))));
			for (const file of files.filter((file) => /^dist\/.*\.(js|d\.ts|svg)$/.test(file)))
				assert.equal(read(join(folder, file)), read(join(ROOT, file)), file);
		});

		test('names itself in its codex files and its README', () => {
			const codices = files.filter((file) => file.endsWith('.node.json'));
			assert.equal(codices.length, 4);
			for (const file of codices)
				assert.ok(JSON.parse(read(join(folder, file))).node.startsWith(`${name}.`), file);
			const readme = read(join(folder, 'README.md'));
			assert.ok(readme.startsWith(`# ${name}\n`));
			assert.doesNotMatch(readme, /\{\{|undefined/);
		});

		test('brings examples, whose nodes of ours are its own', () => {
			const examples = files.filter((file) => file.startsWith('examples/'));
			assert.ok(examples.length > 0);
			for (const file of examples) {
				const { nodes } = JSON.parse(read(join(folder, file)));
				const ours = nodes
					.map(({ type }) => type)
					.filter((type) => type.startsWith('n8n-nodes-') && !type.startsWith('n8n-nodes-base.'));
				assert.ok(ours.length > 0, file);
				for (const type of ours) assert.ok(type.startsWith(`${name}.`), `${file}: ${type}`);
			}
			assert.match(
				read(join(folder, 'README.md')),
				new RegExp(`/packages/v${whole.version}/packages/${name}/examples\\)`),
			);
		});

		test('links from its README to files that the repository holds', () => {
			const source = whole.repository.url.replace(/\.git$/, '');
			const prefix = `${source}/blob/v${whole.version}/`;
			const links = [...read(join(folder, 'README.md')).matchAll(/\]\(([^)\s]+)\)/g)].map(([, url]) => url);
			const own = links.filter((url) => url.startsWith(prefix)).map((url) => url.slice(prefix.length));
			assert.ok(own.length >= 4);
			assert.deepEqual(
				own.filter((file) => !existsSync(join(ROOT, file.split('#')[0]))),
				[],
			);
			assert.deepEqual(
				links.filter((url) => !url.startsWith('https://')),
				[],
			);
		});
	});
}

test('the whole package is full of what a package of one vendor may not hold', () => {
	const foreign = foreignFiles('n8n-nodes-cisco-umbrella', ROOT);
	for (const file of ['dist/nodes/InformaticaCloud/feed.js', 'dist/credentials/shared/cloudlock.js'])
		assert.ok(foreign.includes(file), file);
	assert.ok(!foreign.includes('dist/nodes/CiscoUmbrella/source.js'));
});

describe('following imports', () => {
	const folder = mkdtempSync(join(tmpdir(), 'imports-'));
	after(() => rmSync(folder, { recursive: true }));
	const write = (file, text) => {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		writeFileSync(join(folder, file), text);
	};
	write('nodes/a.ts', "import { b } from '../shared/b';\nimport { x } from 'n8n-workflow';\n");
	write('shared/b.ts', "export type { C } from './c';\nimport('./room');\n");
	write('shared/c.ts', "import type { A } from '../nodes/a';\n");
	write('shared/room/index.ts', '');
	write('shared/lonely.ts', '');
	write('nodes/broken.ts', "import { gone } from './gone';\n");

	test('reaches types, what is handed on, folders, and goes round a circle once', () => {
		assert.deepEqual(reachableFrom(folder, ['nodes/a.ts']), [
			'nodes/a.ts',
			'shared/b.ts',
			'shared/c.ts',
			'shared/room/index.ts',
		]);
	});

	test('fails on an import of a file that is not there', () => {
		assert.throws(() => reachableFrom(folder, ['nodes/broken.ts']), /nodes\/broken\.ts imports \.\/gone/);
	});
});

test("n8n's scan finds each package, with its nodes, in a commit that holds them as they are laid out", () => {
	const commit = mkdtempSync(join(tmpdir(), 'commit-'));
	try {
		cpSync(join(ROOT, 'package.json'), join(commit, 'package.json'));
		cpSync(join(ROOT, PACKAGES), join(commit, 'packages'), {
			recursive: true,
			filter: (file) => !file.endsWith('/dist'),
		});
		for (const { name, folder } of VENDOR_PACKAGES) {
			const found = findPackageRoot(commit, name);
			assert.equal(found, join(commit, 'packages', name));
			assert.ok(existsSync(join(found, 'nodes', folder, `${folder}.node.ts`)));
		}
		assert.equal(findPackageRoot(commit, whole.name), commit);
	} finally {
		rmSync(commit, { recursive: true });
	}
});

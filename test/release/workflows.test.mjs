import assert from 'node:assert/strict';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parse } from 'yaml';
import { VENDOR_PACKAGES } from '../../scripts/packages/vendors.mjs';
import { ROOT } from '../../scripts/paths.mjs';

const WORKFLOWS = '.github/workflows';

const read = (file) => readFileSync(join(ROOT, file), 'utf8');
const manifest = JSON.parse(read('package.json'));
const workflows = readdirSync(join(ROOT, WORKFLOWS)).map((name) => ({
	name,
	content: read(`${WORKFLOWS}/${name}`),
}));
const workflow = (name) => parse(read(`${WORKFLOWS}/${name}`));
const stepsOf = ({ jobs }) => Object.values(jobs).flatMap(({ steps }) => steps);

/** npm commands that a text calls and package.json does not know. */
const unknownCommands = (text) =>
	[...text.matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(test)\b)/g)]
		.map(([, named, test]) => named ?? test)
		.filter((name) => manifest.scripts[name] === undefined);

/** Files of ours that a shell text starts. */
const startedFiles = (text) =>
	[...text.matchAll(/(?:^|\s)((?:\.ci|scripts)\/[\w./-]+)/g)].map(([, file]) => file);

/** What GitHub's own parser says against a workflow. */
async function objections(file) {
	const { context, value } = parseWorkflow(file, new NoOperationTraceWriter());
	const template = value ? await convertWorkflowTemplate(context, value) : undefined;
	return [...context.errors.getErrors(), ...(template?.errors ?? [])].map(
		({ message, Message }) => message ?? Message,
	);
}

for (const file of workflows)
	describe(file.name, () => {
		const steps = stepsOf(parse(file.content));

		test("is a workflow in the eyes of GitHub's parser", async () => {
			assert.deepEqual(await objections(file), []);
		});

		test('calls commands and files that there are', () => {
			const commands = steps.map(({ run = '' }) => run).join('\n');
			assert.deepEqual(unknownCommands(commands), []);
			for (const started of startedFiles(commands)) accessSync(join(ROOT, started), constants.X_OK);
		});

		test('pins each action to a commit, with the version beside it', () => {
			const used = file.content.match(/uses: .*/g) ?? [];
			assert.ok(used.length > 0);
			for (const line of used) assert.match(line, /^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
		});

		test('may do nothing that a job does not ask for, and leaves no job without an end', () => {
			const { permissions, jobs } = parse(file.content);
			assert.ok(Object.values(permissions).every((right) => right === 'read'));
			for (const [name, job] of Object.entries(jobs)) assert.ok(job['timeout-minutes'] > 0, name);
		});
	});

describe('the checks of workflows bite', () => {
	const rows = [
		{
			name: 'an unknown key',
			content: 'on: push\njobs:\n  a:\n    runs-on: x\n    stepz: []\n',
			says: /stepz/,
		},
		{
			name: 'an expression that does not close',
			content: 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo ${{ github.ref\n',
			says: /expression/i,
		},
		{
			name: 'a job that needs another that is not there',
			content: 'on: push\njobs:\n  a:\n    needs: b\n    runs-on: x\n    steps:\n      - run: echo\n',
			says: /b/,
		},
	];
	for (const { name, content, says } of rows)
		test(`on ${name}`, async () => {
			assert.match((await objections({ name: 'a.yml', content })).join('\n'), says);
		});

	test('on a command that package.json lacks', () => {
		assert.deepEqual(unknownCommands('npm run lnt\nnpm run --silent gone -- x\nnpm test\nnpm run lint'), [
			'lnt',
			'gone',
		]);
	});

	test('on a file that is not there', () => {
		assert.deepEqual(startedFiles('scripts/release/gone.sh .\n.ci/run'), [
			'scripts/release/gone.sh',
			'.ci/run',
		]);
	});
});

describe('ci.yml', () => {
	const { jobs, on } = workflow('ci.yml');

	test('runs what .ci/run runs, on every change', () => {
		assert.ok(stepsOf({ jobs }).some(({ run }) => run === '.ci/run'));
		assert.ok('pull_request' in on);
		assert.deepEqual(on.push.branches, ['main']);
	});

	test('runs on the oldest Node.js that package.json allows, and on 24', () => {
		const oldest = manifest.engines.node.replace('>=', '');
		assert.deepEqual(jobs.check.strategy.matrix.node, [oldest, '24']);
	});
});

describe('publishing', () => {
	const publishes = (job) => job.steps.some(({ run = '' }) => run.includes('publish.sh'));

	test('happens in jobs alone that may sign provenance, and nothing else may', () => {
		for (const { content } of workflows)
			for (const job of Object.values(parse(content).jobs))
				assert.equal(job.permissions?.['id-token'] === 'write', publishes(job));
	});

	test('asks npm for provenance', () => {
		assert.match(read('scripts/release/publish.sh'), /^npm publish .*--provenance/m);
	});

	test('of the whole package waits for its checks, and for the tag of a version alone', () => {
		const { jobs, on } = workflow('publish.yml');
		assert.deepEqual(on, { push: { tags: ['v*.*.*'] } });
		assert.equal(jobs.publish.needs, 'check');
		const checks = jobs.check.steps.map(({ run }) => run).join('\n');
		for (const command of ['release:notes', 'lint', 'pack:check', 'scan'])
			assert.ok(checks.includes(`npm run ${command}`), command);
	});

	test('of single services knows each of them', () => {
		const { jobs } = workflow('publish-single-service.yml');
		assert.deepEqual(
			jobs.publish.strategy.matrix.package,
			VENDOR_PACKAGES.map(({ name }) => name),
		);
	});
});

describe('.ci/run', () => {
	const steps = read('.ci/run').match(/^step .+$/gm) ?? [];

	test('counts its steps, and each is a command of package.json', () => {
		assert.equal(Number(/^total=(\d+)$/m.exec(read('.ci/run'))?.[1]), steps.length);
		assert.deepEqual(unknownCommands(steps.join('\n')), []);
	});

	test('names the commands that CONTRIBUTING.md names', () => {
		const named = read('CONTRIBUTING.md').match(/^\| `npm [^`]+`/gm) ?? [];
		assert.deepEqual(
			named.map((cell) => cell.slice(3, -1)),
			steps.map((step) => step.slice('step '.length)),
		);
	});
});

describe('issue forms', () => {
	const folder = '.github/ISSUE_TEMPLATE';
	const forms = readdirSync(join(ROOT, folder)).filter((file) => file !== 'config.yml');

	for (const file of forms)
		test(`${file} has what GitHub asks for, and each field an id of its own`, () => {
			const { name, description, body } = parse(read(`${folder}/${file}`));
			assert.ok(name && description);
			const fields = body.filter(({ type }) => type !== 'markdown');
			assert.equal(new Set(fields.map(({ id }) => id)).size, fields.length);
			for (const { type, id, attributes } of fields) {
				assert.match(type, /^(input|textarea|dropdown|checkboxes)$/);
				assert.match(id, /^[\w-]+$/);
				assert.ok(attributes.label, id);
				if (type === 'dropdown') assert.equal(new Set(attributes.options).size, attributes.options.length);
				if (type === 'checkboxes') for (const option of attributes.options) assert.ok(option.label);
			}
		});

	test('a bug asks for what evidence needs: source, operation, versions, summary and requests without secrets', () => {
		const { body } = parse(read(`${folder}/bug.yml`));
		const ids = body.map(({ id }) => id);
		for (const id of ['source', 'operation', 'versions', 'summary', 'requests', 'clean'])
			assert.ok(ids.includes(id), id);
	});

	test('what is private has a way of its own', () => {
		const { contact_links: links } = parse(read(`${folder}/config.yml`));
		assert.ok(links.some(({ url }) => url.endsWith('/security/advisories/new')));
	});
});

test('Dependabot looks into folders that hold a package.json', () => {
	const { updates } = parse(read('.github/dependabot.yml'));
	const folders = updates
		.filter((update) => update['package-ecosystem'] === 'npm')
		.flatMap(({ directories }) => directories);
	assert.ok(folders.length > 0);
	for (const folder of folders) assert.ok(existsSync(join(ROOT, folder, 'package.json')), folder);
});

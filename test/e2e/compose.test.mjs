import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { N8N_VERSION } from '../../demo/host.mjs';
import { ROOT } from '../../scripts/paths.mjs';
import { composeProblems } from './support/queue/compose.mjs';
import { settingsOfN8n } from './support/queue/settings.mjs';

const EXAMPLE = join(ROOT, 'examples', 'queue-mode');
const text = readFileSync(join(EXAMPLE, 'compose.yaml'), 'utf8');
const dockerfile = readFileSync(join(EXAMPLE, 'Dockerfile'), 'utf8');
const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

describe('The example for queue mode', () => {
	const known = settingsOfN8n();
	const problemsOf = (compose) => composeProblems(parse(compose, { merge: true }), known);

	test('is sound', () => {
		assert.deepEqual(problemsOf(text), []);
	});

	for (const [mistake, { from, to, problem }] of Object.entries({
		'a setting that n8n does not know': {
			from: 'EXECUTIONS_MODE: queue',
			to: 'EXECUTION_MODE: queue',
			problem: /main: n8n does not know EXECUTION_MODE/,
		},
		'an image that changes by itself': {
			from: /postgres:17.*/,
			to: 'postgres:latest',
			problem: /postgres: the image postgres:latest is not pinned/,
		},
		'a worker with another setting than the main': {
			from: "QUEUE_HEALTH_CHECK_ACTIVE: 'true'",
			to: 'N8N_DEFAULT_BINARY_DATA_MODE: filesystem',
			problem: /worker: N8N_DEFAULT_BINARY_DATA_MODE differs from the main's/,
		},
		'a secret in the file': {
			from: 'N8N_ENCRYPTION_KEY_FILE: /run/secrets/encryption_key',
			to: 'N8N_ENCRYPTION_KEY: change-me',
			problem: /main: N8N_ENCRYPTION_KEY is a secret/,
		},
		'a secret that is not there': {
			from: '/run/secrets/redis_password\n',
			to: '/run/secrets/redis\n',
			problem: /main: there is no secret for QUEUE_BULL_REDIS_PASSWORD_FILE/,
		},
		'a volume over the package': {
			from: "ports: ['127.0.0.1:5678:5678']",
			to: 'volumes: [n8n:/home/node/.n8n]',
			problem: /main: a volume hides the package/,
		},
		'a check that is no text': {
			from: '- -e\n',
			to: '- { e: 1 }\n',
			problem: /main: its health check is not a list of texts/,
		},
	})) {
		test(`${mistake} is found`, () => {
			const wrong = text.replace(from, to);
			assert.notEqual(wrong, text);
			assert.ok(
				problemsOf(wrong).some((found) => problem.test(found)),
				problemsOf(wrong).join('\n'),
			);
		});
	}

	test('runs the n8n and the package that are tested here', () => {
		assert.match(dockerfile, new RegExp(`^FROM \\S+/n8n:${N8N_VERSION}$`, 'm'));
		assert.match(dockerfile, new RegExp(`^ARG PACKAGE=${name}@${version}$`, 'm'));
		assert.match(text, new RegExp(`image: \\S+:${N8N_VERSION}-${version}$`, 'm'));
	});
});

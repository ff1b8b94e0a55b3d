import { config } from '@n8n/node-cli/eslint';

/** Code that never ships may use what n8n forbids inside a node: Node's own modules, timers and the process. */
const tooling = {
	files: ['emulator/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
	rules: {
		'@n8n/community-nodes/no-restricted-globals': 'off',
		'@n8n/community-nodes/no-restricted-imports': 'off',
		'@n8n/community-nodes/require-node-api-error': 'off',
	},
};

export default [
	{ ignores: ['dist/', 'build/', 'coverage/', '.demo/', 'demo/node_modules/', 'test/hosts/node_modules/'] },
	...config,
	tooling,
];

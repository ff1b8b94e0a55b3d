const { SHIPPED_ROOMS } = require('./scripts/rooms.js');

const transform = {
	'^.+\\.ts$': [
		'@swc/jest',
		{ jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } } },
	],
};

const shared = {
	transform,
	testEnvironment: 'node',
	setupFiles: ['<rootDir>/test/support/seed.js'],
	modulePathIgnorePatterns: ['<rootDir>/demo', '<rootDir>/.demo', '<rootDir>/scripts/scan/node_modules'],
};

/** One project a room, so that each can be run alone: `npm test -- --selectProjects feeds`. */
const project = (room) => ({
	...shared,
	displayName: room,
	testMatch: [`<rootDir>/test/${room}/**/*.test.ts`],
});

/** The engines of n8n that must run what we build: the newest beside the compiler, older ones in `test/hosts`. */
const hosts = {
	2.41: {},
	2.8: {
		'^n8n-core$': '<rootDir>/test/hosts/node_modules/n8n-core-2.8',
		'^n8n-workflow$': '<rootDir>/test/hosts/node_modules/n8n-core-2.8/node_modules/n8n-workflow',
	},
	1.123: {
		'^n8n-core$': '<rootDir>/test/hosts/node_modules/n8n-core-1.123',
		'^n8n-workflow$': '<rootDir>/test/hosts/node_modules/n8n-workflow',
	},
};

const onEveryHost = (room) =>
	Object.entries(hosts).map(([version, moduleNameMapper]) => ({
		...project(room),
		displayName: `${room} on n8n ${version}`,
		globals: { N8N_HOST: version },
		moduleNameMapper,
	}));

module.exports = {
	// Generous: a machine that does something else besides takes several times as long.
	testTimeout: 300_000,
	// A process each: one for all grows until it spends its time on cleaning up.
	maxWorkers: '100%',
	workerIdleMemoryLimit: '1GB',
	projects: [
		project('docs'),
		...['collector', 'feeds', 'emulator', 'vocabulary'].map(project),
		...['credentials', 'nodes', 'packages'].flatMap(onEveryHost),
	],
	collectCoverageFrom: SHIPPED_ROOMS.map((room) => `${room}/**/*.ts`),
	coverageReporters: ['text-summary', 'json-summary'],
};

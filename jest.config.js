const transform = {
	'^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } } }],
};

const shared = {
	transform,
	testEnvironment: 'node',
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/demo', '<rootDir>/.demo'],
};

/** One project a room, so that each can be run alone: `npm test -- --selectProjects feeds`. */
const project = (displayName) => ({ ...shared, displayName, testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`] });

module.exports = {
	projects: ['collector', 'feeds', 'emulator', 'credentials', 'nodes'].map(project),
	collectCoverageFrom: ['collector/**/*.ts', 'nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageReporters: ['text-summary', 'json-summary'],
	testTimeout: 60_000,
};

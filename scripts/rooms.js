const { include } = require('../tsconfig.json');

/** The rooms whose code ships: those that tsconfig.json compiles into the package. Everything else asks here. */
const SHIPPED_ROOMS = include.map((pattern) => pattern.split('/')[0]);

/** What the built package is made from: files and folders. */
const BUILT_FROM = [
	...SHIPPED_ROOMS,
	'icons',
	'gulpfile.js',
	'package.json',
	'tsconfig.base.json',
	'tsconfig.json',
];

module.exports = { SHIPPED_ROOMS, BUILT_FROM };

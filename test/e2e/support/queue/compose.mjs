/**
 * @typedef {object} Service
 * @property {unknown} [build]
 * @property {string} image
 * @property {Record<string, string>} environment
 * @property {string[]} [secrets]
 * @property {string[]} [volumes]
 * @property {{ test: unknown[] }} healthcheck
 *
 * @typedef {{ services: Record<string, Service>, secrets: Record<string, { file?: string }> }} Compose
 */

/** A version of two numbers or more. */
const PINNED = /:\d+\.\d+/;

const SECRET = /(PASSWORD|KEY|TOKEN|SECRET)$/;

/** n8n reads a setting out of a file if its name ends so. */
const IN_FILE = /_FILE$/;

const SECRETS = '/run/secrets/';

/** Where the package is in the image. */
const PACKAGE_FOLDER = '/home/node/.n8n/nodes';

/** What only a worker is told. */
const OF_WORKERS = ['QUEUE_HEALTH_CHECK_ACTIVE'];

/**
 * What is wrong with a Compose file for n8n's queue mode.
 *
 * @param {Compose} compose
 * @param {ReadonlySet<string>} known settings of n8n
 * @returns {string[]}
 */
export function composeProblems({ services, secrets }, known) {
	const problemsOf = ([name, service]) =>
		[
			...imageProblems(service),
			...secretProblems(service, secrets),
			...healthProblems(service),
			...(isN8n(service) ? n8nProblems(service, services.main, known) : []),
		].map((problem) => `${name}: ${problem}`);
	return Object.entries(services).flatMap(problemsOf);
}

/** @param {Service} service */
const isN8n = ({ build }) => build !== undefined;

/** @param {Service} service */
const imageProblems = ({ image }) => (PINNED.test(image) ? [] : [`the image ${image} is not pinned`]);

/** @param {Service} service */
const healthProblems = ({ healthcheck: { test } }) =>
	test.every((part) => typeof part === 'string') ? [] : ['its health check is not a list of texts'];

/**
 * @param {Service} service
 * @param {Compose['secrets']} declared
 */
const secretProblems = ({ environment = {}, secrets = [] }, declared) =>
	Object.entries(environment).flatMap(([name, value]) => {
		if (SECRET.test(name)) return [`${name} is a secret and stands in the file`];
		if (!IN_FILE.test(name)) return [];
		const secret = value.slice(SECRETS.length);
		const isThere = value.startsWith(SECRETS) && secrets.includes(secret) && declared[secret]?.file;
		return isThere ? [] : [`there is no secret for ${name}`];
	});

/**
 * @param {Service} service
 * @param {Service} main
 * @param {ReadonlySet<string>} known
 */
function n8nProblems({ image, environment, volumes = [] }, main, known) {
	const names = Object.keys(environment);
	const unknown = names.filter((name) => !known.has(name.replace(IN_FILE, '')));
	const all = new Set([...names, ...Object.keys(main.environment)]);
	const different = [...all].filter(
		(name) => !OF_WORKERS.includes(name) && environment[name] !== main.environment[name],
	);
	const hiding = volumes.filter((volume) => `${PACKAGE_FOLDER}/`.startsWith(`${volume.split(':')[1]}/`));
	return [
		...unknown.map((name) => `n8n does not know ${name}`),
		...different.map((name) => `${name} differs from the main's`),
		...(image === main.image ? [] : ['its image is not the one of the main']),
		...hiding.map((volume) => `a volume hides the package: ${volume}`),
	];
}

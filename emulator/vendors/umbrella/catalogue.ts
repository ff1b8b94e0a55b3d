import type { JsonObject } from '../../json';
import type { NonEmpty } from '../../random';

const category = (
	id: number,
	label: string,
	type: 'security' | 'content' | 'application',
	deprecated = false,
): JsonObject => ({
	id,
	label,
	type,
	integration: false,
	deprecated,
});

/** Category items as `GET /reports/v2/categories` lists them (OtherF/cisco-umbrella-mcp, Reporting OpenAPI 2.0.0). */
export const securityCategories: NonEmpty<JsonObject> = [
	category(65, 'Command and Control', 'security'),
	category(66, 'Malware', 'security'),
	category(68, 'Phishing', 'security'),
	category(108, 'Newly Seen Domains', 'security'),
	category(110, 'Potentially Harmful', 'security'),
	category(150, 'Cryptomining', 'security'),
];

export const contentCategories: NonEmpty<JsonObject> = [
	category(123, 'Infrastructure and Content Delivery Networks', 'content'),
	category(25, 'News/Media', 'content'),
	category(27, 'Réseaux sociaux', 'content'),
	category(161, 'Software/Technology', 'content'),
	category(148, 'Application', 'application'),
];

/** Still listed, in no new record. */
export const retiredCategories: NonEmpty<JsonObject> = [category(17, 'Movies', 'content', true)];

const identity = (id: number, label: string, type: JsonObject, deleted = false): JsonObject => ({
	id,
	label,
	type,
	deleted,
});

const roaming: JsonObject = { id: 9, type: 'roaming', label: 'Roaming Computers' };
const network: JsonObject = { id: 1, type: 'network', label: 'Networks' };
const anyconnect: JsonObject = { id: 34, type: 'anyconnect', label: 'Anyconnect Roaming Client' };
const site: JsonObject = { id: 21, type: 'site', label: 'Sites' };

/** People, machines and sites; labels with letters beyond ASCII and an apostrophe. */
export const identities: NonEmpty<JsonObject> = [
	identity(310445127, 'FIN-LT-0417', roaming),
	identity(98811002, 'Branch Lyon', network),
	identity(55120, 'a.moreau@corp.example', anyconnect),
	identity(7, 'Site Oslo', site),
	identity(55121, "Zoë O'Brien's laptop", roaming),
	identity(55122, '東京オフィス', network),
	identity(55123, 'LEGACY-PC-01', roaming, true),
];

const application = (id: number, label: string, type: 'NBAR' | 'AVC', group: string): JsonObject => ({
	id,
	label,
	type,
	category: { id: id % 100, label: group },
});

export const applications: NonEmpty<JsonObject> = [
	application(1022, 'Example Drive', 'AVC', 'Cloud Storage'),
	application(1077, 'Example Chat', 'NBAR', 'Collaboration'),
];

export const domains: NonEmpty<string> = [
	'beacon.c2-node.example',
	'cdn.payload-drop.example',
	'login-verify.example',
	'files.example',
	'static.cdn.example',
	'xn--bcher-kva.example',
	'news.example',
];

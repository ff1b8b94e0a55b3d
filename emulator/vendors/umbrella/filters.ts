import type { Call } from '../../exchange';
import { listAt, textAt, valueAt, type JsonObject, type JsonValue } from '../../json';

type Matches = (record: JsonObject, wanted: readonly string[]) => boolean;

const same = (found: JsonValue | undefined, wanted: readonly string[]): boolean =>
	found !== undefined && found !== null && wanted.includes(String(found));

const at =
	(...paths: readonly string[]): Matches =>
	(record, wanted) =>
		paths.some((path) => same(valueAt(record, path), wanted));

const each =
	(list: string, path: string): Matches =>
	(record, wanted) =>
		listAt(record, list).some((item) => same(valueAt(item, path), wanted));

const inList =
	(list: string): Matches =>
	(record, wanted) =>
		listAt(record, list).some((item) => same(item, wanted));

const domain: Matches = (record, wanted) => {
	const found = textAt(record, 'domain') || textAt(record, 'hostname') || hostOf(textAt(record, 'url'));
	return wanted.some((name) => found === name || found.endsWith(`.${name}`));
};

const hostOf = (url: string): string => /^https?:\/\/([^/:]+)/.exec(url)?.[1] ?? '';

const always: Matches = () => true;

/** What each parameter compares: names of Cisco's OpenAPI; how it compares is inference. */
const matchers = {
	domains: domain,
	urls: at('url'),
	categories: each('categories', 'id'),
	policycategories: each('policycategories', 'id'),
	ip: at('internalip', 'externalip', 'sourceip', 'destinationip'),
	ports: at('port', 'sourceport', 'destinationport'),
	identityids: each('identities', 'id'),
	identitytypes: each('identities', 'type.type'),
	applicationid: each('allapplications', 'id'),
	verdict: at('verdict'),
	threats: each('threats', 'label'),
	threattypes: each('threats', 'type'),
	ruleid: at('policy.ruleid', 'rule.id'),
	filename: at('responsefilename'),
	securityoverridden: at('securityoverridden'),
	bundleid: at('bundleid'),
	ampdisposition: at('amp.disposition', 'disposition'),
	antivirusthreats: inList('antivirusthreats.viruses'),
	isolatedstate: at('isolated.state'),
	isolatedFileAction: at('isolated.fileaction'),
	datalosspreventionstate: at('datalossprevention.state'),
	httperrors: inList('httperrors'),
	tenantcontrols: at('tenantcontrols'),
	signatures: (record, wanted) =>
		same(
			`${String(valueAt(record, 'signature.generatorid'))}-${String(valueAt(record, 'signature.id'))}`,
			wanted,
		),
	signaturelistids: at('signaturelist.id'),
	intrusionaction: at('verdict'),
	sha256: at('sha256'),
	filternoisydomains: always,
	exists: (record, wanted) => wanted.every((name) => valueAt(record, name) !== undefined),
} as const satisfies Readonly<Record<string, Matches>>;

type Parameter = keyof typeof matchers;

const web = [
	'filename',
	'securityoverridden',
	'bundleid',
	'ampdisposition',
	'antivirusthreats',
	'isolatedstate',
	'isolatedFileAction',
	'datalosspreventionstate',
	'httperrors',
] as const;

const shared = ['domains', 'categories', 'policycategories', 'ip', 'identityids', 'identitytypes'] as const;
const threat = ['applicationid', 'verdict', 'threats', 'threattypes'] as const;

/** The parameters each endpoint knows: OtherF/cisco-umbrella-mcp docs/cisco_umbrella_reporting_api_2_0_0.yaml. */
export const endpointParameters: Readonly<Record<string, readonly Parameter[]>> = {
	all: [...shared, ...threat, 'urls', 'ports', 'ruleid', ...web, 'filternoisydomains', 'exists'],
	dns: [...shared, ...threat, 'filternoisydomains'],
	proxy: [...shared, ...threat, 'urls', 'ports', 'ruleid', ...web, 'tenantcontrols'],
	firewall: ['categories', 'ip', 'ports', 'identityids', 'verdict', 'ruleid'],
	intrusion: [
		'ip',
		'ports',
		'identityids',
		'signatures',
		'signaturelistids',
		'intrusionaction',
		'filternoisydomains',
	],
	ip: ['categories', 'ip', 'ports', 'identityids', 'identitytypes', 'verdict'],
	'amp-retrospective': ['ampdisposition', 'sha256'],
};

/** Parameters of every activity endpoint that select nothing by value. */
const common = ['from', 'to', 'limit', 'offset', 'order', 'timezone'];

/** The filters of one call, and the parameters its endpoint does not know. */
export function readFilters(
	call: Call,
	endpoint: string,
): { readonly passes: (record: JsonObject) => boolean; readonly unknown: readonly string[] } {
	const known = endpointParameters[endpoint] ?? [];
	const asked = known.flatMap((name) => {
		const value = call.query.get(name);
		return value === null || value === '' ? [] : [{ matches: matchers[name], wanted: value.split(',') }];
	});
	return {
		passes: (record) => asked.every(({ matches, wanted }) => matches(record, wanted)),
		unknown: [...call.query.keys()].filter(
			(name) => !common.includes(name) && !known.some((one) => one === name),
		),
	};
}

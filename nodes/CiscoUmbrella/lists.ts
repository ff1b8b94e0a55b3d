import type { INodeListSearchItems } from 'n8n-workflow';
import type { VendorRecord } from '../../collector/feed';
import { isObject } from '../../collector/json';
import { askRecords } from '../../collector/records';
import { endpoint } from '../../collector/url';
import { vendorList } from '../shared/run/list';
import { source, VENDOR } from './source';

/**
 * Categories and identities by name.
 *
 * Source: `/categories` and `/identities` of OtherF/cisco-umbrella-mcp `docs/cisco_umbrella_reporting_api_2_0_0.yaml`
 * (Cisco's OpenAPI file), and their scope in `docs/umbrella-ouathscopes.md` there.
 */
const common = {
	source,
	whenForbidden:
		'Give the API key the scope Reports > Utilities > Read-Only as well, or choose By ID and write the numbers.',
};

/** How many identities are asked for at once. */
const PAGE = 100;

/** All of them come at once; what matters to security stands first. */
const searchCategories = vendorList({
	...common,
	async read(ask, baseUrl, search) {
		const url = endpoint(baseUrl, '/reports/v2/categories');
		const { records } = await askRecords(ask, VENDOR, { method: 'GET', url }, 'data');
		const choices = [...records]
			.sort(bySecurityThenLabel)
			.map((record) => choice(record, record['type'], record['deprecated'] === true && 'retired'));
		const wanted = search.toLowerCase();
		return { results: choices.filter(({ name }) => name.toLowerCase().includes(wanted)) };
	},
});

/** An organization may have very many, so Cisco searches; only an empty page is the last, as a page may be cut. */
const searchIdentities = vendorList({
	...common,
	async read(ask, baseUrl, search, token = '0') {
		const offset = Number(token);
		const url = endpoint(baseUrl, '/reports/v2/identities', {
			limit: PAGE,
			offset,
			search: search === '' ? undefined : search,
		});
		const { records } = await askRecords(ask, VENDOR, { method: 'GET', url }, 'data');
		const results = records.map((record) =>
			choice(record, labelIn(record['type']), record['deleted'] === true && 'deleted'),
		);
		return records.length === 0 ? { results } : { results, paginationToken: String(offset + records.length) };
	},
});

export const listSearch = { searchCategories, searchIdentities };

/** The number is in the name: several are given by their numbers, which a person reads here. */
function choice({ id, label }: VendorRecord, kind: unknown, gone: string | false): INodeListSearchItems {
	const details = [String(id), kind, gone].filter((detail) => typeof detail === 'string' && detail !== '');
	return { name: `${String(label || 'Without a name')} (${details.join(', ')})`, value: String(id) };
}

const labelIn = (type: unknown): unknown => (isObject(type) ? type['label'] : undefined);

const bySecurityThenLabel = (a: VendorRecord, b: VendorRecord): number =>
	Number(b['type'] === 'security') - Number(a['type'] === 'security') ||
	String(a['label']).localeCompare(String(b['label']), 'en');

import { ok, refuse, type Answer, type Call } from '../../exchange';
import { valueAt, type JsonObject } from '../../json';
import { message, type UmbrellaSettings } from './access';
import { contentCategories, identities, retiredCategories, securityCategories } from './catalogue';

/** The most identities of one answer, says the OpenAPI file. */
const MOST_IDENTITIES = 5000;

/** `GET /reports/v2/categories`: all of them at once, with the number each had in the API before. */
export const listCategories = (): Answer =>
	ok({
		data: [...securityCategories, ...contentCategories, ...retiredCategories].map((category) => ({
			...category,
			legacyid: Number(category['id']) + 28,
		})),
		meta: {},
	});

/**
 * `GET /reports/v2/identities`: by number of the row, `search` and `identitytypes`
 * (OtherF/cisco-umbrella-mcp docs/cisco_umbrella_reporting_api_2_0_0.yaml). That case does not matter is inference.
 */
export function listIdentities(call: Call, { identityPageCap }: UmbrellaSettings): Answer {
	const limit = Number(call.query.get('limit') ?? 100);
	const offset = Number(call.query.get('offset') ?? 0);
	if (!(limit >= 1 && limit <= MOST_IDENTITIES && offset >= 0)) return refuse(400, message(400));
	const search = (call.query.get('search') ?? '').toLowerCase();
	const types = (call.query.get('identitytypes') ?? '').split(',').filter((type) => type !== '');
	const found = identities.filter((identity) => contains(identity, search) && isOneOf(identity, types));
	return ok({ data: found.slice(offset, offset + Math.min(limit, identityPageCap)), meta: {} });
}

const contains = (identity: JsonObject, search: string): boolean =>
	String(identity['label']).toLowerCase().includes(search);

const isOneOf = (identity: JsonObject, types: readonly string[]): boolean =>
	types.length === 0 || types.includes(String(valueAt(identity, 'type.type')));

import { refuse, type Answer, type Call } from '../../exchange';
import { isObject, parseJson, type JsonObject, type JsonValue } from '../../json';
import { DAY_MS } from '../../vendor';
import type { DefenderSettings } from './access';
import { readFilters, type Bounds, type ReadFilters } from './filters';

export interface ActivityRequest {
	readonly given: JsonObject;
	readonly filters: ReadFilters;
	readonly isScan: boolean;
	readonly sortField: 'date' | 'created';
	readonly ascending: boolean;
	readonly skip: number;
	readonly limit: number | undefined;
	/** The instants to look at, on the key that sorts; both ends included. */
	readonly bounds: Bounds;
}

/** The fields of a request: body as JSON or form, or the query; `filters` may be a JSON string (api-introduction.md). */
export function fieldsOf(call: Call): JsonObject {
	const json = parseJson(call.body);
	if (isObject(json)) return json;
	const form = new URLSearchParams(call.query);
	for (const [name, value] of new URLSearchParams(call.body)) form.set(name, value);
	return Object.fromEntries(form);
}

/** `{"filters":[{"error":...}],"error":true}`: demisto/content test_data of the MicrosoftCloudAppSecurity pack. */
export const invalidFilter = (value: string): Answer =>
	refuse(400, {
		filters: [
			{
				error: `${value} is not valid`,
				errorMessageCode: 'CONSOLE_FORMS_NOT_VALID_VALUE',
				errorMessageParams: { value },
			},
		],
		error: true,
	});

export const isScan = (fields: JsonObject): boolean =>
	fields['isScan'] === true || fields['isScan'] === 'true';

/** Reads and judges a list or scan request; top-level names it does not know are ignored. */
export function readRequest(
	fields: JsonObject,
	settings: DefenderSettings,
	now: number,
): ActivityRequest | Answer {
	const given = filtersOf(fields['filters']);
	if (!given) return invalidFilter(String(fields['filters']));
	if (Object.keys(given).length === 0 && !settings.nullFiltersMeanEverything) return invalidFilter('null');
	const filters = readFilters(given, {
		lenient: settings.unknownFilter === 'lenient',
		calendarDays: settings.ndays === 'calendar',
		now,
	});
	if ('invalid' in filters) return invalidFilter(filters.invalid);
	const sortField = fields['sortField'] ?? 'date';
	const direction = fields['sortDirection'] ?? 'desc';
	if (sortField !== 'date' && sortField !== 'created') return invalidFilter(String(sortField));
	if (direction !== 'asc' && direction !== 'desc') return invalidFilter(String(direction));
	const skip = wholeNumber(fields['skip'] ?? 0);
	const limit =
		fields['limit'] === undefined || fields['limit'] === null ? undefined : wholeNumber(fields['limit']);
	if (Number.isNaN(skip)) return invalidFilter(String(fields['skip']));
	if (limit !== undefined && !(limit >= 1)) return invalidFilter(String(fields['limit']));
	const bounds = filters.bounds[sortField];
	const reach = now - settings.reachBackDays * DAY_MS;
	return {
		given,
		filters,
		isScan: isScan(fields),
		sortField,
		ascending: direction === 'asc' && settings.ascHonoured,
		skip,
		limit,
		bounds: { least: Math.max(bounds.least, reach), most: bounds.most },
	};
}

/** Null and absent filters select everything; so does a loop that lost its filters. */
function filtersOf(value: JsonValue | undefined): JsonObject | undefined {
	if (value === undefined || value === null || value === '' || value === 'null') return {};
	const read = typeof value === 'string' ? parseJson(value) : value;
	return isObject(read) ? read : undefined;
}

const wholeNumber = (value: JsonValue): number => (/^\d+$/.test(String(value)) ? Number(value) : Number.NaN);

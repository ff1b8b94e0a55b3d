import { wrongShape } from './errors';
import type { VendorRecord } from './feed';
import { isArray, isObject } from './json';
import type { Ask, HttpRequest } from './request';

export interface RecordsAnswer {
	readonly records: readonly VendorRecord[];
	/** The whole answer, for what else a feed reads in it. */
	readonly body: unknown;
}

/**
 * Asks for a list of records: the array `member` of the answer, every element an object.
 *
 * @param elsewhere finds the list in an answer that is not such an object
 * @throws VendorError when the answer has no such array: a missing result is never an empty one
 */
export async function askRecords(
	ask: Ask,
	vendor: string,
	request: HttpRequest,
	member: string,
	elsewhere: (body: unknown) => unknown = () => undefined,
): Promise<RecordsAnswer> {
	const body = await ask(request);
	const list = (isObject(body) ? body[member] : undefined) ?? elsewhere(body);
	const call = `${request.method} ${request.url.pathname}`;
	if (!isArray(list)) throw wrongShape(vendor, call, `the list "${member}"`, await ask.quote(body));
	const records = list.filter((row): row is VendorRecord => isObject(row));
	if (records.length < list.length) throw wrongShape(vendor, call, `records only in "${member}"`);
	return { records, body };
}

import { wrongShape } from './errors';
import type { VendorRecord } from './feed';
import { isArray, isObject } from './json';

/**
 * The records in an answer: the array `member` of the body, every element an object.
 *
 * @param call what was asked, for the error: `GET /reports/v2/activity`
 * @throws VendorError when the answer has no such array: a missing result is never an empty one
 */
export function recordsIn(
	body: unknown,
	member: string,
	vendor: string,
	call: string,
): readonly VendorRecord[] {
	return recordList(isObject(body) ? body[member] : undefined, `the list "${member}"`, vendor, call);
}

/** The same for a value that is to be the array itself. */
export function recordList(
	value: unknown,
	promised: string,
	vendor: string,
	call: string,
): readonly VendorRecord[] {
	if (!isArray(value)) throw wrongShape(vendor, call, promised);
	const records = value.filter((row): row is VendorRecord => isObject(row));
	if (records.length < value.length) throw wrongShape(vendor, call, `records only in ${promised}`);
	return records;
}

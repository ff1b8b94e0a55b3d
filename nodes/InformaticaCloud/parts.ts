import type { VendorRecord } from '../../collector/feed';
import type { Window } from '../../collector/time';
import { type Condition, isExpressible } from './query';

const FIELDS: readonly Condition['field'][] = ['actionCategory', 'actor', 'objectName'];

type Read = (
	window: Window,
	offset: number,
	conditions: readonly Condition[],
) => Promise<{ rows: readonly VendorRecord[] }>;

/**
 * Reads one second that holds more entries than an answer, from a service that does not know `skip`: by the values its
 * entries have, field after field, and all other values as one more part, until every part fits an answer.
 *
 * @returns `undefined` when a part stays too large
 */
export async function readSecondByParts(
	second: Window,
	pageSize: number,
	read: Read,
	conditions: readonly Condition[] = [],
	fields: readonly Condition['field'][] = FIELDS,
): Promise<readonly VendorRecord[] | undefined> {
	const { rows } = await read(second, 0, conditions);
	if (rows.some((row) => !conditions.every((condition) => meets(row, condition)))) return undefined;
	if (rows.length < pageSize) return rows;
	const [field, ...others] = fields;
	if (!field) return undefined;
	const values = [...new Set(rows.map((row) => row[field]))].filter(
		(value): value is string => typeof value === 'string' && isExpressible(value),
	);
	const alike = values.map((value): readonly Condition[] => [{ field, operator: '==', value }]);
	const unlike = values.map((value): Condition => ({ field, operator: '!=', value }));
	const parts: VendorRecord[] = [];
	for (const part of [...alike, unlike]) {
		const remaining = part === unlike ? fields : others;
		const found =
			part.length === 0
				? undefined
				: await readSecondByParts(second, pageSize, read, [...conditions, ...part], remaining);
		if (!found) return undefined;
		parts.push(...found);
	}
	return parts;
}

/** Checked on our side as well: a service that ignored a condition would send the same entries for ever. */
const meets = (row: VendorRecord, { field, operator, value }: Condition): boolean =>
	(row[field] === value) === (operator === '==');

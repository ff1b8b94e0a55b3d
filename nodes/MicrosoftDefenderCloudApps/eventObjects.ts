import { asText, isArray, isObject } from '../../collector/json';
import type { Taking } from '../../vocabulary/taking';

export const USERS = /user|account/i;
export const GROUPS = /group|role|team/i;
export const FILES = /^file$/i;

/** Where the first object of an event stands whose type is called so. */
export function pathOfObject(take: Taking, type: RegExp): string | undefined {
	const objects = take.look('mainInfo.eventObjects');
	if (!isArray(objects)) return undefined;
	const at = objects.findIndex((one) => isObject(one) && type.test(asText(one['serviceObjectType'])));
	return at < 0 ? undefined : `mainInfo.eventObjects.${at}`;
}

import { asText, type JsonObject } from '../../collector/json';
import type { PlacePaths } from '../../vocabulary/ocsf/place';

/** A word of the record in small letters; empty where there is none. */
export const wordOf = (record: JsonObject, member: string): string => asText(record[member]).toLowerCase();

/** Whether somebody signed in or out. */
export function signOf(record: JsonObject): 'in' | 'out' | undefined {
	const type = wordOf(record, 'event_type');
	if (/log(?:out|off)/.test(type)) return 'out';
	return wordOf(record, 'event_category') === 'auth' || type.startsWith('login') ? 'in' : undefined;
}

/** Types that Cisco's pages name: https://docs.umbrella.com/cloudlock-documentation/docs/activities-endpoint ; `other` says that Cloudlock has no word itself. */
const TYPES = ['login', 'logout', 'user_settings', 'other'];

export const isKnownKind = (record: JsonObject): boolean => TYPES.includes(wordOf(record, 'event_type'));

export const unknownKindOf = (record: JsonObject): string =>
	[wordOf(record, 'event_category'), wordOf(record, 'event_type')].filter(Boolean).join('/') ||
	'no event_type';

export const PLACE: PlacePaths = {
	city: 'client_location.city',
	country: 'client_location.country.code',
	region: 'client_location.region.name',
	latitude: 'client_location.lat',
	longitude: 'client_location.lng',
};

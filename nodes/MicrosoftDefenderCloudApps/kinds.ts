import { asText, type JsonObject } from '../../collector/json';
import type { PlacePaths } from '../../vocabulary/ocsf/place';
import { Taking } from '../../vocabulary/taking';

/** Categories of events that have a place in other vocabularies; others are counted, and keep the vendor's word. */
const KNOWN = new Set([
	'LOGIN',
	'FAILED_LOGIN',
	'LOGOUT',
	'UPLOAD_FILE',
	'DOWNLOAD_FILE',
	'DELETE_OBJECT',
	'VIEW_REPORT',
	'DISMISS_ALERT',
	'CREATE_USER',
	'DELETE_USER',
	'UNSPECIFIED',
]);

/** What decides how a record is written down. */
export interface Facts {
	readonly record: JsonObject;
	/** `EVENT_CATEGORY_DELETE_USER` without what all of them begin with. */
	readonly category: string;
	readonly generic: string;
	/** What was done, in the vendor's most telling word. */
	readonly operation: string;
	readonly operationPath: string | undefined;
}

const OPERATIONS = ['mainInfo.rawOperationName', 'eventTypeValue', 'eventTypeName'] as const;

export function factsOf(record: JsonObject): Facts {
	const take = new Taking(record);
	const at = (path: string): string => asText(take.look(path)).trim();
	const operationPath = OPERATIONS.find((path) => at(path) !== '');
	return {
		record,
		category: at('eventTypeName').replace(/^EVENT_CATEGORY_/, ''),
		generic: `${at('genericEventType')} ${at('mainInfo.type')}`,
		operation: operationPath === undefined ? 'Unknown' : at(operationPath),
		operationPath,
	};
}

export const isFailedSignIn = ({ category, generic }: Facts): boolean =>
	category === 'FAILED_LOGIN' || /FAILED_LOGIN|failedLogin/.test(generic);

export const isSignIn = (facts: Facts): boolean =>
	isFailedSignIn(facts) || facts.category === 'LOGIN' || /_LOGIN\b|\blogin\b/.test(facts.generic);

export const isSignOut = ({ category, operation }: Facts): boolean =>
	/^LOG(?:OUT|OFF)$/.test(category) || /^(?:user)?log(?:ged)?(?:out|off)$/i.test(operation);

export const isFileOperation = ({ category, operation }: Facts): boolean =>
	/(?:^|_)(?:UPLOAD|DOWNLOAD|SHARE|RENAME|MOVE|DELETE|COPY|RESTORE|VIEW|EDIT)_FILE/.test(category) ||
	/^file/i.test(operation);

export const unknownKindOf = (category: string): string | undefined =>
	KNOWN.has(category) ? undefined : category || 'no eventTypeName';

export const PLACE: PlacePaths = {
	city: 'location.city',
	country: 'location.countryCode',
	region: 'location.region',
	latitude: 'location.latitude',
	longitude: 'location.longitude',
};

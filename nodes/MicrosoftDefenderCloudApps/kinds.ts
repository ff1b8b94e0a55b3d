import { asText, type JsonObject, type JsonValue } from '../../collector/json';
import { OTHER } from '../../vocabulary/ocsf/event';
import { accountActivity, apiActivity, fileActivity } from '../../vocabulary/ocsf/operations';
import type { PlacePaths } from '../../vocabulary/ocsf/place';
import { plainText } from '../../vocabulary/plainText';
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
]);

/** What decides how a record is written down. */
export interface Facts {
	readonly record: JsonObject;
	/** `EVENT_CATEGORY_DELETE_USER` without what all of them begin with. */
	readonly category: string;
	readonly generic: string;
	/** What was done, in the vendor's most telling word. */
	readonly operation: string;
	/** `EVENT_AAD_LOGOUT` */
	readonly eventType: string;
	/** What tells most of what was done: the category, or the operation where there is none. */
	readonly words: string;
	readonly operationPath: string | undefined;
}

const OPERATIONS = ['mainInfo.rawOperationName', 'eventTypeValue', 'eventTypeName'] as const;

export function factsOf(record: JsonObject): Facts {
	const take = new Taking(record);
	const at = (path: string): string => asText(take.look(path)).trim();
	const operationPath = OPERATIONS.find((path) => at(path) !== '');
	const operation = operationPath === undefined ? 'Unknown' : at(operationPath);
	const category = at('eventTypeName').replace(/^EVENT_CATEGORY_/, '');
	return {
		record,
		category,
		generic: `${at('genericEventType')} ${at('mainInfo.type')}`,
		operation,
		eventType: at('eventTypeValue'),
		words: category === 'UNSPECIFIED' || category === '' ? operation : category,
		operationPath,
	};
}

export const isFailedSignIn = ({ category, generic }: Facts): boolean =>
	category === 'FAILED_LOGIN' || /FAILED_LOGIN|failedLogin/.test(generic);

export const isSignIn = (facts: Facts): boolean =>
	isFailedSignIn(facts) || facts.category === 'LOGIN' || /_LOGIN\b|\blogin\b/.test(facts.generic);

const SIGN_OUT = /(?:^|[^a-z])(?:user)?log(?:ged)?[\s_-]?(?:out|off)$/i;

export const isSignOut = ({ category, operation, eventType }: Facts): boolean =>
	[category, operation, eventType].some((word) => SIGN_OUT.test(word));

export const isFileOperation = ({ category, operation }: Facts): boolean =>
	/(?:^|_)(?:UPLOAD|DOWNLOAD|SHARE|RENAME|MOVE|DELETE|COPY|RESTORE|VIEW|EDIT)_FILE/.test(category) ||
	/^file/i.test(operation);

export const isAccountChange = ({ category }: Facts): boolean => /_USER$|PASSWORD/.test(category);

const CREATED = 6;
const DELETED = 5;
const MEMBER_ADDED = 3;
const MEMBER_REMOVED = 4;

/** What was done to a group or to who belongs to it, as one of the activities of Group Management. */
export function groupActivity({ operation }: Facts): number | undefined {
	const isAway = /remove|delete/i.test(operation);
	if (/^(?:add|create|new|remove|delete)[\s_-]*(?:group|role|team)\.?$/i.test(operation))
		return isAway ? DELETED : CREATED;
	const isMembership = /member|group|role/i.test(operation) && /add|remove/i.test(operation);
	if (!isMembership) return undefined;
	return isAway ? MEMBER_REMOVED : MEMBER_ADDED;
}

/** The vendor's word for what no table of ours knows. */
export function unknownKindOf(facts: Facts): string | undefined {
	return isKnown(facts) ? undefined : facts.operationPath === undefined ? 'no eventTypeName' : facts.words;
}

function isKnown(facts: Facts): boolean {
	if (KNOWN.has(facts.category) || isSignIn(facts) || isSignOut(facts)) return true;
	if (isFileOperation(facts)) return fileActivity(facts.words) !== OTHER;
	if (isAccountChange(facts)) return accountActivity(facts.words) !== OTHER;
	return groupActivity(facts) !== undefined || apiActivity(facts.words) !== OTHER;
}

/** The description in plain text, where it says something. It is taken only where nothing of it was lost by that. */
export function messageOf(take: Taking): string | undefined {
	const { text, isWhole } = plainText(asText(take.look('description') ?? ''));
	if (text.trim() === '') return undefined;
	return isWhole ? take.take('description', () => text) : text;
}

/** Whether it went well: true or false, or either as text. */
export function successIn(value: JsonValue): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const text = asText(value).toLowerCase();
	return text === 'true' ? true : text === 'false' ? false : undefined;
}

export const PLACE: PlacePaths = {
	city: 'location.city',
	country: 'location.countryCode',
	region: 'location.region',
	latitude: 'location.latitude',
	longitude: 'location.longitude',
};

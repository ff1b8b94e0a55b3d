import type { JsonObject } from '../../collector/json';
import { type Draft, named } from '../../vocabulary/compact';
import type { ClassName } from '../../vocabulary/ocsf/classes';
import { type EventDraft, type Mapper, OTHER, severity, status } from '../../vocabulary/ocsf/event';
import { rowOf } from '../../vocabulary/table';
import type { Taking } from '../../vocabulary/taking';
import { timeOf } from './feed';
import { categoryOf, eventOf } from './kinds';

/** What happened, in the words of OCSF. */
interface Kind {
	readonly class: ClassName;
	readonly activity: number;
	/** How the object of the entry is written down. */
	readonly as: 'user' | 'service' | 'group' | 'role' | 'organization' | 'other';
}

const kind = (className: ClassName, activity: number, as: Kind['as']): Kind => ({
	class: className,
	activity,
	as,
});

/**
 * Categories and events: https://docs.informatica.com/cloud-common-services/administrator/current-version/rest-api-reference/platform-rest-api-version-3-resources/security-logs.html
 * Only what is listed there or was seen has a row.
 */
const KINDS: Readonly<Record<string, Kind>> = {
	'authentication USER_LOGIN': kind('authentication', 1, 'user'),
	'authentication AGENT_LOGIN': kind('authentication', 1, 'service'),
	'user CREATE': kind('accountChange', 1, 'user'),
	'user DELETE': kind('accountChange', 6, 'user'),
	'user DISABLE': kind('accountChange', 5, 'user'),
	'user UPDATE': kind('accountChange', OTHER, 'user'),
	'group CREATE': kind('groupManagement', 6, 'group'),
	'group DELETE': kind('groupManagement', 5, 'group'),
	'group UPDATE': kind('groupManagement', OTHER, 'group'),
	'role CREATE': kind('entityManagement', 1, 'role'),
	'role UPDATE': kind('entityManagement', 3, 'role'),
	'role DELETE': kind('entityManagement', 4, 'role'),
	'role DISABLE': kind('entityManagement', 9, 'role'),
	'organization CREATE': kind('entityManagement', 1, 'organization'),
	'organization UPDATE': kind('entityManagement', 3, 'organization'),
	'organization DELETE': kind('entityManagement', 4, 'organization'),
	'organization DISABLE': kind('entityManagement', 9, 'organization'),
};

/** Events that mean the same in every category: a sign-out stands under the user, not under authentication. */
const IN_ANY_CATEGORY: Readonly<Record<string, Kind>> = {
	LOGOUT: kind('authentication', 2, 'user'),
	PASSWORD_RESET: kind('accountChange', 4, 'user'),
};

const UNKNOWN: Kind = kind('baseEvent', OTHER, 'other');

const SERVICE = 'Informatica Intelligent Cloud Services';
const BUILT_IN = 'System built-in user';

const userType = { system: 3, service: 4 } as const;
const entityType = { organization: 4, other: OTHER } as const;

/** Entries of the security log as OCSF events. */
export const ocsf: Mapper = (record) => {
	const known = kindOf(record);
	return [
		(take) => draftOf(take, record, known ?? UNKNOWN, known === undefined),
		(take) => draftOf(take, record, UNKNOWN, known === undefined),
	];
};

function kindOf(record: JsonObject): Kind | undefined {
	const event = eventOf(record);
	return rowOf(IN_ANY_CATEGORY, event) ?? rowOf(KINDS, `${categoryOf(record)} ${event}`);
}

/** Whether the vendor's words for what happened are among those that have a place. */
export const isKnownKind = (record: JsonObject): boolean => kindOf(record) !== undefined;

function draftOf(
	take: Taking,
	record: JsonObject,
	{ class: name, activity, as }: Kind,
	isUnknown: boolean,
): EventDraft {
	const code = [take.text('actionCategory'), take.text('actionEvent')].filter((part) => part !== undefined);
	const event = eventOf(record);
	return {
		class: name,
		activity,
		word: activity === OTHER ? event || 'Unknown' : undefined,
		time: timeOf(record),
		severity: severity.informational,
		metadata: {
			product: { name: SERVICE, vendor_name: 'Informatica' },
			log_name: 'securityLog',
			event_code: code.length > 0 ? code.join('/') : undefined,
			original_event_uid: take.text('id'),
			original_time: take.text('entryTime'),
			tenant_uid: take.text('orgId'),
		},
		members: { status_id: status.unknown, ...membersOf(take, as, name) },
		unknownKind: isUnknown ? code.join('/') || 'Unknown' : undefined,
	};
}

function membersOf(take: Taking, as: Kind['as'], name: ClassName): Draft {
	if (as === 'other') return {};
	const actor = actorOf(take);
	if (name === 'authentication') return { user: whoSignedIn(take, as), service: { name: SERVICE }, actor };
	const object = { uid: take.text('objectId'), name: take.text('objectName') };
	switch (as) {
		case 'group':
			return { group: named(object), actor };
		case 'role':
			return { entity: named({ ...object, type: 'Role', type_id: entityType.other }), actor };
		case 'organization':
			return { entity: named({ ...object, type: 'Organization', type_id: entityType.organization }), actor };
		default:
			return { user: named(object), actor };
	}
}

/** The person who signed in is the object of the entry; the actor may be the service itself, and stands in where no object is named. */
const whoSignedIn = (take: Taking, as: Kind['as']): Draft | undefined =>
	named({
		uid: take.text('objectId'),
		name: take.text('objectName') ?? take.text('actor'),
		type_id: as === 'service' ? userType.service : undefined,
	});

function actorOf(take: Taking): Draft {
	const name = take.text('actor');
	if (name === undefined) return {};
	const org = { uid: take.text('orgId') };
	return { user: { name, type_id: name === BUILT_IN ? userType.system : undefined, org } };
}

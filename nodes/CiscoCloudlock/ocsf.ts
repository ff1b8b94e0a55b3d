import { asText, isArray, isObject, type JsonObject } from '../../collector/json';
import { type Draft, named } from '../../vocabulary/compact';
import { type EventDraft, type Mapper, OTHER, severity, status } from '../../vocabulary/ocsf/event';
import { apiActivity, fileActivity, settingActivity } from '../../vocabulary/ocsf/operations';
import { placeOf } from '../../vocabulary/ocsf/place';
import { rowOf } from '../../vocabulary/table';
import { isEmail, type Taking } from '../../vocabulary/taking';
import { isKnownKind, PLACE, signOf, unknownKindOf, wordOf } from './kinds';
import { timeOf } from './record';

const SECURITY_CONTROL = 'security_control';
const DETECTED = 15;
const REGULAR_FILE = 1;

/** `auth_protocol_id` by the words that Cloudlock passes on; any other word is kept as it is. */
const PROTOCOLS: Readonly<Record<string, number>> = { kerberos: 2, openid: 4, saml: 5, oauth: 6, oauth2: 6 };

/** Activities of the cloud platforms that Cloudlock watches as OCSF events. */
export const ocsf: Mapper = (record) => {
	const sign = signOf(record);
	return [
		...(sign === undefined ? [] : [authentication]),
		...(wordOf(record, 'event_type') === 'user_settings' ? [accountChange] : []),
		fileHosting,
		apiCall,
		(take) => ({
			...common(take, record),
			class: 'baseEvent',
			activity: OTHER,
			word: take.text('event_type') ?? 'Unknown',
			members: outcome(take),
		}),
	];

	function authentication(take: Taking): EventDraft {
		return {
			...common(take, record),
			class: 'authentication',
			activity: sign === 'out' ? 2 : 1,
			members: {
				...outcome(take),
				user: userOf(take),
				service: named({ name: serviceOf(take) }),
				src_endpoint: sourceOf(take),
				...protocolOf(take),
			},
		};
	}

	function accountChange(take: Taking): EventDraft {
		const activity = settingsIn(take).find((one) => one !== OTHER) ?? OTHER;
		return {
			...common(take, record),
			class: 'accountChange',
			activity,
			word: activity === OTHER ? (take.text('raw.events.0.name') ?? 'user_settings') : undefined,
			members: { ...outcome(take), user: userOf(take), src_endpoint: sourceOf(take) },
		};
	}

	function fileHosting(take: Taking): EventDraft {
		const path = operationPath(take);
		const operation = asText(take.look(path));
		const name = /^(?:file|document)/i.test(operation) ? fileName(take) : undefined;
		const activity = fileActivity(operation);
		return {
			...common(take, record),
			class: 'fileHosting',
			activity,
			word: activity === OTHER ? take.text(path) : undefined,
			members: {
				...outcome(take),
				actor: { user: userOf(take) },
				file: name === undefined ? undefined : { name, type_id: REGULAR_FILE },
				src_endpoint: sourceOf(take),
				http_request: { user_agent: take.text('user_agent') },
			},
		};
	}

	function apiCall(take: Taking): EventDraft {
		const operation = take.text(operationPath(take)) ?? take.text('event_type');
		const activity = apiActivity(operation ?? '');
		return {
			...common(take, record),
			class: 'apiActivity',
			activity,
			word: activity === OTHER ? (operation ?? 'Unknown') : undefined,
			members: {
				...outcome(take),
				actor: { user: userOf(take) },
				api: operation === undefined ? undefined : { operation, service: named({ name: serviceOf(take) }) },
				src_endpoint: sourceOf(take),
				http_request: { user_agent: take.text('user_agent') },
			},
		};
	}
};

/** Where the watched platforms write down what was done. */
const OPERATIONS = ['raw.eventName', 'raw.Operation', 'raw.events.0.name'] as const;

const operationPath = (take: Taking): string =>
	OPERATIONS.find((path) => asText(take.look(path)).trim() !== '') ?? OPERATIONS[0];

/** What each of the events that Google reports together did to the account. */
function settingsIn(take: Taking): readonly number[] {
	const events = take.look('raw.events');
	if (!isArray(events)) return [];
	return events.map((event) => settingActivity(isObject(event) ? asText(event['name']) : ''));
}

const isSuspicious = (take: Taking): boolean => take.look('extra.auth.is_suspicious') === true;

const common = (take: Taking, record: JsonObject) => ({
	time: timeOf(record),
	...(isSuspicious(take)
		? { severity: severity.medium, profiles: [SECURITY_CONTROL] }
		: { severity: severity.informational }),
	metadata: {
		product: { name: 'Cloudlock', vendor_name: 'Cisco' },
		log_name: 'activities',
		log_provider: take.text('vendor.name'),
		original_event_uid: take.text('event_id'),
		correlation_uid: take.text('origin_id'),
		original_time: take.text('created_at'),
	} satisfies Draft,
	unknownKind: isKnownKind(record) ? undefined : unknownKindOf(record),
});

const outcome = (take: Taking): Draft => {
	const successful = take.boolean('operation_successful');
	return {
		status_id: successful === undefined ? status.unknown : successful ? status.success : status.failure,
		...(isSuspicious(take)
			? { is_alert: take.boolean('extra.auth.is_suspicious'), disposition_id: DETECTED }
			: {}),
	};
};

function userOf(take: Taking): Draft | undefined {
	const email = take.text('user.user_email');
	return named({
		uid: take.id('user.vendor_id'),
		name: email,
		email_addr: email !== undefined && isEmail(email) ? email : undefined,
	});
}

function serviceOf(take: Taking): string | undefined {
	const parts = [take.text('vendor.name'), take.text('vendor.service')].filter((part) => part !== undefined);
	return parts.length > 0 ? parts.join('/') : undefined;
}

function sourceOf(take: Taking): Draft | undefined {
	const ip = take.ip('client_ip');
	if (ip === undefined) return undefined;
	return {
		ip,
		location: placeOf(take, PLACE),
	};
}

function protocolOf(take: Taking): Draft {
	const protocol = take.text('extra.auth.auth_type');
	if (protocol === undefined) return {};
	const known = rowOf(PROTOCOLS, protocol.toLowerCase());
	return known === undefined
		? { auth_protocol: protocol, auth_protocol_id: OTHER }
		: { auth_protocol: protocol, auth_protocol_id: known };
}

/** The last part of the path of what Office 365 calls the object, or the name that is written beside it. */
function fileName(take: Taking): string | undefined {
	const named = take.text('raw.SourceFileName');
	if (named !== undefined) return named;
	// The path says more than the name, so it also stays where it is.
	return asText(take.look('raw.ObjectId')).split(/[\\/]/).at(-1) || undefined;
}

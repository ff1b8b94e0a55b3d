import type { JsonObject } from '../../collector/json';
import { type Draft, named } from '../../vocabulary/compact';
import { type EventDraft, type Mapper, OTHER, severity, status } from '../../vocabulary/ocsf/event';
import { accountActivity, apiActivity, fileActivity } from '../../vocabulary/ocsf/operations';
import { placeOf } from '../../vocabulary/ocsf/place';
import { rowOf } from '../../vocabulary/table';
import { isEmail, type Taking } from '../../vocabulary/taking';
import { isKnownKind, PLACE, unknownKindOf, wordOf } from './kinds';
import { timeOf } from './record';

const SECURITY_CONTROL = 'security_control';
const DETECTED = 15;
const REGULAR_FILE = 1;

/** `auth_protocol_id` by the words that Cloudlock passes on; any other word is kept as it is. */
const PROTOCOLS: Readonly<Record<string, number>> = { kerberos: 2, openid: 4, saml: 5, oauth: 6, oauth2: 6 };

/** Activities of the cloud platforms that Cloudlock watches as OCSF events. */
export const ocsf: Mapper = (record) => {
	const type = wordOf(record, 'event_type');
	const isSignIn = wordOf(record, 'event_category') === 'auth' || /^log(?:in|out|off)/.test(type);
	return [
		...(isSignIn ? [signIn(type)] : []),
		...(type === 'user_settings' ? [accountChange] : []),
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

	function signIn(word: string): (take: Taking) => EventDraft {
		return (take) => {
			const isSignOut = /log(?:out|off)/.test(word);
			const isSuspicious = take.look('extra.auth.is_suspicious') === true;
			return {
				...common(take, record),
				class: 'authentication',
				activity: isSignOut ? 2 : 1,
				...(isSuspicious ? { severity: severity.medium, profiles: [SECURITY_CONTROL] } : {}),
				members: {
					...outcome(take),
					user: userOf(take),
					service: named({ name: serviceOf(take) }),
					src_endpoint: sourceOf(take),
					...protocolOf(take),
					...(isSuspicious
						? { is_alert: take.boolean('extra.auth.is_suspicious'), disposition_id: DETECTED }
						: {}),
				},
			};
		};
	}

	function accountChange(take: Taking): EventDraft {
		const word = take.text('raw.events.0.name') ?? '';
		const activity = accountActivity(word);
		return {
			...common(take, record),
			class: 'accountChange',
			activity,
			word: activity === OTHER ? word || 'user_settings' : undefined,
			members: { ...outcome(take), user: userOf(take), src_endpoint: sourceOf(take) },
		};
	}

	function fileHosting(take: Taking): EventDraft {
		const operation = wordsOf(take, OPERATIONS);
		const isFile = /^(?:file|document)/i.test(operation ?? '');
		const name = isFile ? fileName(take) : undefined;
		const activity = fileActivity(operation ?? '');
		return {
			...common(take, record),
			class: 'fileHosting',
			activity,
			word: activity === OTHER ? operation : undefined,
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
		const operation = wordsOf(take, OPERATIONS) ?? take.text('event_type');
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

const wordsOf = (take: Taking, paths: readonly string[]): string | undefined => {
	const path = paths.find((one) => typeof take.look(one) === 'string');
	return path === undefined ? undefined : take.text(path);
};

const common = (take: Taking, record: JsonObject) => ({
	time: timeOf(record),
	severity: severity.informational,
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
	return take.take('raw.ObjectId', (value) => {
		const last = typeof value === 'string' ? value.split(/[\\/]/).at(-1) : undefined;
		return last === '' ? undefined : last;
	});
}

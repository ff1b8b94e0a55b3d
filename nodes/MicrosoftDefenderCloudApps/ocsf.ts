import { asText } from '../../collector/json';
import { type Draft, named } from '../../vocabulary/compact';
import { type EventDraft, type Mapper, OTHER, severity, status } from '../../vocabulary/ocsf/event';
import { accountActivity, apiActivity, fileActivity } from '../../vocabulary/ocsf/operations';
import { placeOf } from '../../vocabulary/ocsf/place';
import { rowOf } from '../../vocabulary/table';
import { isEmail, type Taking } from '../../vocabulary/taking';
import { moment } from '../../vocabulary/times';
import { FILES, GROUPS, pathOfObject, USERS } from './eventObjects';
import {
	type Facts,
	factsOf,
	groupActivity,
	isAccountChange,
	isFailedSignIn,
	isFileOperation,
	isSignIn,
	isSignOut,
	messageOf,
	PLACE,
	successIn,
	unknownKindOf,
} from './kinds';
import { timeOf } from './record';

const REGULAR_FILE = 1;

const SEVERITIES: Readonly<Record<string, number>> = {
	INFO: severity.informational,
	LOW: severity.low,
	MEDIUM: severity.medium,
	HIGH: severity.high,
};

const isSign = (facts: Facts): boolean => isSignIn(facts) || isSignOut(facts);

type Way = (take: Taking) => EventDraft;

/** Activities of Microsoft Defender for Cloud Apps as OCSF events. */
export const ocsf: Mapper = (record) => {
	const facts = factsOf(record);
	const base: Way = (take) => ({
		...common(take, facts),
		class: 'baseEvent',
		activity: OTHER,
		word: facts.operation,
		members: outcome(take),
	});
	return [...WAYS.flatMap(({ isMeant, way }) => (isMeant(facts) ? [way(facts)] : [])), base];
};

const WAYS: readonly { readonly isMeant: (facts: Facts) => boolean; readonly way: (facts: Facts) => Way }[] =
	[
		{ isMeant: isSign, way: authentication },
		{
			isMeant: isFileOperation,
			way: fileHosting,
		},
		{ isMeant: isAccountChange, way: accountChange },
		{ isMeant: (facts) => groupActivity(facts) !== undefined, way: groupManagement },
		// A sign-in is no call, whoever it may be that signed in.
		{ isMeant: (facts) => !isSign(facts), way: apiCall },
	];

function authentication(facts: Facts): Way {
	const isOut = isSignOut(facts) && !isSignIn(facts);
	return (take) => ({
		...common(take, facts),
		class: 'authentication',
		activity: isOut ? 2 : 1,
		members: {
			...outcome(take, isFailedSignIn(facts)),
			user: userOf(take),
			service: serviceOf(take),
			session: sessionOf(take),
			src_endpoint: sourceOf(take),
			http_request: { user_agent: take.text('device.userAgent') },
		},
	});
}

function fileHosting(facts: Facts): Way {
	const activity = fileActivity(facts.words);
	return (take) => ({
		...common(take, facts),
		class: 'fileHosting',
		activity,
		word: activity === OTHER ? facts.operation : undefined,
		members: {
			...outcome(take),
			actor: actorOf(take),
			file: fileOf(take),
			src_endpoint: sourceOf(take),
			http_request: { user_agent: take.text('device.userAgent') },
		},
	});
}

function accountChange(facts: Facts): Way {
	const activity = accountActivity(facts.words);
	return (take) => ({
		...common(take, facts),
		class: 'accountChange',
		activity,
		word: activity === OTHER ? facts.operation : undefined,
		members: {
			...outcome(take),
			user: objectOf(take, USERS),
			actor: actorOf(take),
			src_endpoint: sourceOf(take),
		},
	});
}

function groupManagement(facts: Facts): Way {
	return (take) => ({
		...common(take, facts),
		class: 'groupManagement',
		activity: groupActivity(facts) ?? OTHER,
		members: {
			...outcome(take),
			group: objectOf(take, GROUPS),
			actor: actorOf(take),
			src_endpoint: sourceOf(take),
		},
	});
}

function apiCall(facts: Facts): Way {
	const activity = apiActivity(facts.words);
	return (take) => ({
		...common(take, facts),
		class: 'apiActivity',
		activity,
		word: activity === OTHER ? facts.operation : undefined,
		members: {
			...outcome(take),
			actor: actorOf(take),
			api:
				facts.operationPath === undefined
					? undefined
					: { operation: take.text(facts.operationPath), service: serviceOf(take) },
			src_endpoint: sourceOf(take),
			http_request: { user_agent: take.text('device.userAgent') },
		},
	});
}

const common = (take: Taking, facts: Facts) => ({
	time: timeOf(facts.record),
	severity: take.take('severity', (value) => rowOf(SEVERITIES, asText(value))) ?? severity.unknown,
	metadata: {
		product: { name: 'Defender for Cloud Apps', vendor_name: 'Microsoft' },
		log_name: 'activities',
		event_code: take.text('eventTypeName'),
		original_event_uid: take.text('_id'),
		original_time: take.id('timestamp'),
		logged_time: take.take('created', moment),
		tenant_uid: take.id('tenantId'),
	} satisfies Draft,
	unknownKind: unknownKindOf(facts),
});

function outcome(take: Taking, isFailed = false): Draft {
	const isSuccess = take.take('mainInfo.activityResult.isSuccess', successIn);
	const known = isSuccess === undefined ? status.unknown : isSuccess ? status.success : status.failure;
	return {
		status_id: isFailed ? status.failure : known,
		status_detail: take.text('mainInfo.activityResult.message'),
		message: messageOf(take),
	};
}

function userOf(take: Taking): Draft | undefined {
	const name = take.text('user.userName') ?? take.text('failedUserData.userName');
	const uid = take.id('resolvedActor.id');
	const fullName = take.text('resolvedActor.name');
	if (name === undefined && uid === undefined) return named({ name: fullName });
	return {
		name,
		uid,
		full_name: fullName,
		email_addr: name !== undefined && isEmail(name) ? name : undefined,
	};
}

const actorOf = (take: Taking): Draft => ({ user: userOf(take), session: sessionOf(take) });

function sessionOf(take: Taking): Draft | undefined {
	const uid = take.id('session.sessionId');
	return uid === undefined ? undefined : { uid };
}

const serviceOf = (take: Taking): Draft | undefined =>
	named({ name: take.text('appName'), uid: take.id('appId') });

function sourceOf(take: Taking): Draft | undefined {
	const ip = take.ip('device.clientIP');
	if (ip === undefined) return undefined;
	return {
		ip,
		location: placeOf(take, PLACE),
		isp_org: take.text('location.organizationSearchable'),
	};
}

/** The first object of the event that is called so. */
function objectOf(take: Taking, type: RegExp): Draft | undefined {
	const path = pathOfObject(take, type);
	return path === undefined
		? undefined
		: named({ name: take.text(`${path}.name`), uid: take.id(`${path}.id`) });
}

function fileOf(take: Taking): Draft | undefined {
	const path = pathOfObject(take, FILES);
	const name = take.text(path === undefined ? 'rawDataJson.SourceFileName' : `${path}.name`);
	if (name === undefined) return undefined;
	return { name, type_id: REGULAR_FILE, uid: path === undefined ? undefined : take.id(`${path}.id`) };
}

import type { Draft } from '../../vocabulary/compact';
import { geoOf } from '../../vocabulary/ecs/place';
import type { DocumentMapper } from '../../vocabulary/ecs/event';
import { accountActivity, apiActivity, fileActivity } from '../../vocabulary/ocsf/operations';
import type { Taking } from '../../vocabulary/taking';
import { isoMoment } from '../../vocabulary/times';
import { GROUPS, pathOfObject } from './eventObjects';
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

/** `event.type` by the activities of OCSF: what is made, read, changed, done away with. */
const API_TYPES: Readonly<Record<number, string>> = {
	1: 'creation',
	2: 'access',
	3: 'change',
	4: 'deletion',
};
const FILE_TYPES: Readonly<Record<number, string>> = {
	1: 'creation',
	2: 'access',
	4: 'deletion',
	9: 'access',
	14: 'access',
};
const ACCOUNT_TYPES: Readonly<Record<number, string>> = { 1: 'creation', 6: 'deletion' };
const GROUP_TYPES: Readonly<Record<number, string>> = { 5: 'deletion', 6: 'creation' };

/** Activities of Microsoft Defender for Cloud Apps in the Elastic Common Schema. */
export const ecs: DocumentMapper = (take, record) => {
	const facts = factsOf(record);
	const [category, ...type] = classified(facts);
	return {
		time: timeOf(record),
		category: [category],
		type,
		event: {
			action: take.text('eventTypeName') ?? facts.operation,
			outcome: outcomeOf(take, facts),
			reason: take.text('mainInfo.activityResult.message'),
			created: take.take('created', isoMoment),
		},
		fields: {
			message: messageOf(take),
			user: userOf(take),
			group: groupActivity(facts) === undefined ? undefined : groupOf(take),
			source: sourceOf(take),
			user_agent: { original: take.text('device.userAgent') },
			organization: { id: take.id('tenantId') },
			service: { name: take.text('appName') },
			observer: { vendor: 'Microsoft', product: 'Defender for Cloud Apps' },
		},
		unknownKind: unknownKindOf(facts),
	};
};

function classified(facts: Facts): readonly [category: string, ...types: string[]] {
	const { words } = facts;
	if (isSignIn(facts)) return ['authentication', 'start'];
	if (isSignOut(facts)) return ['authentication', 'end'];
	if (isFileOperation(facts)) return ['file', FILE_TYPES[fileActivity(words)] ?? 'change'];
	if (isAccountChange(facts)) return ['iam', ACCOUNT_TYPES[accountActivity(words)] ?? 'change', 'user'];
	const onGroup = groupActivity(facts);
	if (onGroup !== undefined) return ['iam', GROUP_TYPES[onGroup] ?? 'change', 'group'];
	return ['api', API_TYPES[apiActivity(words)] ?? 'info'];
}

function outcomeOf(take: Taking, facts: Facts): string {
	const isSuccess = take.take('mainInfo.activityResult.isSuccess', successIn);
	if (isFailedSignIn(facts)) return 'failure';
	return isSuccess === undefined ? 'unknown' : isSuccess ? 'success' : 'failure';
}

function userOf(take: Taking): Draft {
	const name = take.text('user.userName') ?? take.text('failedUserData.userName');
	return {
		name,
		id: take.id('resolvedActor.id'),
		full_name: take.text('resolvedActor.name'),
		email: name?.includes('@') === true ? name : undefined,
	};
}

function groupOf(take: Taking): Draft | undefined {
	const path = pathOfObject(take, GROUPS);
	return path === undefined ? undefined : { name: take.text(`${path}.name`), id: take.id(`${path}.id`) };
}

function sourceOf(take: Taking): Draft | undefined {
	const ip = take.ip('device.clientIP');
	if (ip === undefined) return undefined;
	const organization = { name: take.text('location.organizationSearchable') };
	return { ip, geo: geoOf(take, PLACE), as: { organization } };
}

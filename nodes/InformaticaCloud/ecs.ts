import type { JsonObject } from '../../collector/json';
import type { Draft } from '../../vocabulary/compact';
import type { DocumentMapper } from '../../vocabulary/ecs/event';
import { rowOf } from '../../vocabulary/table';
import type { Taking } from '../../vocabulary/taking';
import { timeOf } from './feed';
import { categoryOf, eventOf } from './kinds';
import { isKnownKind } from './ocsf';

interface Kind {
	readonly category: string;
	/** What it is about, in the words of `event.type`. */
	readonly about?: 'user' | 'group';
}

const KINDS: Readonly<Record<string, Kind>> = {
	authentication: { category: 'authentication' },
	user: { category: 'iam', about: 'user' },
	group: { category: 'iam', about: 'group' },
	role: { category: 'iam' },
	organization: { category: 'configuration' },
};

const TYPES: Readonly<Record<string, string>> = {
	USER_LOGIN: 'start',
	AGENT_LOGIN: 'start',
	LOGOUT: 'end',
	CREATE: 'creation',
	UPDATE: 'change',
	DELETE: 'deletion',
	DISABLE: 'change',
	PASSWORD_RESET: 'change',
};

/** Entries of the security log in the Elastic Common Schema. */
export const ecs: DocumentMapper = (take, record) => {
	const event = eventOf(record);
	const isSignInOrOut = /LOG(?:IN|OUT)$/.test(event);
	const kind = rowOf(KINDS, categoryIn(event, isSignInOrOut) ?? categoryOf(record));
	// Whoever changed something about signing in did not sign in.
	const type = kind === KINDS['authentication'] && !isSignInOrOut ? 'info' : rowOf(TYPES, event);
	take.text('actionCategory');
	return {
		time: timeOf(record),
		category: kind ? [kind.category] : [],
		type: kind ? [type ?? 'info', ...(kind.about ? [kind.about] : [])] : [],
		event: {
			action: take.text('actionEvent')?.toLowerCase(),
			code: codeOf(record),
			outcome: 'unknown',
			provider: 'securityLog',
		},
		fields: {
			organization: { id: take.text('orgId') },
			service: { name: 'Informatica Intelligent Cloud Services' },
			...(isSignInOrOut ? signedIn(take) : changed(take, kind)),
		},
		unknownKind: isKnownKind(record) ? undefined : codeOf(record),
	};
};

/** What is said by the event alone, in whichever category it stands. */
function categoryIn(event: string, isSignInOrOut: boolean): string | undefined {
	if (isSignInOrOut) return 'authentication';
	return event === 'PASSWORD_RESET' ? 'user' : undefined;
}

const codeOf = (record: JsonObject): string =>
	[record['actionCategory'], record['actionEvent']].filter((part) => typeof part === 'string').join('/') ||
	'Unknown';

const signedIn = (take: Taking): Draft => ({
	user: { name: take.text('objectName') ?? take.text('actor'), id: take.text('objectId') },
});

function changed(take: Taking, kind: Kind | undefined): Draft {
	const actor = take.text('actor');
	if (kind?.about === 'group')
		return { user: { name: actor }, group: { name: take.text('objectName'), id: take.text('objectId') } };
	if (kind?.about !== 'user') return { user: { name: actor } };
	return {
		user: { name: actor, target: { name: take.text('objectName'), id: take.text('objectId') } },
	};
}

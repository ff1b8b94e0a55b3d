import type { JsonObject } from '../../json';
import { base62, pick, rowRandom, weighted, type NonEmpty, type Random } from '../../random';

export const ORGANIZATION = '6tGh2bYn8MwSe4dCfVrX0Q';

/** The user the emulator's key belongs to; its own logins stand in the log. */
export const COLLECTOR_ID = '2aHk8sLmQ5xTz0vYb3nRwE';

const people: NonEmpty<string> = [
	'svc-siem@example.test',
	'dana.lee@example.test',
	'admin@example.test',
	'etl.dev@example.test',
	"siobhán.o'hara@example.test",
];

const userIds: NonEmpty<string> = [
	COLLECTOR_ID,
	'3bJl9tMnR6yUa1wZc4oSxF',
	'9hPr5zStX2eAg7cFi0uYdL',
	'5tRs7qPoN3mLk1jIhG9fEd',
	'8wVu6tSr4qPo2nMl0kJiHg',
];

type Kind = readonly [category: string, event: string];

/**
 * The mixture of a real day (infapy/infapy Docs/Prashanth/get Security Logs.ipynb): 86 % logins, 7 % groups. The last
 * five kinds are named in the documentation and were never seen raw; where they stand is inference.
 */
const mixture: NonEmpty<readonly [number, Kind]> = [
	[860, ['Authentication', 'USER_LOGIN']],
	[35, ['Group', 'CREATE']],
	[30, ['Group', 'DELETE']],
	[15, ['Role', 'CREATE']],
	[15, ['Role', 'DELETE']],
	[15, ['User', 'CREATE']],
	[10, ['User', 'DELETE']],
	[10, ['User', 'LOGOUT']],
	[2, ['Organization', 'CREATE']],
	[2, ['Organization', 'UPDATE']],
	[2, ['Authentication', 'AGENT_LOGIN']],
	[2, ['User', 'PASSWORD_RESET']],
	[2, ['User', 'DISABLE']],
];

/** `2026-03-04T05:06:07.000Z`: milliseconds are always 000. */
export const entryTime = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}.000Z`;

export function securityLogEntry(seed: number, ordinal: number, time: number): JsonObject {
	const random = rowRandom(seed, ordinal);
	const [category, event] = weighted(random, mixture);
	return entry(random, time, category, event);
}

function entry(random: Random, time: number, category: string, event: string): JsonObject {
	const id = base62(random, 22);
	const user = pick(random, people);
	const own = category === 'Authentication' || event === 'LOGOUT';
	const [actor, object] =
		event === 'AGENT_LOGIN'
			? ['agent-eu-01', 'agent-eu-01']
			: own
				? [random() < 0.05 ? 'System built-in user' : user, user]
				: ['admin@example.test', pick(random, [`grp-${base62(random, 4)}`, 'Ops Auditor', 'größe', user])];
	const isUser = own && event !== 'AGENT_LOGIN';
	return {
		id,
		orgId: ORGANIZATION,
		actor,
		entryTime: entryTime(time),
		objectId: isUser ? (userIds[people.indexOf(user)] ?? COLLECTOR_ID) : base62(random, 22),
		objectName: object,
		actionCategory: category,
		actionEvent: event,
	};
}

/** The entry that signing in or out through the API leaves behind. Logging out stands under User, not Authentication. */
export function ownEntry(
	seed: number,
	ordinal: number,
	time: number,
	user: string,
	event: 'USER_LOGIN' | 'LOGOUT',
): JsonObject {
	const random = rowRandom(seed ^ 0x10c1, ordinal);
	return {
		id: base62(random, 22),
		orgId: ORGANIZATION,
		actor: user,
		entryTime: entryTime(time),
		objectId: COLLECTOR_ID,
		objectName: user,
		actionCategory: event === 'USER_LOGIN' ? 'Authentication' : 'User',
		actionEvent: event,
	};
}

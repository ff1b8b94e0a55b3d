import type { JsonObject } from '../../collector/json';
import { ocsf } from '../../nodes/InformaticaCloud/ocsf';
import { toEvent } from '../../vocabulary/ocsf/event';

const entry = (actionCategory: string, actionEvent: string): JsonObject => ({
	id: 'a',
	actor: 'admin@example.test',
	entryTime: '2026-03-04T05:06:07.000Z',
	objectId: 'o',
	objectName: 'the object',
	actionCategory,
	actionEvent,
});

describe('the column of 1.9', () => {
	it.each([
		{ category: 'Authentication', event: 'USER_LOGIN', now: 300201, next: 300201 },
		{ category: 'User', event: 'PASSWORD_RESET', now: 300104, next: 300709 },
		{ category: 'User', event: 'CREATE', now: 300101, next: 300701 },
		{ category: 'User', event: 'DELETE', now: 300106, next: 300703 },
		{ category: 'User', event: 'DISABLE', now: 300105, next: 300705 },
		{ category: 'User', event: 'UPDATE', now: 300199, next: 300702 },
		{ category: 'Group', event: 'CREATE', now: 300606, next: 300606 },
		{ category: 'Group', event: 'UPDATE', now: 300699, next: 300609 },
		{ category: 'Role', event: 'CREATE', now: 300401, next: 300801 },
		{ category: 'Role', event: 'UPDATE', now: 300403, next: 300802 },
		{ category: 'Role', event: 'DELETE', now: 300404, next: 300803 },
		{ category: 'Role', event: 'DISABLE', now: 300409, next: 300899 },
		{ category: 'Organization', event: 'UPDATE', now: 300403, next: 300403 },
	])('$category $event is $now now and $next then', ({ category, event, now, next }) => {
		const record = entry(category, event);
		const [is, willBe] = [toEvent(record, ocsf, 'a'), toEvent(record, ocsf, 'a', undefined, '1.9.0')];
		expect([is.event['type_uid'], willBe.event['type_uid']]).toEqual([now, next]);
		expect([is.event['metadata'], willBe.event['metadata']]).toMatchObject([
			{ version: '1.8.0' },
			{ version: '1.9.0' },
		]);
		expect('activity_name' in willBe.event).toBe(next % 100 === 99);
		expect('iam_role' in willBe.event).toBe(category === 'Role');
	});
});

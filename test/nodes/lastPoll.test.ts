import { type Checkpoint, startAt } from '../../collector/checkpoint';
import { beginningOf, notePoll } from '../../nodes/shared/run/lastPoll';

const NOW = Date.UTC(2026, 10, 20, 12);
const SECOND = 1_000;
const reached: Checkpoint = { ...startAt(NOW), seen: { [NOW]: ['a', 'b'] } };
const older: Checkpoint = { ...reached, since: NOW - 60 * SECOND };
const fewer: Checkpoint = { ...reached, seen: { [NOW]: ['a'] } };
const newer: Checkpoint = { ...reached, since: NOW + SECOND };

describe('where a poll with a durable cursor begins', () => {
	it.each([
		{ name: 'where n8n says, when it is as far', stored: reached, isHandedOver: true, after: 1, is: reached },
		{ name: 'where n8n says, when it is further', stored: newer, isHandedOver: true, after: 1, is: newer },
		{
			name: 'where the last poll ended, when n8n forgot',
			stored: undefined,
			isHandedOver: false,
			after: 1,
			is: reached,
		},
		{
			name: 'where the last poll ended, when n8n is behind',
			stored: older,
			isHandedOver: false,
			after: 1,
			is: reached,
		},
		{
			name: 'not at all, while n8n has yet to store a slice',
			stored: older,
			isHandedOver: true,
			after: 1,
			is: 'wait',
		},
		{
			name: 'not at all, within one moment either',
			stored: fewer,
			isHandedOver: true,
			after: 59,
			is: 'wait',
		},
		{
			name: 'before the slice that n8n never stored',
			stored: older,
			isHandedOver: true,
			after: 60,
			is: older,
		},
	])('is $name', ({ name, stored, isHandedOver, after, is }) => {
		notePoll(name, reached, isHandedOver, NOW);
		expect(beginningOf(name, stored, NOW + after * SECOND)).toEqual(is);
	});

	it('is where n8n says, when this process has not polled', () => {
		expect([beginningOf('another', older, NOW), beginningOf('another', undefined, NOW)]).toEqual([
			older,
			undefined,
		]);
	});
});

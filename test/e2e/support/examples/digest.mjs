import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { destinationOf } from './destination.mjs';
import { importExample } from './load.mjs';

const START = 'Start by hand';

/** What the digest counts by, with how it names those who come up most. */
const PARAGRAPHS = {
	'Cisco Umbrella, blocked threats': {
		source: 'ciscoUmbrella.securityActivity',
		most: 'Most blocked',
		by: (record) => destinationOf(record).replaceAll('.', '[.]'),
	},
	'Cisco Cloudlock, user activity': {
		source: 'ciscoCloudlock.activity',
		most: 'Most active',
		by: ({ user }) => user.user_email,
	},
	'Informatica, security log': {
		source: 'informaticaCloud.securityLog',
		most: 'Most active',
		by: ({ actor }) => actor,
	},
	'Microsoft Defender, activity in cloud apps': {
		source: 'microsoftDefenderCloudApps.activity',
		most: 'Most active',
		by: ({ user, failedUserData, resolvedActor }) =>
			user?.userName || failedUserData?.userName || resolvedActor?.name || 'unknown',
	},
};

/** @param {() => import('../world.mjs').World} world */
export function testDigest(world) {
	describe('The morning digest', () => {
		test('is one message with the numbers of every vendor and who comes up most', async () => {
			const { text } = await digest(world());
			const window = windowOf(text);
			for (const [title, { source, most, by }] of Object.entries(PARAGRAPHS)) {
				const records = world().emulator.records(source, window);
				const [count, names] = paragraph(text, title);
				assert.equal(count, `${title}: ${records.length}`);
				assert.ok(names?.startsWith(`${most}: `), names);
				const counts = new Map();
				for (const record of records) counts.set(by(record), (counts.get(by(record)) ?? 0) + 1);
				const told = names.slice(most.length + 2).split(', ');
				const top = [...counts.values()].sort((a, b) => b - a).slice(0, 5);
				assert.deepEqual(
					told.map((one) => one.replace(/ \(\d+\)$/, '')).map((name) => counts.get(name)),
					top,
					names,
				);
				assert.deepEqual(
					told.map((one) => Number(/\((\d+)\)$/.exec(one)?.[1])),
					top,
				);
			}
		});

		test('comes without the vendor that cannot be read, and says so', async () => {
			const { switches } = world().emulator;
			switches.cloudlock.faults = [{ on: { from: 1 }, kind: 'status', status: 403 }];
			const { text } = await digest(world());
			switches.cloudlock.faults = [];
			assert.match(text, /^Cisco Cloudlock, user activity: could not be read\. Cisco Cloudlock .*403/m);
			const window = windowOf(text);
			for (const title of Object.keys(PARAGRAPHS).filter((name) => !name.includes('Cloudlock'))) {
				const count = world().emulator.count(PARAGRAPHS[title].source, window);
				assert.equal(paragraph(text, title)[0], `${title}: ${count}`);
			}
		});

		test('says what a scan that broke off lacks', async () => {
			const { switches } = world().emulator;
			switches.cloudlock.faults = [{ on: { from: 3 }, kind: 'status', status: 403 }];
			const { text } = await digest(world());
			switches.cloudlock.faults = [];
			assert.match(text, /^Cisco Cloudlock, user activity: \d+, not complete\. Cisco Cloudlock .*403/m);
		});
	});
}

/** Runs the digest and gives the one message it posted. */
async function digest(world) {
	const before = world.emulator.messages.length;
	const { id } = await importExample(world, 'morning-digest-to-chat.json');
	const { status, error } = await world.run(id, START);
	assert.equal(status, 'success', error);
	const posted = world.emulator.messages.slice(before);
	assert.equal(posted.length, 1);
	return posted[0];
}

function windowOf(text) {
	const [, from, to] = /^Security activity from (\S+) to (\S+)$/m.exec(text) ?? [];
	assert.equal(Date.parse(to) - Date.parse(from), 24 * 3_600_000);
	return { from: Date.parse(from), to: Date.parse(to) };
}

const paragraph = (text, title) =>
	(text.split('\n\n').find((part) => part.startsWith(title)) ?? '').split('\n');

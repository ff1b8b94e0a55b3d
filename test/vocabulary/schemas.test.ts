import type { JsonObject } from '../../collector/json';
import { classes } from '../../vocabulary/ocsf/classes';
import { complaints, mappers, vendors } from '../support/vocabularies';

/** A sign-in of Informatica, in both vocabularies: what is changed below must be seen. */
const record = {
	id: 'a',
	orgId: 'o',
	actor: 'dana@example.test',
	entryTime: '2026-03-04T05:06:07.000Z',
	objectId: 'u',
	objectName: 'dana@example.test',
	actionCategory: 'Authentication',
	actionEvent: 'USER_LOGIN',
};

const written = (vocabulary: 'ocsf' | 'ecs'): JsonObject => {
	const vocabularies = vendors['informatica']?.vocabularies;
	if (!vocabularies) throw new Error('Informatica is missing.');
	return mappers[vocabulary](vocabularies, record).event;
};

describe('the schema of OCSF', () => {
	const event = written('ocsf');

	it('finds nothing wrong with an event of ours', () => {
		expect(complaints('ocsf', event)).toEqual([]);
	});

	it.each([
		{ name: 'a member that the class does not have', change: { elephant: 1 }, says: /additional/ },
		{ name: 'a type that does not belong to the class', change: { type_uid: 300299 + 1 }, says: /type_uid/ },
		{ name: 'a class that is none', change: { class_uid: 9999 }, says: /class_uid/ },
		{ name: 'no user', change: { user: undefined }, says: /'user'/ },
		{ name: 'a user without a name', change: { user: { type_id: 1 } }, says: /user.*anyOf/ },
		{ name: 'neither a service nor a destination', change: { service: undefined }, says: /service/ },
		{ name: 'a time that is text', change: { time: '2026' }, says: /time must be integer/ },
		{
			name: 'members of a profile that is not named',
			change: { is_alert: true },
			says: /profiles/,
		},
		{ name: 'an address that is none', change: { src_endpoint: { ip: 'nowhere' } }, says: /ip must match/ },
	])('finds $name', ({ change, says }) => {
		const spoiled = JSON.parse(JSON.stringify({ ...event, ...change })) as JsonObject;
		expect(complaints('ocsf', spoiled).join('\n')).toMatch(says);
	});

	/** Not in the version that events are written in. */
	const later = new Set([classes.userManagement.uid, classes.roleManagement.uid] as number[]);
	const present = Object.entries(classes).filter(([, { uid }]) => !later.has(uid));

	it.each(present)('knows what %s asks for as we do', (_name, { uid, requires, oneOf }) => {
		const bare = { ...event, class_uid: uid };
		const missing = complaints('ocsf', bare).join('\n');
		for (const name of requires)
			if (!(name in event)) expect(missing).toContain(`"missingProperty":"${name}"`);
		for (const names of oneOf)
			if (!names.some((name) => name in event))
				for (const name of names) expect(missing).toContain(`"missingProperty":"${name}"`);
	});
});

describe('the schema of ECS', () => {
	const document = written('ecs');

	it('finds nothing wrong with a document of ours', () => {
		expect(complaints('ecs', document)).toEqual([]);
	});

	it.each([
		{ name: 'a field that there is not', change: { elephant: 1 }, says: /additional/ },
		{ name: 'a field below one that there is not', change: { user: { shoe: 'x' } }, says: /additional/ },
		{ name: 'no time', change: { '@timestamp': undefined }, says: /@timestamp/ },
		{ name: 'a list that is none', change: { related: { ip: '192.0.2.1' } }, says: /array/ },
		{
			name: 'a type that does not go with the category',
			change: { event: { category: ['authentication'], type: ['deletion'] } },
			says: /type/,
		},
		{ name: 'an outcome that there is not', change: { event: { outcome: 'great' } }, says: /outcome/ },
	])('finds $name', ({ change, says }) => {
		const spoiled = JSON.parse(JSON.stringify({ ...document, ...change })) as JsonObject;
		expect(complaints('ecs', spoiled).join('\n')).toMatch(says);
	});
});

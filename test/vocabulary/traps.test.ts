import type { JsonObject } from '../../collector/json';
import { complaints, leftIn, mappers, vendors } from '../support/vocabularies';

interface Trap {
	readonly name: string;
	readonly vendor: keyof typeof vendors;
	readonly record: JsonObject;
	readonly ocsf?: JsonObject;
	readonly ecs?: JsonObject;
	/** What must stand where OCSF keeps what it has no member for. */
	readonly unmapped?: JsonObject;
}

const cloudlock = (change: JsonObject): JsonObject => ({
	event_id: '-6285966971996490902#0',
	created_at: '2026-11-20T08:15:00.000Z',
	client_ip: '192.0.2.7',
	user: { vendor_id: '1', user_email: 'mila@example.test' },
	vendor: { name: 'google', service: 'admin' },
	...change,
});

const setting = (...names: string[]): JsonObject =>
	cloudlock({ event_type: 'user_settings', raw: { events: names.map((name) => ({ name })) } });

const defender = (change: JsonObject): JsonObject => ({
	_id: 'a',
	timestamp: 1795668128687,
	device: { clientIP: '192.0.2.45' },
	user: { userName: 'mila@example.test' },
	appName: 'Office 365',
	eventTypeName: 'EVENT_CATEGORY_UNSPECIFIED',
	...change,
});

const operation = (rawOperationName: string, ...eventObjects: JsonObject[]): JsonObject =>
	defender({ mainInfo: { rawOperationName, eventObjects } });

const GROUP = { serviceObjectType: 'Group', name: 'Admins', id: 'g1' };
const FILE = { serviceObjectType: 'File', name: 'pay.xlsx', id: 'f1' };

const traps: readonly Trap[] = [
	{
		name: 'a password reset stands under Authentication, and is no sign-in',
		vendor: 'informatica',
		record: { actionCategory: 'Authentication', actionEvent: 'PASSWORD_RESET', objectName: 'mila' },
		ocsf: { type_uid: 300104 },
		ecs: { event: { category: ['iam'], type: ['change', 'user'], action: 'password_reset' } },
	},
	{
		name: 'something else stands under Authentication',
		vendor: 'informatica',
		record: { actionCategory: 'Authentication', actionEvent: 'UPDATE', objectName: 'mila' },
		ecs: { event: { category: ['authentication'], type: ['info'] } },
	},
	...['00:11:22:33:44:55', '12:34:56', ':::', '1:2:3:4:5:6:7:8:9', '01.02.03.04', '::ffff:999.1.1.1'].map(
		(client_ip) => ({
			name: `${client_ip} is no address`,
			vendor: 'cloudlock' as const,
			record: cloudlock({ event_type: 'login', client_ip }),
			unmapped: { client_ip },
		}),
	),
	{
		name: 'the words and the path of a file stay where they are read from',
		vendor: 'cloudlock',
		record: cloudlock({
			event_type: 'other',
			raw: { Operation: 'FileDownloaded', ObjectId: 'https://tenant.example/hr/payroll.xlsx' },
		}),
		ocsf: { type_uid: 600602, file: { name: 'payroll.xlsx' } },
		unmapped: { raw: { Operation: 'FileDownloaded', ObjectId: 'https://tenant.example/hr/payroll.xlsx' } },
	},
	{
		name: 'an empty word hides none behind it',
		vendor: 'cloudlock',
		record: cloudlock({
			event_type: 'other',
			raw: { eventName: '', Operation: 'FileDownloaded', ObjectId: 'a/b.txt' },
		}),
		ocsf: { type_uid: 600602 },
	},
	{
		name: 'the second of two settings is a password',
		vendor: 'cloudlock',
		record: setting('EDIT_LANGUAGE', 'CHANGE_PASSWORD'),
		ocsf: { type_uid: 300103 },
		unmapped: { raw: { events: [{ name: 'EDIT_LANGUAGE' }, { name: 'CHANGE_PASSWORD' }] } },
	},
	...[
		'REMOVE_RECOVERY_EMAIL',
		'ADD_NICKNAME',
		'CHANGE_USER_ADDRESS',
		'BLOCKED_SENDERS',
		'account_disabled_password_leak',
		'GENERATE_2SV_SCRATCH_CODES',
	].map((name) => ({
		name: `${name} makes, locks or removes no account`,
		vendor: 'cloudlock' as const,
		record: setting(name),
		ocsf: { type_uid: 300199, activity_name: name },
	})),
	{
		name: 'a suspicious activity that is no sign-in',
		vendor: 'cloudlock',
		record: cloudlock({ event_type: 'user_settings', extra: { auth: { is_suspicious: true } } }),
		ocsf: { severity_id: 3, is_alert: true, disposition_id: 15 },
	},
	{
		name: 'a sign-out with a word before it',
		vendor: 'cloudlock',
		record: cloudlock({ event_category: 'auth', event_type: 'user_logout' }),
		ocsf: { type_uid: 300202 },
		ecs: { event: { category: ['authentication'], type: ['end'] } },
	},
	{
		name: 'an address outside beside the one of the firewall',
		vendor: 'umbrella',
		record: { type: 'firewall', timestamp: 1795162530000, sourceip: '10.20.9.9', externalip: '203.0.113.9' },
		ocsf: { src_endpoint: { ip: '10.20.9.9' } },
		unmapped: { externalip: '203.0.113.9' },
	},
	{
		name: 'the root of the DNS',
		vendor: 'umbrella',
		record: { type: 'dns', timestamp: 1795162530000, domain: '.', externalip: '203.0.113.9' },
		unmapped: { domain: '.' },
	},
	...(
		[
			['get', { type_uid: 400203, http_request: { http_method: 'GET' } }],
			['PROPFIND', { type_uid: 400299, activity_name: 'PROPFIND' }],
		] as const
	).map(([requestmethod, ocsf]) => ({
		name: `the method ${requestmethod}`,
		vendor: 'umbrella' as const,
		record: {
			type: 'proxy',
			timestamp: 1795162530000,
			url: 'https://a.example/',
			externalip: '203.0.113.9',
			requestmethod,
		},
		ocsf,
	})),
	...(
		[
			['Directory Computers', 'device'],
			['Tunnel Group', 'src_endpoint'],
			['Network Devices', 'src_endpoint'],
		] as const
	).map(([label, member]) => ({
		name: `${label} are no people`,
		vendor: 'umbrella' as const,
		record: {
			type: 'dns',
			timestamp: 1795162530000,
			domain: 'a.example',
			identities: [{ id: 1, label: 'North', type: { label } }],
		},
		ocsf: { [member]: { uid: '1' } },
	})),
	{
		name: 'a name that nothing else says who it is',
		vendor: 'defender',
		record: defender({
			user: {},
			resolvedActor: { name: 'Mila' },
			mainInfo: { rawOperationName: 'GetReport' },
		}),
		ocsf: { type_uid: 600302, actor: { user: { name: 'Mila' } } },
	},
	{
		name: 'a sign-in of nobody',
		vendor: 'defender',
		record: defender({ user: {}, session: { sessionId: 's' }, eventTypeName: 'EVENT_CATEGORY_LOGIN' }),
		ocsf: { class_uid: 0 },
	},
	...['Log off', 'UserLoggedOut', 'EVENT_AAD_LOGOUT'].map((word) => ({
		name: `${word} is a sign-out`,
		vendor: 'defender' as const,
		record: operation(word),
		ocsf: { type_uid: 300202 },
		ecs: { event: { category: ['authentication'], type: ['end'] } },
	})),
	...(
		[
			['RESET_PASSWORD', 300104],
			['CHANGE_USER_PASSWORD', 300103],
		] as const
	).map(([category, type_uid]) => ({
		name: `${category} changes an account`,
		vendor: 'defender' as const,
		record: defender({
			eventTypeName: `EVENT_CATEGORY_${category}`,
			mainInfo: { eventObjects: [{ serviceObjectType: 'User', name: 'Omar', id: 'u1' }] },
		}),
		ocsf: { type_uid, user: { name: 'Omar' } },
		ecs: { event: { category: ['iam'], type: ['change', 'user'] } },
	})),
	...(
		[
			['Add member to group.', 300603, 'change'],
			['Remove member from group.', 300604, 'change'],
			['Add group.', 300606, 'creation'],
			['Delete group.', 300605, 'deletion'],
		] as const
	).map(([word, type_uid, type]) => ({
		name: `${word}`,
		vendor: 'defender' as const,
		record: operation(word, GROUP),
		ocsf: { type_uid, group: { name: 'Admins' } },
		ecs: { event: { category: ['iam'], type: [type, 'group'] }, group: { name: 'Admins', id: 'g1' } },
	})),
	...(
		[
			['FileSensitivityLabelRemoved', 600699],
			['FileRemoved', 600604],
			['FileBlocked', 600699],
			['FileMoved', 600607],
			['FileLocked', 600610],
		] as const
	).map(([word, type_uid]) => ({
		name: `${word}`,
		vendor: 'defender' as const,
		record: operation(word, FILE),
		ocsf: { type_uid },
	})),
	...(
		[
			['VIEW_SETTINGS', 600302],
			['Get-AddressList', 600302],
			['Set-Mailbox', 600303],
			['New-InboxRule', 600301],
		] as const
	).map(([word, type_uid]) => ({
		name: `the verb of ${word} comes first`,
		vendor: 'defender' as const,
		record: operation(word),
		ocsf: { type_uid },
	})),
	{
		name: 'success in capitals',
		vendor: 'defender',
		record: defender({ mainInfo: { activityResult: { isSuccess: 'True' } } }),
		ocsf: { status_id: 1 },
		ecs: { event: { outcome: 'success' } },
	},
	{
		name: 'an address in angle brackets is no tag',
		vendor: 'defender',
		record: defender({ description: 'Mail to <john@x.example> <b>sent</b>' }),
		ocsf: { message: 'Mail to <john@x.example> sent' },
	},
	{
		name: 'a name in angle brackets is no tag',
		vendor: 'defender',
		record: defender({ description: 'Add member to role <Global Admin> by <b>Ann</b>' }),
		ocsf: { message: 'Add member to role <Global Admin> by Ann' },
		ecs: { message: 'Add member to role <Global Admin> by Ann' },
	},
	...['<B>', '<a href="https://x.example/1">file</a>', 'line<br>line'].map(
		(markup): Trap => ({
			name: `what goes with ${markup} stays in the original`,
			vendor: 'defender',
			record: defender({ description: `Opened ${markup}` }),
			unmapped: { description: `Opened ${markup}` },
		}),
	),
	{
		name: 'a description of tags alone',
		vendor: 'defender',
		record: defender({ description: '<b></b>' }),
		unmapped: { description: '<b></b>' },
	},
];

it.each(traps)('$vendor: $name', ({ vendor, record, ocsf = {}, ecs = {}, unmapped = {} }) => {
	const vocabularies = vendors[vendor]?.vocabularies;
	if (!vocabularies) throw new Error(`There is no vendor ${vendor}.`);
	const found = mappers.ocsf(vocabularies, record).event;
	const document = mappers.ecs(vocabularies, record).event;
	expect(found).toMatchObject(ocsf);
	expect(leftIn('ocsf', found, vocabularies) ?? {}).toMatchObject(unmapped);
	expect(document).toMatchObject(ecs);
	expect([...complaints('ocsf', found), ...complaints('ecs', document)]).toEqual([]);
});

it.each([
	{ name: 'a word that nobody knows', record: operation('Frobnicate'), counted: 'Frobnicate' },
	{ name: 'a verb that is known', record: operation('FileDownloaded'), counted: undefined },
	{
		name: 'a category of files',
		record: defender({ eventTypeName: 'EVENT_CATEGORY_SHARE_FILE' }),
		counted: undefined,
	},
	{
		name: 'a category of accounts',
		record: defender({ eventTypeName: 'EVENT_CATEGORY_DISABLE_USER' }),
		counted: undefined,
	},
	{
		name: 'a category that nobody knows',
		record: defender({ eventTypeName: 'EVENT_CATEGORY_FROBNICATE' }),
		counted: 'FROBNICATE',
	},
	{ name: 'no word at all', record: { _id: 'a' }, counted: 'no eventTypeName' },
])('Defender: $name is counted as $counted', ({ record, counted }) => {
	const vocabularies = vendors['defender']?.vocabularies;
	if (!vocabularies) throw new Error('There is no Defender.');
	expect(mappers.ocsf(vocabularies, record as JsonObject).unknownKind).toBe(counted);
	expect(mappers.ecs(vocabularies, record as JsonObject).unknownKind).toBe(counted);
});

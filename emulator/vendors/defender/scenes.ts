import type { JsonObject, JsonValue } from '../../json';
import { below, chance, hex, pick, type NonEmpty, type Random } from '../../random';
import type { Kind } from './kinds';

export const AAD_TENANT_ID = '11111111-2222-4333-8444-555555555555';

export interface Person {
	readonly name: string;
	readonly mail: string;
	readonly id: string;
}

export const people: NonEmpty<Person> = [
	{ name: 'Mila Koster', mail: 'mila.koster@example.test', id: 'aaaa1111-bbbb-4ccc-8ddd-eeee22223333' },
	{ name: "Seán O'Connor", mail: "sean.o'connor@example.test", id: 'aaaa1111-bbbb-4ccc-8ddd-eeee22224444' },
	{ name: '山田 太郎', mail: 'taro.yamada@example.test', id: 'aaaa1111-bbbb-4ccc-8ddd-eeee22225555' },
	{ name: 'Omar Haddad', mail: 'omar.haddad@example.test', id: 'aaaa1111-bbbb-4ccc-8ddd-eeee2222ffff' },
];

interface Place {
	readonly country: string;
	readonly location: JsonObject;
}

const place = (country: string, city: string, region: string, code: string, more: JsonObject): Place => ({
	country,
	location: {
		countryCode: country,
		city,
		region,
		regionCode: code,
		organizationSearchable: 'Example Telecom',
		anonymousProxy: false,
		isSatelliteProvider: false,
		category: 0,
		categoryValue: 'NONE',
		...more,
	},
});

const places: NonEmpty<Place> = [
	place('NL', 'Utrecht', 'Utrecht', 'UT', { longitude: 5.12, latitude: 52.09 }),
	place('US', 'Tampa', 'Florida', 'FL', { longitude: -82.46, latitude: 27.95, postalCode: '33602' }),
	place('DE', 'München', 'Bayern', 'BY', { longitude: 11.58, latitude: 48.14, categoryValue: 'null' }),
];

export interface Scene {
	readonly kind: Kind;
	readonly person: Person;
	readonly random: Random;
	readonly time: number;
	readonly link: JsonValue;
}

function file({ person, random, time, link }: Scene): JsonObject {
	const where = pick(random, places);
	const address = `203.0.113.${1 + below(random, 254)}`;
	const site = `https://example-my.sharepoint.test/personal/${person.id}/`;
	return {
		srcAppId: 11161,
		genericEventType: 'ENUM_ACTIVITY_GENERIC_TYPE_BASIC',
		eventRouting: { auditing: true, lograbber: true, scubaUnpacker: false },
		confidenceLevel: 20,
		source: 2,
		device: {
			clientIP: address,
			userAgent: 'OneDriveMpc-Transform_Thumbnail/1.0',
			countryCode: where.country,
		},
		location: where.location,
		user: { userName: person.mail, userTags: ['65aa00112233445566778899'] },
		userAgent: {
			family: 'MICROSOFT_ONEDRIVE_FOR_BUSINESS',
			name: 'Microsoft OneDrive for Business',
			operatingSystem: { name: 'Unknown', family: 'Unknown' },
			type: 'Application',
			typeName: 'Application',
			deviceType: 'OTHER',
			nativeBrowser: true,
			tags: ['000000000000000000000000'],
			os: 'OTHER',
			browser: 'MICROSOFT_ONEDRIVE_FOR_BUSINESS',
		},
		internals: { otherIPs: [address] },
		mainInfo: {
			eventObjects: [
				{
					objType: 1,
					role: 3,
					tags: [],
					name: site,
					id: 'c1c2c3c4-0000-4000-8000-00000000000a',
					serviceObjectType: 'OneDrive Site Collection',
				},
				{
					objType: 21,
					role: 4,
					tags: [],
					name: person.name,
					instanceId: 0,
					resolved: true,
					saasId: 11161,
					id: person.mail,
					link,
				},
				{
					objType: 23,
					role: 4,
					tags: ['65aa00112233445566778899'],
					name: person.name,
					instanceId: 0,
					resolved: true,
					saasId: 11161,
					id: person.id,
					link,
				},
			],
			rawOperationName: 'FilePreviewed',
			prettyOperationName: 'FilePreviewed',
			type: 'basic',
		},
		lograbberService: { o365EventGrabber: true, gediEvent: true },
		collected: {
			o365: {
				blobCreated: new Date(time).toISOString(),
				blobId: `${hex(random, 12)}$audit_sharepoint$Audit_SharePoint$emea0029`,
			},
		},
		rawDataJson: {
			Operation: 'FilePreviewed',
			Workload: 'OneDrive',
			RecordType: 6,
			UserType: 0,
			CreationTime: new Date(time).toISOString(),
			OrganizationId: AAD_TENANT_ID,
			UserId: person.mail,
			ClientIP: address,
			ItemType: 'File',
			// Keys that differ in case only: microsoft/MCAS PR 39.
			EventSource: 'SharePoint',
			eventSource: 'sharepoint',
			SourceFileName: pick(random, ['budget.docx', 'Übersicht "Q4".xlsx', 'plan.pptx']),
			ObjectId: `${site}Documents/budget.docx`,
			Version: 1,
		},
		resolvedActor: {
			id: person.id,
			saasId: '11161',
			instanceId: '0',
			tags: ['65aa00112233445566778899'],
			objType: '23',
			name: person.name,
			role: '4',
			resolved: true,
		},
		classifications: [],
		entityData: {
			'0': { displayName: person.name, id: { id: person.mail, saas: 11161, inst: 0 }, resolved: true },
			'1': null,
			'2': { displayName: person.name, id: { id: person.id, saas: 11161, inst: 0 }, resolved: true },
		},
		description_id: 'EVENT_DESCRIPTION_BASIC_EVENT',
		description: 'FilePreviewed',
		description_metadata: { target_object: '', operation_name: 'FilePreviewed', colon: '', dash: '' },
	};
}

function failedLogin({ person, random, time }: Scene): JsonObject {
	const where = pick(random, places);
	const address = `198.51.100.${1 + below(random, 254)}`;
	return {
		srcAppId: 11161,
		genericEventType: 'ENUM_ACTIVITY_GENERIC_TYPE_FAILED_LOGIN',
		confidenceLevel: 30,
		source: 2,
		user: { userTags: ['65aa00112233445566778899'] },
		failedUserData: { userName: person.mail },
		device: { clientIP: address, userAgent: ';Windows 10;Edge 120.0;', countryCode: where.country },
		location: where.location,
		userAgent: {
			family: 'EDGE',
			name: 'Edge',
			version: '120.0',
			major: '120',
			minor: '0',
			operatingSystem: { name: 'Windows', family: 'Windows', version: '10' },
			type: 'Browser',
			typeName: 'Browser',
			deviceType: 'DESKTOP',
			nativeBrowser: false,
			tags: ['000000010000000000000000'],
			os: 'windows',
			browser: 'EDGE',
		},
		mainInfo: {
			type: 'failedLogin',
			rawOperationName: 'SAS:ProcessAuth',
			prettyOperationName: 'SAS:ProcessAuth',
			activityResult: { isSuccess: false, message: 'Wrong user name or password' },
			eventObjects: [
				{ objType: 6, role: 1, tags: [], id: '99990000-0000-4000-8000-000000000001', name: 'Azure Portal' },
				{ objType: 7, role: 3, tags: [], name: 'Pass-through authentication', value: 'false' },
				{ objType: 2, role: 2, tags: [], id: person.id, name: person.mail },
			],
		},
		collected: { aadLogins: { enqueueTime: time + 90_000, routingTime: time + 90_017, MCAS_Router: false } },
		lograbberService: { scubaUnpacker: true },
		rawDataJson: {
			EventType: 'MCASLoginEvent',
			LoginStatus: 'Failure',
			LoginErrorCode: 50126,
			Upn: person.mail,
			IpAddress: address,
			ApplicationName: 'Azure Portal',
			MfaRequired: chance(random, 0.5),
			TimeStamp: new Date(time).toISOString(),
			TenantId: AAD_TENANT_ID,
			Level: 'Warning',
			level: 4,
		},
		classifications: ['access'],
		description_id: 'EVENT_DESCRIPTION_FAILED_LOGIN',
		description: 'Failed log on (Failure message: Wrong user name or password)',
		description_metadata: { event_category: 'Failed log on', colon: '', dash: '' },
	};
}

const consoleLogin = ({ random }: Scene): JsonObject => ({
	genericEventType: 'ENUM_ACTIVITY_GENERIC_TYPE_LOGIN',
	confidenceLevel: 30,
	eventRouting: { auditing: true },
	session: { sessionId: hex(random, 64) },
	classifications: ['access'],
	description_id: 'EVENT_DESCRIPTION_LOGIN',
	description: 'Log on',
	mainInfo: {
		type: 'login',
		rawOperationName: 'login',
		prettyOperationName: 'login',
		activityResult: { isSuccess: true },
		eventObjects: [],
	},
});

const alert = ({ person, random, time }: Scene): JsonObject => ({
	genericEventType: 'ENUM_ACTIVITY_GENERIC_TYPE_UNKNOWN',
	eventRouting: { auditing: true, adminEvent: true },
	tags: ['000000110000000000000000'],
	classifications: [],
	description_id: 'EVENT_ADALLOM_ALERT_DISMISSED',
	description: 'Dismiss alert <b>Impossible travel activity</b> &amp; close',
	description_metadata: { adallom_title: 'Impossible travel activity' },
	mainInfo: { type: 'unknown', eventObjects: [] },
	adallom: {
		alertMongoId: hex(random, 24),
		alertTitle: 'Impossible travel activity',
		alertTypeId: 15_859_716,
		alertSeverity: 1,
		alertScore: '32',
		alertTimestamp: time - 12_060_238,
		alertActor: `11161|0|${person.id}`,
		handledByUser: 'soc@example.test',
		count: 1,
		feedback: '',
		licenses: ['AdallomDiscovery', 'AdallomForO365'],
	},
});

function other({ kind, person, random, link }: Scene): JsonObject {
	const where = pick(random, places);
	const session = kind.eventTypeName === 'EVENT_CATEGORY_UPLOAD_FILE';
	const quiet = kind.appId === 11114;
	return {
		genericEventType: 'ENUM_ACTIVITY_GENERIC_TYPE_BASIC',
		confidenceLevel: 20,
		source: session ? 1 : 2,
		...(session ? { takenAction: 'block' } : {}),
		device: quiet
			? { clientIP: '' }
			: { clientIP: `192.0.2.${1 + below(random, 254)}`, countryCode: where.country },
		...(quiet ? {} : { location: where.location }),
		user: { userName: person.mail },
		mainInfo: {
			type: 'basic',
			rawOperationName: kind.operation,
			prettyOperationName: kind.operation,
			eventObjects: [
				{ objType: 21, role: 4, tags: [], name: person.name, saasId: kind.appId, id: person.mail, link },
			],
		},
		rawDataJson:
			kind.appId === 20893
				? { Operation: kind.operation, Parameters: [{ Name: 'ForwardTo', Value: 'x@evil.example' }] }
				: { Operation: kind.operation },
		classifications: [],
		description_id: 'EVENT_DESCRIPTION_BASIC_EVENT',
		description: kind.operation,
	};
}

/** What a record of each kind holds beside the head that all have. */
export const details: Readonly<Record<Kind['name'], (scene: Scene) => JsonObject>> = {
	file,
	failedLogin,
	console: consoleLogin,
	alert,
	other,
};

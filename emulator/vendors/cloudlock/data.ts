import type { JsonObject } from '../../json';
import {
	below,
	chance,
	digits,
	pick,
	rowRandom,
	uuid,
	weighted,
	type NonEmpty,
	type Random,
} from '../../random';

type Platform = 'googleLogin' | 'googleAdmin' | 'aws' | 'office365';

const mixture: NonEmpty<readonly [number, Platform]> = [
	[45, 'googleLogin'],
	[15, 'googleAdmin'],
	[20, 'aws'],
	[20, 'office365'],
];

const platformOf = (random: Random): Platform => weighted(random, mixture);

/** Only the AWS rows have digits below the millisecond. `time` is in microseconds. */
export function timeOnRow(seed: number, ordinal: number, time: number): number {
	return platformOf(rowRandom(seed, ordinal)) === 'aws' ? time : Math.floor(time / 1000) * 1000;
}

/**
 * Activities after the samples of https://docs.umbrella.com/cloudlock-documentation/docs/activities-endpoint and of
 * Cisco's OpenAPI file. `part` is the number behind `#`: rows of one origin id share all but that.
 */
export function cloudlockRecord(seed: number, ordinal: number, time: number, part: number): JsonObject {
	const random = rowRandom(seed, ordinal);
	const platform = platformOf(random);
	return makers[platform](random, time, part);
}

const millis = (time: number): string => new Date(Math.floor(time / 1000)).toISOString();

/** `2026-11-20T06:40:55.120394+00:00` */
const micros = (time: number): string =>
	`${millis(time).slice(0, 19)}.${String(time % 1_000_000).padStart(6, '0')}+00:00`;

const people: NonEmpty<string> = [
	'm.berg@corp.example',
	"s.o'neil@corp.example",
	's.ito@corp.example',
	'jürgen@corp.example',
];

const places: NonEmpty<JsonObject> = [
	{
		lat: 59.91,
		lng: 10.75,
		country: { code: 'NO', name: 'Norway' },
		region: { code: '12', name: 'Oslo' },
		city: 'Oslo',
	},
	{
		lat: 38,
		lng: -97,
		country: { code: 'US', name: 'United States' },
		region: { code: '', name: '' },
		city: '',
	},
	{
		lat: '48.85',
		lng: '2.35',
		country: { code: 'FR', name: 'France' },
		region: { code: '11', name: 'Île-de-France' },
		city: 'Paris',
	},
];

const negativeId = (random: Random): string =>
	`${chance(random, 0.6) ? '-' : ''}${1 + below(random, 8)}${digits(random, 18)}`;

const suspicion = (random: Random): boolean | null => pick(random, [null, null, true, false]);

type Maker = (random: Random, time: number, part: number) => JsonObject;

const googleLogin: Maker = (random, time, part) => {
	const id = negativeId(random);
	const user = pick(random, people);
	const success = chance(random, 0.8);
	const address = `203.0.113.${1 + below(random, 254)}`;
	return {
		event_id: `${id}#${part}`,
		origin_id: id,
		client_ip: address,
		event_type: 'login',
		event_category: 'auth',
		created_at: millis(time),
		operation_successful: success,
		client_location: pick(random, places),
		user: { vendor_id: `1044556677889900${digits(random, 5)}`, user_email: user },
		user_agent: '',
		vendor: { name: 'google', service: 'auth' },
		extra: {
			auth: { auth_type: chance(random, 0.5) ? 'google_password' : '', is_suspicious: suspicion(random) },
		},
		raw: {
			kind: 'admin#reports#activity',
			id: { time: millis(time), uniqueQualifier: id, applicationName: 'login', customerId: 'C00example' },
			etag: '"synthetic/etag1"',
			actor: { email: user, profileId: '104455667788990011223' },
			ipAddress: address,
			events: [
				{
					type: 'login',
					name: success ? 'login_success' : 'login_failure',
					parameters: [{ name: 'login_type', value: 'google_password' }],
				},
			],
		},
	};
};

const googleAdmin: Maker = (random, time, part) => {
	const id = negativeId(random);
	return {
		event_id: `${id}#${part}`,
		origin_id: id,
		client_ip: `198.51.100.${1 + below(random, 254)}`,
		event_type: 'user_settings',
		event_category: 'admin',
		created_at: millis(time),
		operation_successful: true,
		client_location: pick(random, places),
		user: { vendor_id: '118800112233445566778', user_email: 'it-admin@corp.example' },
		user_agent: '',
		vendor: { name: 'google', service: 'admin' },
		extra: { auth: { auth_type: '', is_suspicious: null } },
		raw: {
			kind: 'admin#reports#activity',
			events: [{ type: 'USER_SETTINGS', name: 'CHANGE_PASSWORD', parameters: [] }],
		},
	};
};

const aws: Maker = (random, time, part) => {
	const id = uuid(random);
	return {
		event_id: `aws:CloudTrail:${id}${part > 0 ? `#${part}` : ''}`,
		origin_id: id,
		client_ip: '2001:db8::41',
		event_type: 'other',
		event_category: 'cloud_admin',
		created_at: micros(time),
		operation_successful: chance(random, 0.95),
		client_location: pick(random, places),
		user: { vendor_id: 'AIDAEXAMPLE0000000001', user_email: 'deploy@corp.example' },
		user_agent: 'aws-cli/2 synthetic',
		vendor: { name: 'aws', service: 'CloudTrail' },
		extra: {},
		raw: { eventName: 'PutBucketPolicy', eventSource: 's3.amazonaws.com', awsRegion: 'eu-west-3' },
	};
};

const office365: Maker = (random, time, part) => {
	const id = uuid(random);
	return {
		event_id: `office365:sharepoint:${id}${part > 0 ? `#${part}` : ''}`,
		origin_id: id,
		client_ip: `192.0.2.${1 + below(random, 254)}`,
		event_type: 'other',
		event_category: 'content',
		created_at: millis(time),
		operation_successful: true,
		client_location: null,
		user: { vendor_id: '10032000AB12CD34', user_email: pick(random, people) },
		user_agent: 'Example/5.0',
		vendor: { name: 'office365', service: 'sharepoint' },
		extra: { auth: { auth_type: '', is_suspicious: suspicion(random) } },
		raw: { Operation: 'FileDownloaded', ObjectId: 'https://tenant.example/sites/hr/Gehälter & Löhne.xlsx' },
	};
};

const makers: Readonly<Record<Platform, Maker>> = { googleLogin, googleAdmin, aws, office365 };

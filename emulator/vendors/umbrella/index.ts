import { ok, type Answer, type Call, type Route } from '../../exchange';
import { listAt, numberAt, valueAt, type JsonObject } from '../../json';
import { mix } from '../../random';
import { Table } from '../../table';
import { timeline } from '../../timeline';
import { DAY_MS, type SourceFilter, type Vendor, type VendorSetup } from '../../vendor';
import { message, UmbrellaAccess, type Scope, type UmbrellaSettings } from './access';
import { Activity, typeOf } from './activity';
import { activityRecord, securityRecord, type ActivityType } from './data';
import { listCategories, listIdentities } from './reference';

const SOURCE = 'ciscoUmbrella';

/** One row in a hundred repeats the one before in every field: two equal queries in one second are two records. */
const isTwin = (seed: number, ordinal: number): boolean => ordinal > 0 && mix(seed, ordinal, 1) % 100 === 0;

/** Every 500th row opens a burst of 25 in one second; one row in twelve shares the second of the row before. */
const isTied = (seed: number, ordinal: number): boolean =>
	isTwin(seed, ordinal) || (ordinal % 500 > 0 && ordinal % 500 < 25) || mix(seed, ordinal, 2) % 12 === 0;

/** Records carry their time in milliseconds, always whole seconds; the retrospective kind in seconds. */
const timeOf = (record: JsonObject): number =>
	numberAt(record, 'timestamp') * (typeOf(record) === 'amp-retrospective' ? 1000 : 1);

/** Blocked, and for a security category: what v1 reported as a security event. */
const isSecurityEvent: SourceFilter = (record) =>
	record['verdict'] === 'blocked' &&
	[...listAt(record, 'categories'), ...listAt(record, 'policycategories')].some(
		(category) => valueAt(category, 'type') === 'security',
	);

/** The current Umbrella Reporting API: `/auth/v2/token` and `/reports/v2/...`. */
export function umbrella(setup: VendorSetup<UmbrellaSettings>): Vendor {
	const { seed, switches } = setup;
	const table = makeTable(setup);
	const access = new UmbrellaAccess(switches);
	const served = (record: JsonObject): JsonObject =>
		switches.extraFields
			? { ...record, vNextField: { risk: 'unscored', tags: [] }, 'x-experimental': null }
			: record;
	const activity = new Activity({ table, seed, settings: switches, served, moved: (window) => move(window) });

	const move = ({ from, to }: { readonly from: number; readonly to: number }): void => {
		const fresh = (time: number): JsonObject =>
			securityRecord(seed, table.nextOrdinal, Math.floor(time / 1000) * 1000);
		for (let n = 0; n < switches.insertBetweenPages; n++) table.add([fresh(setup.now())]);
		for (let n = 0; n < switches.lateBetweenPages; n++) table.add([fresh(from + (to - from) / 2)]);
	};

	const guarded =
		(scope: Scope, answer: (call: Call) => Answer) =>
		(call: Call): Answer =>
			access.refusal(call, scope) ?? redirected(call, switches) ?? answer(call);

	const data = (path: string, answer: (call: Call) => Answer, scope: Scope = 'scope'): Route[] =>
		['/reports/v2', '/reports.eu/v2', '/reports.us/v2'].map((base) => ({
			kind: 'data',
			methods: ['GET'],
			path: base + path,
			answer: guarded(scope, answer),
		}));

	const endpoints = ['dns', 'proxy', 'firewall', 'intrusion', 'ip', 'amp-retrospective'];
	return {
		name: 'umbrella',
		unitsPerMs: 1,
		table,
		served,
		faults: () => switches.faults,
		refusal: message,
		routes: [
			{
				kind: 'auth',
				methods: ['GET', 'POST'],
				path: '/auth/v2/token',
				answer: (call) => access.token(call),
			},
			...data('/activity', (call) => activity.page(call, 'all')),
			...endpoints.flatMap((name) => data(`/activity/${name}`, (call) => activity.page(call, name))),
			...data('/categories', listCategories, 'utilitiesScope'),
			...data('/identities', (call) => listIdentities(call, switches), 'utilitiesScope'),
		],
		sources: {
			[`${SOURCE}.activity`]: (record) => typeOf(record) !== 'amp-retrospective',
			[`${SOURCE}.securityActivity`]: isSecurityEvent,
			...Object.fromEntries(
				endpoints.map((name): [string, SourceFilter] => [
					`${SOURCE}.activity.${name === 'amp-retrospective' ? 'ampRetrospective' : name}`,
					(record) => typeOf(record) === name,
				]),
			),
		},
		fresh: (source, ordinal, time) => {
			const second = Math.floor(time / 1000) * 1000;
			const type = freshTypes[source];
			return type ? activityRecord(seed, ordinal, second, type) : securityRecord(seed, ordinal, second);
		},
	};
}

const freshTypes: Readonly<Record<string, ActivityType>> = {
	[`${SOURCE}.activity.dns`]: 'dns',
	[`${SOURCE}.activity.proxy`]: 'proxy',
	[`${SOURCE}.activity.firewall`]: 'firewall',
	[`${SOURCE}.activity.intrusion`]: 'intrusion',
	[`${SOURCE}.activity.ip`]: 'ip',
	[`${SOURCE}.activity.ampRetrospective`]: 'amp',
};

function makeTable({ seed, records, spanDays, end }: VendorSetup<UmbrellaSettings>): Table {
	const times = timeline({
		seed,
		count: records,
		from: end - spanDays * DAY_MS,
		to: end,
		grain: 1000,
		tied: (ordinal) => isTied(seed, ordinal),
	});
	const content = (ordinal: number): number => (isTwin(seed, ordinal) ? content(ordinal - 1) : ordinal);
	const time = (ordinal: number): number => times[ordinal] ?? end;
	return new Table(
		{
			count: records,
			key: (_name, ordinal) => time(ordinal),
			record: (ordinal) => activityRecord(seed, content(ordinal), time(ordinal)),
		},
		{ time: timeOf },
	);
}

/**
 * Data lives in one region; a caller elsewhere is sent there with 302. Other host: demisto/content
 * CiscoUmbrellaReporting.py. Same host, `/reports.eu/`: https://docs.datagrail.io/docs/integrations/api-documentation/cisco_umbrella.
 * In the body of a 200: mahmoudawni88/ArcSight-integration-with-Cisco-umbrella src/CiscoUmbrellaApi.py.
 */
function redirected(call: Call, switches: UmbrellaSettings): Answer | undefined {
	const { redirect, redirectStatus, redirectLocation } = switches;
	const region = /^\/reports(\.\w+)?\//.exec(call.path)?.[1];
	if (redirect === 'none' || (region !== undefined && redirect !== 'loop')) return undefined;
	const target = region === '.eu' ? '/reports.us/' : '/reports.eu/';
	const path = call.path.replace(/^\/reports(\.\w+)?\//, target);
	const query = call.rawQuery === '' ? '' : `?${call.rawQuery}`;
	const here = redirectLocation === 'relative' ? '' : call.origin;
	const origins = {
		otherHost: otherName(call.origin),
		foreignHost: 'https://reports.evil.example',
		inBody: call.origin,
	};
	const location = `${redirect === 'sameHost' || redirect === 'loop' ? here : origins[redirect]}${path}${query}`;
	if (redirect === 'inBody') return ok({ meta: {}, data: { redirect: location } });
	return { status: redirectStatus, headers: { location }, text: '', type: 'text/html' };
}

/** The same machine by its other loopback name: to a client, another host. */
function otherName(origin: string): string {
	const url = new URL(origin);
	url.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
	return url.origin;
}

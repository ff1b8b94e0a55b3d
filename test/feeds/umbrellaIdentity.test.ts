import { shortIdentity, stableIdentity } from '../../collector/identity';
import { identityOf, wordingOf } from '../../nodes/CiscoUmbrella/record';
import type { VendorRecord } from '../../collector/feed';
import { inProcessEmulator } from '../../emulator';
import { relabelled } from '../../emulator/relabel';

/** A record is known by what happened, when, to whom and by which rule. */

const laptop = {
	id: 310_445_127,
	label: 'FIN-LT-0417',
	type: { id: 9, label: 'Roaming Computers' },
	deleted: false,
};
const branch = { id: 7, label: 'Branch Lyon', type: { id: 1, label: 'Networks' }, deleted: false };
const malware = { id: 66, label: 'Malware', type: 'security', deprecated: false };

const head = (type: string) => ({ type, timestamp: 1_795_162_492_000, date: '2026-11-20', time: '08:14:52' });
const said = {
	identities: [laptop, branch],
	categories: [malware],
	policycategories: [malware],
	threats: [],
};
const addresses = { internalip: '10.20.4.31', externalip: '203.0.113.45' };
const tuple = {
	sourceip: '10.20.9.9',
	sourceport: 40_022,
	destinationip: '192.0.2.90',
	destinationport: 443,
	protocol: { id: 6, label: 'TCP' },
};

const records = {
	dns: {
		...head('dns'),
		...said,
		...addresses,
		domain: 'beacon.c2-node.example',
		querytype: 'A',
		returncode: 0,
		verdict: 'blocked',
		rule: { id: 12, label: 'Default', traffictype: null },
	},
	proxy: {
		...head('proxy'),
		...said,
		...addresses,
		url: 'http://files.example/invoice.iso',
		verdict: 'blocked',
		destinationip: '192.0.2.80',
		port: 80,
		requestmethod: 'GET',
		statuscode: 403,
		requestsize: 412,
		responsesize: 0,
		useragent: 'ExampleBrowser/1.0',
		amp: { disposition: 'malicious', score: 95, malware: 'W32.Sample' },
		policy: { ruleid: 7011, rulesetid: 42, timebasedrule: false },
	},
	firewall: {
		...head('firewall'),
		...said,
		...tuple,
		verdict: 'blocked',
		rule: { id: 12, label: 'Deny unknown egress' },
		direction: 'towards',
		packetsize: 64,
	},
	intrusion: {
		...head('intrusion'),
		...tuple,
		identities: [branch],
		verdict: 'would_block',
		severity: 'HIGH',
		sessionid: 90_817_263,
		signature: { generatorid: 1, id: 58_801, label: 'MALWARE-CNC sample beacon', cves: ['cve-2015-0279'] },
		signaturelist: { id: 1112 },
	},
	ip: { ...head('ip'), ...said, ...tuple, verdict: 'blocked' },
	'amp-retrospective': {
		timestamp: 1_795_162_540,
		firstseenat: 1_795_100_000,
		disposition: 'malicious',
		score: 100,
		hostname: 'files.example',
		malwarename: 'W32.Sample',
		sha256: '4f1caa',
	},
	'a type of later': { ...head('ztna'), ...said, ...tuple, verdict: 'blocked' },
	v1: {
		originId: 310_445_127,
		internalIp: '10.20.4.31',
		externalIp: '203.0.113.45',
		destination: 'cdn.payload-drop.example',
		originLabel: 'FIN-LT-0417',
		categories: ['Malware'],
		originType: 'Roaming Computers',
		actionTaken: 'BLOCKED',
		datetime: '2026-11-20T08:14:52.317Z',
	},
} satisfies Record<string, VendorRecord>;

type Kind = keyof typeof records;

const kinds = Object.entries(records).map(([kind, record]) => ({ kind, record: record as VendorRecord }));

const relabellings: ReadonlyArray<{
	readonly name: string;
	readonly by: (record: VendorRecord) => VendorRecord;
}> = [
	{
		name: 'a label is renamed and a flag flips',
		by: (record) => ({
			...record,
			...('identities' in record
				? {
						identities: [
							{ ...branch, deleted: true },
							{ ...laptop, label: 'HR' },
						],
					}
				: {}),
			...('originLabel' in record ? { originLabel: 'HR', originType: 'Networks' } : {}),
		}),
	},
	{
		name: 'the order of members changes',
		by: (record) => Object.fromEntries(Object.entries(record).reverse()),
	},
	{
		name: 'a member is added',
		by: (record) => ({ ...record, vNextField: { risk: 'unscored' }, 'x-new': 1 }),
	},
	{
		name: 'categories, threats and a score are judged anew',
		by: (record) => ({ ...record, categories: [], threats: [{ label: 'Bot' }], score: 3, severity: 'LOW' }),
	},
	{ name: 'an empty member appears', by: (record) => ({ ...record, useragent: record['useragent'] ?? '' }) },
];

describe.each(kinds)('a record of $kind', ({ record }) => {
	it.each(relabellings)('is the same when $name', ({ by }) => {
		// Of the intrusion record alone, the identities are others, not the same in another order.
		const given = record['type'] === 'intrusion' ? { ...record, identities: [laptop, branch] } : record;
		expect(identityOf(by(given))).toBe(identityOf(given));
	});

	it('is the same however the emulator words it', () => {
		const wordings = Array.from({ length: 30 }, (_, round) => relabelled(record as never, 1, round));
		expect(new Set(wordings.map((one) => identityOf(one as VendorRecord)))).toEqual(
			new Set([identityOf(record)]),
		);
		expect(new Set(wordings.map((one) => wordingOf(one as VendorRecord))).size).toBeGreaterThan(5);
	});
});

const others: ReadonlyArray<{ readonly kind: Kind; readonly what: string; readonly change: VendorRecord }> = [
	{ kind: 'dns', what: 'when', change: { timestamp: 1_795_162_493_000 } },
	{ kind: 'dns', what: 'what', change: { domain: 'other.example' } },
	{ kind: 'dns', what: 'kind of query', change: { querytype: 'AAAA' } },
	{ kind: 'dns', what: 'whom', change: { identities: [branch] } },
	{ kind: 'dns', what: 'address', change: { internalip: '10.20.4.32' } },
	{ kind: 'dns', what: 'decision', change: { verdict: 'allowed' } },
	{ kind: 'dns', what: 'rule', change: { rule: { id: 13, label: 'Default' } } },
	{ kind: 'proxy', what: 'address', change: { url: 'http://files.example/other.iso' } },
	{ kind: 'proxy', what: 'rule', change: { policy: { ruleid: 7012, rulesetid: 42 } } },
	{ kind: 'proxy', what: 'size', change: { requestsize: 413 } },
	{ kind: 'firewall', what: 'port', change: { sourceport: 40_023 } },
	{ kind: 'firewall', what: 'rule', change: { rule: { id: 13 } } },
	{ kind: 'intrusion', what: 'session', change: { sessionid: 90_817_264 } },
	{ kind: 'intrusion', what: 'signature', change: { signature: { generatorid: 1, id: 58_802 } } },
	{ kind: 'ip', what: 'destination', change: { destinationip: '192.0.2.91' } },
	{ kind: 'amp-retrospective', what: 'file', change: { sha256: '4f1cab' } },
	{ kind: 'a type of later', what: 'destination', change: { destinationip: '192.0.2.91' } },
	{ kind: 'v1', what: 'when', change: { datetime: '2026-11-20T08:14:52.318Z' } },
	{ kind: 'v1', what: 'whom', change: { originId: 1 } },
	{ kind: 'v1', what: 'destination', change: { destination: 'other.example' } },
];

it.each(others)('another $what makes another record of $kind', ({ kind, change }) => {
	expect(identityOf({ ...records[kind], ...change })).not.toBe(identityOf(records[kind]));
});

it('a record that says nothing we know is known by all that it says', () => {
	expect(identityOf({ note: 'a' })).not.toBe(identityOf({ note: 'b' }));
});

it('hashes to the identities that tickets are kept by', () => {
	const known = kinds.map(({ kind, record }) => [kind, stableIdentity(identityOf(record), 1)]);
	expect(Object.fromEntries(known)).toMatchInlineSnapshot(`
		{
		  "a type of later": "kSBjIEIRXwsj_Ia4d3_oxj",
		  "amp-retrospective": "xqXL9zyHFqzyP6o2BspHn7",
		  "dns": "esskgF0QCEsW0OO1rTlfgl",
		  "firewall": "5JOlbwHx3_IVPBVewX75YO",
		  "intrusion": "02cI9Qx3kvmuiZVTxQ43HL",
		  "ip": "QBixAcdBxb4pK5BKEPybyc",
		  "proxy": "EbSdEWAoPF2f8mxaKQV9ap",
		  "v1": "tmbyWm5D7-UNFFICaG5aCj",
		}
	`);
});

it('tells nearly all records of the emulator apart', () => {
	const emulator = inProcessEmulator({ records: { umbrella: 3_000 } });
	const all = emulator.records('ciscoUmbrella.activity') as readonly VendorRecord[];
	const wordings = new Set(all.map((record) => shortIdentity(wordingOf(record))));
	const identities = new Set(all.map((record) => shortIdentity(identityOf(record))));
	expect(identities.size).toBe(wordings.size);
});

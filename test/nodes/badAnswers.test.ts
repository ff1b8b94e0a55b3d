import type { SwitchSettings } from '../../emulator';
import { nodeSource, nodeSources } from '../support/nodeSources';
import { expectRefusal, type Refusal } from '../support/refusal';

const always = { on: { from: 1 } } as const;

/** A fault on every data call of the vendor behind a source. */
const onData = (source: string, rule: object): SwitchSettings => ({
	[nodeSource(source).emulated]: { faults: [{ ...always, ...rule }] },
});

const everySource = nodeSources.map(({ name }) => name);

const fromAnywhere: readonly Refusal[] = everySource.flatMap((source): readonly Refusal[] => [
	{
		source,
		name: 'a web page with status 200 from the wrong host',
		switches: onData(source, { kind: 'html', status: 200 }),
		code: 200,
		says: /HTML page/,
		next: /address in the credential/i,
	},
	{
		source,
		name: 'a web page with status 404 from the wrong host',
		switches: onData(source, { kind: 'html', status: 404 }),
		code: 404,
		says: /HTML page/,
		next: /address in the credential/i,
	},
	{
		source,
		name: 'a used up quota',
		switches: onData(source, { kind: 'status', status: 429 }),
		code: 429,
		says: /HTTP 429/,
		next: /Requests per Minute/,
	},
	{
		source,
		name: 'a used up quota for hours',
		switches: onData(source, { kind: 'status', status: 429, retryAfter: 7_200 }),
		code: 429,
		says: /wait 120 minutes/,
		next: /Run again in 120 minutes/,
	},
	{
		source,
		name: 'a gateway in the way',
		switches: onData(source, { kind: 'html', status: 502 }),
		code: 502,
		says: /HTML page titled "502 Error"/,
		next: /[Tt]ry again/,
	},
	...[
		'{}',
		'[]',
		'null',
		'"ok"',
		'{"data":null,"items":null,"entries":null,"requests":null}',
		'{"data":{},"items":{},"entries":{},"requests":{}}',
	]
		.filter((body) => !(source === 'Cloudlock' && body === '[]'))
		.map(
			(body): Refusal => ({
				source,
				name: `a 200 that says ${body}`,
				switches: onData(source, { kind: 'notJson', body }),
				says: /without/,
				next: /not.* taken for an empty result|Nothing was taken for an empty result/i,
			}),
		),
	{
		source,
		name: 'a 200 with an error in it',
		switches: onData(source, { kind: 'notJson', body: '{"error":"The request could not be completed"}' }),
		says: /could not be completed/,
		next: /./,
	},
	{
		source,
		name: 'an empty 200',
		switches: onData(source, { kind: 'emptyBody' }),
		says: /empty body/,
		next: /[Tt]ry again/,
	},
	{
		source,
		name: 'a 204',
		switches: onData(source, { kind: 'emptyBody', status: 204 }),
		says: /empty body/,
		next: /[Tt]ry again/,
	},
	{
		source,
		name: 'half a body',
		switches: onData(source, { kind: 'truncate', clean: true }),
		says: /cut off or is not JSON/,
		next: /[Tt]ry again/,
	},
	{
		source,
		name: 'a broken connection',
		switches: onData(source, { kind: 'reset' }),
		says: /the connection broke off/,
		next: /proxy, firewall/,
	},
]);

test.each(fromAnywhere)('$source: $name is an error that says what to do', expectRefusal);

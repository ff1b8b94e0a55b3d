import { inFull } from './ledger.mjs';

/**
 * @typedef {import('../../../emulator/index.ts').Emulator} Emulator
 *
 * @typedef {object} TicketWorkflow
 * @property {import('../../../demo/examples.mjs').Workflow} workflow
 * @property {import('./vendors.mjs').Vendor} vendor
 * @property {(emulator: Emulator) => string[]} happened what needs a ticket, each named as its ticket names it
 * @property {(emulator: Emulator) => string[]} ticketed what its tickets name
 */

/** n8n polls at most once a minute for each poll time of a trigger; this many of them make it often. */
const POLLS_PER_MINUTE = 20;

/** The trigger's own parameter for when to poll: every three seconds. */
export const pollOften = {
	item: Array.from({ length: POLLS_PER_MINUTE }, (_, n) => ({
		mode: 'custom',
		cronExpression: `${(n * 60) / POLLS_PER_MINUTE} * * * * *`,
	})),
};

/** Where the triggers begin: before anything happens, so that what is late belongs to them as well. */
export const fromAnHourAgo = { startFrom: 'lookback', lookbackAmount: 1, lookbackUnit: 'hours' };

/**
 * A workflow that opens a ticket for each record and knows nothing of those it opened before. The whole record is in
 * the ticket, so that tickets and records can be compared to the letter.
 *
 * @param {import('./vendors.mjs').Vendor} vendor
 * @param {Readonly<Record<string, unknown>>} [parameters] further parameters of the trigger
 * @returns {TicketWorkflow}
 */
export function ticketPerRecord(vendor, parameters = fromAnHourAgo) {
	const { name, source } = vendor;
	return {
		vendor,
		happened: (emulator) => emulator.records(source).map(inFull),
		ticketed: (emulator) =>
			emulator.tickets
				.filter(({ fields }) => fields.summary === name)
				.map(({ fields }) => String(fields.description)),
		workflow: {
			name,
			nodes: [triggerOf(vendor, parameters), ticketOf(name)],
			connections: { [TRIGGER]: { main: [[{ node: 'Open a ticket', type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		},
	};
}

const TRIGGER = 'New record';

const triggerOf = (vendor, parameters) => ({
	id: `${vendor.name}-trigger`,
	name: TRIGGER,
	type: vendor.trigger,
	typeVersion: 1,
	position: [0, 0],
	parameters: { pollTimes: pollOften, ...vendor.parameters, ...parameters },
	credentials: { [vendor.credential]: { name: vendor.credential } },
});

const ticketOf = (summary) => ({
	id: `${summary}-ticket`,
	name: 'Open a ticket',
	type: 'n8n-nodes-base.jira',
	typeVersion: 1,
	position: [256, 0],
	parameters: {
		resource: 'issue',
		operation: 'create',
		jiraVersion: 'cloud',
		project: { __rl: true, mode: 'id', value: '10000' },
		issueType: { __rl: true, mode: 'id', value: '10001' },
		summary,
		additionalFields: { description: '={{ JSON.stringify($json) }}' },
	},
	credentials: { jiraSoftwareCloudApi: { name: 'Jira' } },
});

import { loadWorkflow } from '../../../demo/examples.mjs';
import { fromAnHourAgo, pollOften } from './ticketWorkflow.mjs';
import { vendors } from './vendors.mjs';

const LABEL = 'defender-';

/** The nodes of the example whose names the tests use. */
export const LOOK_AGAIN = { trigger: 'Every six hours', scan: 'Look again' };

/**
 * The shipped example that asks the desk before it opens a ticket: the only way to be sure of one ticket after a crash.
 * n8n's "Remove Duplicates" notes what it has seen before the ticket is there, so that a crash in between loses it.
 *
 * Only the times differ: when it polls and begins, and that its second look does not leave out the last hour.
 *
 * @param {{ options?: Readonly<Record<string, unknown>> }} [settings] further options of the trigger
 * @returns {Promise<import('./ticketWorkflow.mjs').TicketWorkflow>}
 */
export async function signInExample({ options = {} } = {}) {
	const vendor = vendors.defender;
	const { id: _, ...shipped } = await loadWorkflow('microsoft-defender-suspicious-sign-in-to-jira.json');
	const changed = (node) => {
		if (node.name === LOOK_AGAIN.scan) return { to: '={{ $now.toISO() }}' };
		if (node.type !== vendor.trigger) return {};
		return { pollTimes: pollOften, ...fromAnHourAgo, options: { ...node.parameters.options, ...options } };
	};
	const nodes = shipped.nodes.map((node) => ({
		...node,
		parameters: { ...node.parameters, ...changed(node) },
	}));
	return {
		vendor,
		workflow: { ...shipped, nodes },
		happened: (emulator) =>
			emulator
				.records(vendor.source)
				.filter(isFailedSignIn)
				.map(({ _id }) => String(_id)),
		ticketed: (emulator) =>
			emulator.tickets
				.flatMap(({ fields }) => /** @type {string[]} */ (fields.labels ?? []))
				.filter((label) => label.startsWith(LABEL))
				.map((label) => label.slice(LABEL.length)),
	};
}

const isFailedSignIn = ({ eventTypeName }) => eventTypeName === 'EVENT_CATEGORY_FAILED_LOGIN';

import { startEmulator } from '../../emulator';
import { type NodeFailure, failureOf } from '../../test/support/nodeFailure';
import { listing, nodeSource } from '../../test/support/nodeSources';
import { fewRecords } from '../../test/support/refusal';
import { runNode } from '../../test/support/runNode';
import { code, plain, table } from './markdown';
import { type DocumentedVendor, type Situation, situations } from './situations';

/** Runs the built node into a situation. */
async function meet({ source: name, switches = {}, credential }: Situation): Promise<NodeFailure> {
	const source = nodeSource(name);
	const emulator = await startEmulator({ records: fewRecords, switches });
	try {
		const run = runNode(emulator, source.node, {
			parameters: listing(source, 'scan'),
			...(credential ? { credentials: { [source.credential]: credential } } : {}),
		});
		return await failureOf(run);
	} finally {
		await emulator.close();
	}
}

/** Hosts, organizations and tenants, which are the emulator's own. */
const INVENTED =
	/(127\.0\.0\.1|localhost):\d+|reports\.evil\.example|(?<=organizations\/)\d+|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;

/** The message for anybody: nothing of the emulator's, and of the vendor's words only those known to be its own. */
const forAnybody = (message: string, quotes = false): string => {
	const anywhere = message.replace(INVENTED, '…');
	return quotes ? anywhere : anywhere.replace(/(HTTP \d+|without the list "\w+"): .*$/, '$1: …');
};

/** What a person reads in each situation, and what to do: the message and the description of the node's error. */
export async function refusals(vendor: DocumentedVendor): Promise<string> {
	const rows: Array<readonly string[]> = [];
	for (const situation of situations[vendor]) {
		const { message, description } = await meet(situation);
		if (!message.startsWith(nodeSource(situation.source).vendor))
			throw new Error(`${situation.source} failed in another way than was meant: ${message}`);
		rows.push([code(forAnybody(message, situation.quotes)), situation.when, plain(description)]);
	}
	return table(['Message', 'When', 'What to do'], rows);
}

import type { INodeParameters } from 'n8n-workflow';
import type { Emulator } from '../../emulator';
import { failureOf } from './nodeFailure';
import { listing, type NodeSource } from './nodeSources';
import { runNode } from './runNode';

export type Operation = 'getAll' | 'scan';

/** Something a person may set wrongly, and the same set rightly: only the first is refused. */
export interface InputRow {
	readonly name: string;
	readonly wrong: INodeParameters;
	readonly right: INodeParameters;
	/** What the message calls the parameter. */
	readonly parameter: string;
	/** What the description says would be right. */
	readonly fix: RegExp;
}

export async function expectRefusedUnlessRight(
	emulator: Emulator,
	source: NodeSource,
	operation: Operation,
	row: InputRow,
): Promise<void> {
	emulator.log.length = 0;
	const run = async (more: INodeParameters) =>
		await runNode(emulator, source.node, { parameters: listing(source, operation, more) });

	const failure = await failureOf(run(row.wrong));
	expect(failure.message).toMatch(new RegExp(`^${row.parameter.replace(/[()]/g, '\\$&')}: .+`));
	expect(failure.description).toMatch(row.fix);
	expect(failure.itemIndex).toBe(0);
	expect(failure.kind).toBe('NodeOperationError');
	expect(emulator.log).toEqual([]);

	await run(row.right);
	expect(emulator.log).not.toEqual([]);
}

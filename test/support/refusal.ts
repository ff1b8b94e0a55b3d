import type { IDataObject } from 'n8n-workflow';
import { startEmulator, type SwitchSettings } from '../../emulator';
import { failureOf } from './nodeFailure';
import { listing, nodeSource } from './nodeSources';
import { runNode } from './runNode';

/** A way in which a vendor does not give what was asked for, and what a person is told. */
export interface Refusal {
	readonly source: string;
	readonly name: string;
	readonly switches?: SwitchSettings;
	readonly credential?: IDataObject;
	/** Absent where no status reaches us. */
	readonly code?: number;
	/** The vendor's own words. */
	readonly says: RegExp;
	/** What to do next. */
	readonly next: RegExp;
}

export const fewRecords = {
	umbrella: 50,
	umbrellaLegacy: 50,
	cloudlock: 50,
	informatica: 50,
	defender: 50,
} as const;

/** Runs into the refusal with each operation that lists, and checks everything the error has to say. */
export async function expectRefusal(row: Refusal): Promise<void> {
	const source = nodeSource(row.source);
	const emulator = await startEmulator({ records: fewRecords, switches: row.switches ?? {} });
	try {
		for (const operation of ['getAll', 'scan'] as const) {
			const failure = await failureOf(
				runNode(emulator, source.node, {
					parameters: listing(source, operation),
					...(row.credential ? { credentials: { [source.credential]: row.credential } } : {}),
				}),
			);
			expect(failure.message).toMatch(new RegExp(`^${source.vendor} `));
			expect(failure.message).toMatch(row.says);
			expect(failure.description).toMatch(row.next);
			if (row.code !== undefined) expect(failure.message).toContain(String(row.code));
			expect(failure.itemIndex).toBe(0);
			expect(failure.kind).toBe('NodeApiError');
		}
	} finally {
		await emulator.close();
	}
}

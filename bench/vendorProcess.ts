import { startEmulator, type VendorName } from '../emulator';

/** What the process is told, as JSON in its first argument. */
interface Order {
	readonly port: number;
	readonly vendor: VendorName;
	readonly source: string;
	readonly records: number;
	readonly days: number;
	readonly latencyMs: number;
	readonly switches: Readonly<Record<string, unknown>>;
	readonly isHeld: boolean;
}

/**
 * The emulator with one vendor, in a process of its own. Records that are held are made before the first request, not
 * anew for every answer: what is measured is who collects them, not who makes them.
 */
async function main(order: Order): Promise<void> {
	const { port, vendor, source, records, days, latencyMs, switches, isHeld } = order;
	const emulator = await startEmulator({
		port,
		latencyMs,
		records: { [vendor]: records },
		spanDays: { [vendor]: days },
		switches: { [vendor]: switches },
	});
	if (isHeld) emulator.replace(vendor, emulator.records(source));
	const stop = (): void => void emulator.close().then(() => process.exit(0));
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

void main(JSON.parse(process.argv[2] ?? '') as Order);

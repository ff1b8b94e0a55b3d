import type { AddressInfo } from 'node:net';
import { addControlPlane, type Controls } from './control';
import { emulatorKeys, type EmulatorKeys } from './credentials';
import { makeDesks, type Delivered } from './desks';
import { Gate } from './hold';
import { askInProcess, type Ask } from './inProcess';
import type { JsonObject } from './json';
import type { RequestRecord } from './requestLog';
import { makeServer, type ServerParts } from './server';
import { initialSwitches, setSwitches, type Switches, type SwitchSettings } from './switches';
import { vendorNames, type Vendor, type VendorName, type VendorSetup } from './vendor';
import { cloudlock } from './vendors/cloudlock';
import { defender } from './vendors/defender';
import { informatica } from './vendors/informatica';
import { umbrella } from './vendors/umbrella';
import { umbrellaLegacy } from './vendors/umbrellaLegacy';

export { emulatorKeys, type EmulatorKeys } from './credentials';
export type { FaultKind, FaultRule } from './faults';
export type { Gate } from './hold';
export { ConnectionBroken, type InProcessAnswer, type InProcessRequest } from './inProcess';
export type { Ticket } from './jira';
export type { Message } from './chat';
export type { StoredObject } from './objectStore';
export { exactDigitsAsText, recordText, type JsonObject, type JsonValue } from './json';
export type { RequestRecord } from './requestLog';
export { switchTables, type Switches, type SwitchSettings } from './switches';
export { vendorNames, type VendorName } from './vendor';

/** What there is to emulate. */
export interface WorldOptions {
	/** Equal seeds, clocks and sizes give equal records. */
	readonly seed?: number;
	/** Epoch milliseconds. The generated records end at what it says at the start. */
	readonly now?: () => number;
	/** How many records each vendor holds over its span. */
	readonly records?: Partial<Record<VendorName, number>>;
	readonly spanDays?: Partial<Record<VendorName, number>>;
	readonly switches?: SwitchSettings;
}

export interface EmulatorOptions extends WorldOptions {
	/** 0, the default, takes a free one. */
	readonly port?: number;
	/** Milliseconds every answer waits. */
	readonly latencyMs?: number;
}

/** Half open, epoch milliseconds. */
export interface Window {
	readonly from: number;
	readonly to: number;
}

export interface Happening {
	readonly n?: number;
	/** Milliseconds before now. */
	readonly late?: number;
	/** All on one instant, instead of one unit of time apart. */
	readonly ties?: boolean;
}

/** What a test sees of the vendors, however they are asked. */
export interface World extends Delivered {
	readonly switches: Switches;
	readonly log: RequestRecord[];
	readonly credentials: EmulatorKeys;
	/** Where `stall` and `slowBody` wait; `gate.open()` lets them go on. */
	readonly gate: Gate;
	/** The records a source holds, oldest first, as they are served; integers beyond 2^53 are bigint. */
	records(source: string, window?: Window): readonly JsonObject[];
	/** How many those are, without making them where that can be helped. */
	count(source: string, window?: Window): number;
	/** Puts records in, in the vendor's own shape. */
	add(vendor: VendorName, records: readonly JsonObject[]): void;
	/** Holds only these records from now on. */
	replace(vendor: VendorName, records: readonly JsonObject[]): void;
	/** Takes away the newest `which` records, or those a function chooses; says how many. */
	remove(vendor: VendorName, which: number | ((record: JsonObject) => boolean)): number;
	/** Lets records of a source happen now, or late. */
	happen(source: string, what?: Happening): readonly JsonObject[];
}

export interface Emulator extends World {
	/** `http://127.0.0.1:<port>` */
	readonly url: string;
	close(): Promise<void>;
}

/** The vendors without a port. It holds nothing that has to be closed. */
export interface InProcessEmulator extends World {
	/** Where requests may say that they go. */
	readonly url: string;
	readonly ask: Ask;
}

/** A few hundred to a few thousand records each, over as long as each vendor is usually asked for. */
const sizes: Readonly<Record<VendorName, { readonly records: number; readonly spanDays: number }>> = {
	umbrella: { records: 2000, spanDays: 7 },
	umbrellaLegacy: { records: 600, spanDays: 1 },
	cloudlock: { records: 500, spanDays: 30 },
	informatica: { records: 1500, spanDays: 40 },
	defender: { records: 3000, spanDays: 14 },
};

/**
 * The four vendor APIs, and the desks that the examples deliver to, on one loopback port.
 * @throws Error when a switch is unknown, or the port is taken (`code` is `EADDRINUSE`).
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const { parts, controls } = makeWorld(options, options.latencyMs);
	const app = makeServer(parts);
	addControlPlane(app, controls);
	await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
	const { port } = app.server.address() as AddressInfo;
	return { ...controls, url: `http://127.0.0.1:${port}`, close: () => app.close() };
}

/**
 * The same without a port, for tests that ask hundreds of thousands of times: made in well under a millisecond, with no
 * control plane.
 */
export function inProcessEmulator(options: WorldOptions = {}): InProcessEmulator {
	const { parts, controls } = makeWorld(options);
	return { ...controls, url: 'http://127.0.0.1', ask: askInProcess(parts) };
}

function makeWorld(
	options: WorldOptions,
	latencyMs = 0,
): { readonly parts: ServerParts; readonly controls: Controls } {
	const now = options.now ?? Date.now;
	const switches = initialSwitches();
	setSwitches(switches, options.switches ?? {});
	const vendors = makeVendors(options, switches, now);
	const desks = makeDesks(switches, now);
	const log: RequestRecord[] = [];
	const gate = new Gate();
	const controls: Controls = {
		...recordKeeping(vendors, now),
		...desks.delivered,
		switches,
		log,
		gate,
		credentials: emulatorKeys,
	};
	const parts = { services: [...Object.values(vendors), ...desks.services], log, gate, now, latencyMs };
	return { parts, controls };
}

type Vendors = Readonly<Record<VendorName, Vendor>>;

function makeVendors(options: WorldOptions, switches: Switches, now: () => number): Vendors {
	const end = now();
	const setup = <Name extends VendorName>(name: Name): VendorSetup<Switches[Name]> => ({
		seed: (options.seed ?? 1) * 31 + vendorNames.indexOf(name),
		now,
		switches: switches[name],
		records: options.records?.[name] ?? sizes[name].records,
		spanDays: options.spanDays?.[name] ?? sizes[name].spanDays,
		end,
	});
	return {
		umbrella: umbrella(setup('umbrella')),
		umbrellaLegacy: umbrellaLegacy(setup('umbrellaLegacy')),
		cloudlock: cloudlock(setup('cloudlock')),
		informatica: informatica(setup('informatica')),
		defender: defender(setup('defender')),
	};
}

/** Everything about the records that is not an API of a vendor's. */
function recordKeeping(
	vendors: Vendors,
	now: () => number,
): Pick<Controls, 'sources' | 'records' | 'count' | 'add' | 'replace' | 'remove' | 'happen'> {
	const owner = new Map(
		Object.values(vendors).flatMap((vendor) => Object.keys(vendor.sources).map((source) => [source, vendor])),
	);
	const ownerOf = (source: string): Vendor => {
		const vendor = owner.get(source);
		if (!vendor) throw new Error(`There is no source ${source}. Known: ${[...owner.keys()].join(', ')}.`);
		return vendor;
	};
	const everything: Window = { from: -Infinity, to: Infinity };
	const records = (source: string, window: Window = everything): readonly JsonObject[] => {
		const vendor = ownerOf(source);
		const belongs = vendor.sources[source];
		return ordinalsOf(vendor, window)
			.map((ordinal) => vendor.table.record(ordinal))
			.filter((record) => belongs === undefined || belongs(record))
			.map((record) => vendor.served(record));
	};
	return {
		sources: () => [...owner.keys()],
		records,
		count: (source, window = everything) => {
			const vendor = ownerOf(source);
			return vendor.sources[source] ? records(source, window).length : ordinalsOf(vendor, window).length;
		},
		add: (name, added) => vendors[name].table.add(added),
		replace: (name, held) => vendors[name].table.replace(held),
		remove: (name, which) => {
			const { table } = vendors[name];
			const ordinals = ordinalsOf(vendors[name], everything);
			const gone =
				typeof which === 'number'
					? ordinals.slice(Math.max(0, ordinals.length - which))
					: ordinals.filter((ordinal) => which(table.record(ordinal)));
			table.remove(gone);
			return gone.length;
		},
		happen: (source, { n = 1, late = 0, ties = false } = {}) => {
			const vendor = ownerOf(source);
			const start = now() - late;
			const first = vendor.table.nextOrdinal;
			const added = Array.from({ length: n }, (_, offset) =>
				vendor.fresh(source, first + offset, ties ? start : start - (n - 1 - offset) * 1000),
			);
			vendor.table.add(added);
			return added.map((record) => vendor.served(record));
		},
	};
}

function ordinalsOf(vendor: Vendor, { from, to }: Window): number[] {
	const index = vendor.table.by('time');
	const first = index.atLeast(from * vendor.unitsPerMs);
	const end = index.atLeast(to * vendor.unitsPerMs);
	return Array.from({ length: Math.max(0, end - first) }, (_, offset) => index.ordinalAt(first + offset));
}

import type { Route } from './exchange';
import type { FaultRule } from './faults';
import type { JsonObject, JsonValue } from './json';
import type { Table } from './table';

export const vendorNames = ['umbrella', 'umbrellaLegacy', 'cloudlock', 'informatica', 'defender'] as const;

export type VendorName = (typeof vendorNames)[number];

/** Something with paths of its own on the port: a vendor, or a desk beside them. */
export interface Service {
	readonly name: string;
	readonly routes: readonly Route[];
	/** The live list of faults. */
	readonly faults: () => readonly FaultRule[];
	/** The body this service gives to a refusal that has no more to say. */
	readonly refusal: (status: number) => JsonValue;
}

/** What a source is: the records of one vendor that one node resource and traffic type would collect. */
export type SourceFilter = (record: JsonObject) => boolean;

/** How one vendor's records are made. */
export interface RowMaker {
	/** A fresh record at a time in epoch milliseconds; equal arguments, equal record. */
	(ordinal: number, time: number): JsonObject;
}

export interface Vendor extends Service {
	readonly name: VendorName;
	readonly table: Table<'time'> | Table<'time' | 'created'>;
	/** Units of the time key in one millisecond. */
	readonly unitsPerMs: number;
	/** The record as it is served under the switches of this moment. */
	readonly served: (record: JsonObject) => JsonObject;
	/** `undefined` stands for every record. */
	readonly sources: Readonly<Record<string, SourceFilter | undefined>>;
	/** A fresh record that the source holds. */
	readonly fresh: (source: string, ordinal: number, time: number) => JsonObject;
}

/** What every vendor is started with. */
export interface VendorSetup<Live> {
	readonly seed: number;
	readonly now: () => number;
	readonly switches: Live;
	/** How many records, over how many days up to `end` (epoch milliseconds). */
	readonly records: number;
	readonly spanDays: number;
	readonly end: number;
}

export const DAY_MS = 86_400_000;

import type { Feed, Limits } from '../../../collector/feed';
import type { Ask } from '../../../collector/request';
import type { JsonObject, SwitchSettings, VendorName } from '../../../emulator';
import type { Arrival } from './arrivals';
import type { Way } from './history';

/** A vendor whose histories can be lived through. */
export interface Room<Its extends Way> {
	readonly vendor: VendorName;
	readonly limits: Limits;
	/** Switches with which no history might come to its end, as they are once all has calmed down. */
	readonly calm: NonNullable<SwitchSettings[VendorName]>;
	feed(ask: Ask, baseUrl: string, way: Its, concurrency: number): Feed;
	/** The record of an arrival, in the vendor's own shape. */
	record(arrival: Arrival, way: Its): JsonObject;
	/** The emulator's name for what is read. */
	source(way: Its): string;
	/** What of a record stays as it is however the vendor words it; the whole record where this is absent. */
	gist?(record: JsonObject): JsonObject;
	/** Whether the feed's filters let a record through. */
	belongs?(record: JsonObject, way: Its): boolean;
}

/** What tells a record from others however it is worded, as JSON. */
export const gistOf = ({ gist }: Pick<Room<Way>, 'gist'>, line: string): string =>
	gist ? JSON.stringify(gist(JSON.parse(line) as JsonObject)) : line;

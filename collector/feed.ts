import type { JsonObject } from './json';
import type { Window } from './time';

export type VendorRecord = JsonObject;

/** A stretch of time still to be read, and where in it the vendor's paging stands. */
export interface Task<Place = unknown> {
	readonly window: Window;
	/** The vendor's own position; absent at the start of a window. */
	readonly place?: Place | undefined;
}

/** What one step of reading brought. */
export interface Reading<Place = unknown> {
	/** Records of the task's window not handed over before, untouched. */
	readonly records: readonly VendorRecord[];
	/** The part of the window that is now known to be read to its end. */
	readonly covered?: Window | undefined;
	/** What remains of the task. */
	readonly rest: readonly Task<Place>[];
	/** Records the vendor sent again. */
	readonly repeated?: number;
	/** Records kept back for a later step, until what follows has shown that they are in order. */
	readonly held?: number;
	/** Set when the step saw records it had not seen before, although outside of the window: the walk gets on. */
	readonly moved?: boolean;
	/** Stretches the vendor cannot hand over whole, and why, in a sentence for a person. */
	readonly gaps?: readonly Gap[];
}

export interface Gap {
	readonly window: Window;
	readonly reason: string;
	/** Set when reading again later will not help. */
	readonly isLasting?: boolean;
}

/** What a vendor allows, as plain data. Durations in ms; `undefined` where the vendor sets no bound. */
export interface Limits {
	/** The widest stretch one request may ask for. */
	readonly widestWindow?: number;
	/** How far back the vendor keeps records. */
	readonly reach?: number;
	/** How far back answers are known to be whole, where that is less than what is kept. */
	readonly dependableReach?: number;
	/** What a record takes as JSON, in bytes, typically. */
	readonly recordBytes: number;
	/** The vendor's clock grain: times closer together cannot be told apart. */
	readonly grain: number;
	readonly pageSize: { readonly min: number; readonly max: number; readonly default: number };
	/** The documented limit; 0 where none is published. */
	readonly requestsPerMinute: number;
	/** The stretch in which the vendor counts requests. */
	readonly countedPerMs: number;
	/** How far a trigger looks back for records that became known late. */
	readonly overlap: number;
	/** How far before now a trigger stops. Looking back finds what is late anyway, so this trades delay for order. */
	readonly settleDelay: number;
}

/** A walk over some windows. What it remembers of the records it has handed over ends with it. */
export interface Walk<Place = unknown> {
	/** Reads one step. @throws VendorError */
	read(task: Task<Place>): Promise<Reading<Place>>;
}

/**
 * One vendor endpoint. It knows where to read on and never waits or retries; the collector does that for every feed
 * alike.
 */
export interface Feed<Place = unknown> {
	/** `ciscoUmbrella.securityActivity` */
	readonly source: string;
	readonly limits: Limits;
	/** What the filters mean, as plain data in which the order of members and parts says nothing; absent where there are none. */
	readonly filters?: unknown;
	/** Rows asked for in one request. */
	readonly pageSize: number;
	/**
	 * How many pages an unread stretch must hold for each seam when it is read in parts: a seam costs one to two requests.
	 * Absent where no part can be read on its own.
	 */
	readonly pagesWorthASeam?: number;
	/** Whether one step brings the newest records of its window; otherwise the newest need short windows. */
	readonly newestFirst: boolean;
	/** Time of a record in ms; `undefined` when it carries none that can be read. */
	timeOf(record: VendorRecord): number | undefined;
	/** The vendor's id, or what happened where there is none: then records that agree in it are twins. */
	identityOf(record: VendorRecord): string;
	/**
	 * All that the record says, where it is not known by an id: tells twins apart that do not say quite the same, and is
	 * what earlier versions knew it by.
	 */
	wordingOf?(record: VendorRecord): string;
	/**
	 * The time of the record at an index of the list, newest first, where a stretch can only be reached by walking down
	 * to it; `undefined` beyond the end. Absent where any stretch can be asked for.
	 */
	timeAt?(window: Window, index: number): Promise<number | undefined>;
	begin(): Walk<Place>;
}

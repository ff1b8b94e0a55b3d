import type { JsonObject } from '../../collector/json';
import { compact, type Draft } from '../compact';
import { Taking } from '../taking';
import { moment } from '../times';
import { classes, type ClassName, type EventClass } from './classes';
import { type Classified, inVersion, OCSF_VERSION, type Version } from './versions';

/** An activity that a class has no number for, with the vendor's own word. */
export const OTHER = 99;

export const status = { unknown: 0, success: 1, failure: 2 } as const;
export const severity = { unknown: 0, informational: 1, low: 2, medium: 3, high: 4 } as const;

/** What a vendor's mapper makes of a record, before the members that all events have. */
export interface EventDraft {
	readonly class: ClassName;
	/** One of the class's `activity_id`. */
	readonly activity: number;
	/** The vendor's word for the activity: required where that is {@link OTHER}. */
	readonly word?: string | undefined;
	/** When it happened, ms; `undefined` where the record does not say. */
	readonly time: number | undefined;
	readonly severity: number;
	readonly metadata: Draft;
	/** The profiles whose members it has. */
	readonly profiles?: readonly string[];
	readonly members: Draft;
	/** Set when the vendor's word for what happened is in no table of ours. */
	readonly unknownKind?: string | undefined;
}

/** The ways to write a record down, the most telling first; the last of them can be taken for any record. */
export type Mapper = (record: JsonObject) => readonly [...((take: Taking) => EventDraft)[]];

export interface Mapped {
	readonly event: JsonObject;
	/** Where in the record the event's members come from. */
	readonly paths: readonly string[];
	readonly unknownKind?: string | undefined;
}

/**
 * A record as an OCSF event. A class that the record cannot fill is passed over for one that it can; what has no place in
 * the class stands in `unmapped`, so that nothing is lost.
 *
 * @param uid what the record is known by for good
 */
export function toEvent(
	record: JsonObject,
	mapper: Mapper,
	uid: string,
	raw?: string,
	version: Version = OCSF_VERSION,
): Mapped {
	for (const draftOf of mapper(record)) {
		const take = new Taking(record);
		const draft = draftOf(take);
		const written = inVersion(version, { ...draft, members: compact(draft.members) ?? {} });
		if (!fits(classes[written.class], written.members)) continue;
		return {
			event: {
				...classified(draft, written),
				...written.members,
				...metadataOf(draft, uid, version),
				...left(take, raw),
			},
			get paths() {
				return take.paths;
			},
			unknownKind: draft.unknownKind,
		};
	}
	throw new Error('A mapper must end with a way that fits every record.');
}

const fits = ({ requires, oneOf }: EventClass, members: JsonObject): boolean =>
	requires.every((name) => members[name] !== undefined) &&
	oneOf.every((names) => names.some((name) => members[name] !== undefined));

function classified(
	{ time, severity: severityId }: EventDraft,
	{ class: name, activity, word }: Classified,
): JsonObject {
	const { uid, caption, category } = classes[name];
	return {
		activity_id: activity,
		...(word === undefined ? {} : { activity_name: word }),
		category_uid: Math.floor(uid / 1_000),
		category_name: category,
		class_uid: uid,
		class_name: caption,
		type_uid: uid * 100 + activity,
		severity_id: severityId,
		// Every event must have a time; nobody takes the first of 1970 for a real one.
		time: moment(time) ?? 0,
	};
}

const metadataOf = ({ metadata, profiles = [] }: EventDraft, uid: string, version: Version): JsonObject => ({
	metadata: {
		version,
		uid,
		...compact(metadata),
		...(profiles.length > 0 ? { profiles } : {}),
	},
});

function left(take: Taking, raw: string | undefined): JsonObject {
	const unmapped = take.rest();
	return {
		...(unmapped === undefined ? {} : { unmapped }),
		...(raw === undefined ? {} : { raw_data: raw }),
	};
}

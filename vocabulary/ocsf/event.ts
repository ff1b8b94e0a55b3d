import type { JsonObject } from '../../collector/json';
import { add, type Draft, type Members } from '../compact';
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
		const written = inVersion(version, draft);
		const event = headOf(draft, written);
		add(event, written.members);
		if (!fits(classes[written.class], event)) continue;
		event['metadata'] = metadataOf(draft, uid, version);
		const unmapped = take.rest();
		if (unmapped !== undefined) event['unmapped'] = unmapped;
		if (raw !== undefined) event['raw_data'] = raw;
		return {
			event,
			get paths() {
				return take.paths;
			},
			unknownKind: draft.unknownKind,
		};
	}
	throw new Error('A mapper must end with a way that fits every record.');
}

const fits = ({ requires, oneOf }: EventClass, event: JsonObject): boolean =>
	requires.every((name) => event[name] !== undefined) &&
	oneOf.every((names) => names.some((name) => event[name] !== undefined));

/** The members that all events have. */
function headOf(
	{ time, severity: severityId }: EventDraft,
	{ class: name, activity, word }: Classified,
): Members {
	const { uid, caption, category } = classes[name];
	const head: Members = {
		activity_id: activity,
		category_uid: Math.floor(uid / 1_000),
		category_name: category,
		class_uid: uid,
		class_name: caption,
		type_uid: uid * 100 + activity,
		severity_id: severityId,
		// Every event must have a time; nobody takes the first of 1970 for a real one.
		time: moment(time) ?? 0,
	};
	if (word !== undefined) head['activity_name'] = word;
	return head;
}

function metadataOf({ metadata, profiles }: EventDraft, uid: string, version: Version): JsonObject {
	const members: Members = { version, uid };
	add(members, metadata);
	if (profiles !== undefined) members['profiles'] = [...profiles];
	return members;
}

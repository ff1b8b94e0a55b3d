import { isObject } from '../../collector/json';
import type { Draft } from '../compact';
import { rowOf } from '../table';
import { classes, type ClassName } from './classes';

/** The version of the schema that events are written in: https://schema.ocsf.io/1.8.0 */
export const OCSF_VERSION = '1.8.0';

export type Version = '1.8.0' | '1.9.0';

export interface Classified {
	readonly class: ClassName;
	readonly activity: number;
	/** The vendor's word, where the class has no number for the activity. */
	readonly word?: string | undefined;
	readonly members: Draft;
}

/** What a class of one version has become in a later one. */
interface Successor {
	readonly of: ClassName;
	/** Only where the entity is of this type. */
	readonly entity?: string;
	readonly class: ClassName;
	/** The later `activity_id` by the earlier one; any other stays what it is. */
	readonly activities: Readonly<Record<number, number>>;
	/** The later `activity_id` by the word that had none before. */
	readonly words: Readonly<Record<string, number>>;
	/** Members that are called something else. */
	readonly members?: Readonly<Record<string, string>>;
}

const OTHER = 99;

/**
 * The column of 1.9, which is not published yet: https://github.com/ocsf/ocsf-schema/tree/main/events/iam, where it stands as
 * 1.9.0-dev. Once it is, {@link OCSF_VERSION} and the schema that events are held against are all that changes.
 */
const SUCCESSORS: Readonly<Record<Version, readonly Successor[]>> = {
	'1.8.0': [],
	'1.9.0': [
		{
			of: 'accountChange',
			class: 'userManagement',
			activities: { 1: 1, 2: 4, 3: 8, 4: 9, 5: 5, 6: 3, 7: 10, 8: 11, 9: 6, 10: 12, 11: 13, 12: 7 },
			words: { UPDATE: 2 },
		},
		{ of: 'groupManagement', class: 'groupManagement', activities: {}, words: { UPDATE: 9 } },
		{
			of: 'entityManagement',
			entity: 'Role',
			class: 'roleManagement',
			activities: { 1: 1, 3: 2, 4: 3, 9: OTHER },
			words: {},
			members: { entity: 'iam_role' },
		},
	],
};

/** The same activity in the classes of a version. */
export function inVersion(version: Version, classified: Classified): Classified {
	const { class: name, activity, word, members } = classified;
	const entity = members['entity'];
	const successor = SUCCESSORS[version].find(
		(one) =>
			one.of === name && (one.entity === undefined || (isObject(entity) && entity['type'] === one.entity)),
	);
	if (!successor) return classified;
	const later = rowOf(successor.words, word) ?? successor.activities[activity] ?? activity;
	return {
		class: successor.class,
		activity: later,
		word: later === OTHER ? (word ?? classes[name].caption) : undefined,
		members: renamed(members, successor.members ?? {}),
	};
}

const renamed = (members: Draft, names: Readonly<Record<string, string>>): Draft =>
	Object.fromEntries(Object.entries(members).map(([name, value]) => [names[name] ?? name, value]));

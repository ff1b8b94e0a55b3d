import { OTHER } from './event';

type Rule = readonly [words: RegExp, activity: number];

const first = (rules: readonly Rule[], words: string): number =>
	rules.find(([pattern]) => pattern.test(words))?.[1] ?? OTHER;

/** The activity of the word that comes first: the verb, as a rule, while what follows may look like another. */
function earliest(rules: readonly Rule[], words: string): number {
	const found = rules
		.map(([pattern, activity]) => ({ at: words.search(pattern), activity }))
		.filter(({ at }) => at >= 0);
	return found.sort((a, b) => a.at - b.at)[0]?.activity ?? OTHER;
}

/** Verbs as audit logs write them: `CreateUser`, `EVENT_CATEGORY_VIEW_REPORT`, `FilePreviewed`. */
const API: readonly Rule[] = [
	[/(?:^|[^a-z])(?:delete|remove|purge|revoke)|deleted|removed/i, 4],
	[/(?:^|[^a-z])(?:create|add|new|insert|upload)|created|added/i, 1],
	[
		/(?:^|[^a-z])(?:update|modify|change|set|put|edit|rename|move|enable|disable|dismiss|reset|share)|updated|modified|changed/i,
		3,
	],
	[
		/(?:^|[^a-z])(?:get|list|read|view|describe|download|preview|access|search)|viewed|downloaded|previewed|accessed/i,
		2,
	],
];

/** What was done, as one of the activities of API Activity: 1 Create, 2 Read, 3 Update, 4 Delete. */
export const apiActivity = (operation: string): number => earliest(API, operation);

const FILE: readonly Rule[] = [
	[/upload/i, 1],
	[/download/i, 2],
	[/rename/i, 5],
	[/cop(?:y|ied)/i, 6],
	[/(?<!re)move/i, 7],
	[/restore/i, 8],
	[/preview/i, 9],
	[/unlock|checkedin/i, 11],
	[/(?<!b)lock|checkedout/i, 10],
	[/unshare|sharingrevoked|linkremoved/i, 13],
	[/shar(?:e|ing)|linkcreated/i, 12],
	[/delete|recycle|trash|purge|^file_?removed?$/i, 4],
	[/modif|edit|update/i, 3],
	[/access|open|view/i, 14],
];

/** What was done to a file, as one of the activities of File Hosting Activity. */
export const fileActivity = (operation: string): number => first(FILE, operation);

const ACCOUNT: readonly Rule[] = [
	[/(?:reset.*password|password.*reset)/i, 4],
	[/password/i, 3],
	[/(?:2sv|2fa|mfa|two.?(?:step|factor)|second.?factor).*(?:off|disable|unenroll|remove)/i, 11],
	[/(?:off|disable|unenroll|remove).*(?:2sv|2fa|mfa|two.?(?:step|factor)|second.?factor)/i, 11],
	[/2sv|2fa|mfa|two.?(?:step|factor)|second.?factor/i, 10],
	[/(?:un(?:lock|suspend))/i, 12],
	[/(?<!b)lock/i, 9],
	[/disable|suspend|deactivate/i, 5],
	[/enable|activate/i, 2],
	[/delete|remove/i, 6],
	[/create|(?:^|[^a-z])add(?!r)|new|provision/i, 1],
];

/** What was done to an account, as one of the activities of Account Change. */
export const accountActivity = (operation: string): number => first(ACCOUNT, operation);

/** What a person changed of an account of their own; no other setting makes, locks or does away with one. */
const SETTINGS: readonly Rule[] = [
	[/reset[^a-z]*password|password[^a-z]*reset/i, 4],
	[/(?:change|edit|update)[^a-z]*password|password[^a-z]*(?:change|edit|update)/i, 3],
	[/(?:2sv|2fa|mfa|two.?(?:step|factor)).*(?:off|disable|unenroll|remove)/i, 11],
	[/(?:off|disable|unenroll|remove).*(?:2sv|2fa|mfa|two.?(?:step|factor))/i, 11],
	[/(?:2sv|2fa|mfa|two.?(?:step|factor)).*(?:enable|enroll|turn.?on)/i, 10],
	[/(?:enable|enroll|turn.?on).*(?:2sv|2fa|mfa|two.?(?:step|factor))/i, 10],
];

/** The same for the settings that people have of their own account: password and second factor. */
export const settingActivity = (operation: string): number => first(SETTINGS, operation);

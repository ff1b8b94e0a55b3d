import { isList, isObject, listAt, textAt, valueAt, type JsonObject, type JsonValue } from './json';

/** The one project of the desk. */
export const project: JsonObject = {
	id: '10000',
	key: 'SEC',
	name: 'Security Desk',
	projectTypeKey: 'software',
	simplified: false,
};

export const issueTypes: readonly JsonObject[] = [
	{ id: '10001', name: 'Incident', description: 'Something that happened', subtask: false },
	{ id: '10002', name: 'Task', description: 'Something to do', subtask: false },
	{ id: '10003', name: 'Sub-task', description: 'A part of something', subtask: true },
];

export const isProject = (idOrKey: string | undefined): boolean =>
	idOrKey === project['id'] || idOrKey === project['key'];

/** What is wrong with the fields of a new issue, by field, in Jira's words. */
export function problems(fields: JsonObject): JsonObject {
	const asked = valueAt(fields, 'project.id') ?? valueAt(fields, 'project.key');
	const type = valueAt(fields, 'issuetype.id') ?? valueAt(fields, 'issuetype.name');
	const found = {
		summary: summaryProblem(textAt(fields, 'summary')),
		project: isProject(typeof asked === 'string' ? asked : undefined)
			? undefined
			: 'Specify a valid project ID or key',
		issuetype: issueTypes.some((each) => each['id'] === type || each['name'] === type)
			? undefined
			: 'Specify a valid issue type',
		labels: labelProblem(listAt(fields, 'labels').map(String)),
	};
	const said = Object.entries(found).flatMap(([field, problem]) =>
		problem === undefined ? [] : [[field, problem] as const],
	);
	return Object.fromEntries(said);
}

/** The words: elastic/kibana issue 104932, tenable/integration-jira-cloud issue 322. */
function summaryProblem(summary: string): string | undefined {
	if (summary.trim() === '') return 'You must specify a summary of the issue.';
	if (/[\r\n]/.test(summary)) return 'The summary is invalid because it contains newline characters.';
	return summary.length > 255 ? "Summary can't exceed 255 characters." : undefined;
}

/** The words: projectdiscovery/nuclei issue 1689. */
function labelProblem(labels: readonly string[]): string | undefined {
	const spaced = labels.find((label) => /\s/.test(label));
	return spaced === undefined ? undefined : `The label '${spaced}' contains spaces which is invalid.`;
}

/** The fields a search asks for: a list in a body, or commas between them in a query. */
export const fieldNames = (asked: JsonValue | undefined): readonly string[] =>
	(isList(asked) ? asked.map(String) : typeof asked === 'string' ? asked.split(',') : [])
		.map((name) => name.trim())
		.filter((name) => name !== '');

/** An issue with these fields alone; none, or a name that starts with `*`, means all of them. */
export function withFields(names: readonly string[], issue: JsonObject): JsonObject {
	const fields = issue['fields'];
	if (!isObject(fields) || names.length === 0 || names.some((name) => name.startsWith('*'))) return issue;
	const kept = Object.entries(fields).filter(([name]) => names.includes(name));
	return { ...issue, fields: Object.fromEntries(kept) };
}

import { basicAuth, ok, refuse, type Answer, type Call, type Route } from './exchange';
import { emulatorKeys } from './credentials';
import type { FaultRule } from './faults';
import { fieldNames, isProject, issueTypes, problems, project, withFields } from './jiraFields';
import { isObject, listAt, parseJson, valueAt, type JsonObject, type JsonValue } from './json';
import { readJql } from './jql';
import type { Service } from './vendor';

/** A ticket as the desk keeps it; `fields` are those it was created with. */
export interface Ticket {
	readonly id: string;
	readonly key: string;
	readonly created: string;
	readonly fields: JsonObject;
}

const keys = emulatorKeys.jira;

const priorities: readonly JsonObject[] = ['Highest', 'High', 'Medium', 'Low', 'Lowest'].map(
	(name, index) => ({
		id: String(index + 1),
		name,
	}),
);

const analyst: JsonObject = {
	accountId: '5b10ac8d82e05b22cc7d4ef5',
	accountType: 'atlassian',
	emailAddress: keys.email,
	displayName: 'Avery Analyst',
	active: true,
	timeZone: 'Etc/UTC',
};

/** Jira's error collection: https://developer.atlassian.com/cloud/jira/platform/rest/v2/intro/#status-codes. */
const errors = (status: number, messages: readonly string[], fields: JsonObject = {}): Answer =>
	refuse(status, { errorMessages: messages, errors: fields });

/**
 * A small ticket desk: the parts of https://developer.atlassian.com/cloud/jira/platform/rest/v2/ that creating and
 * finding an issue needs, and what n8n's own Jira node asks for on the way. The same ticket twice is two tickets.
 */
export class TicketDesk implements Service {
	readonly name = 'jira';
	readonly tickets: Ticket[] = [];
	readonly routes: readonly Route[];

	constructor(
		readonly faults: () => readonly FaultRule[],
		private readonly now: () => number,
	) {
		this.routes = ['/rest/api/2', '/rest/api/3'].flatMap((base) => this.routesUnder(base));
	}

	refusal(status: number): JsonValue {
		return { errorMessages: [status === 429 ? 'Rate limit exceeded' : 'Internal server error'], errors: {} };
	}

	private routesUnder(base: string): Route[] {
		const get = (path: string, answer: (call: Call) => Answer): Route =>
			this.route('GET', base + path, answer);
		const post = (path: string, answer: (call: Call) => Answer): Route =>
			this.route('POST', base + path, answer);
		const withTypes = { ...project, issueTypes };
		return [
			get('/myself', () => ok(analyst)),
			get('/serverInfo', (call) =>
				ok({ baseUrl: call.origin, version: '1001.0.0', deploymentType: 'Cloud' }),
			),
			get('/project', () => ok([project])),
			get('/project/search', () =>
				ok({ values: [project], startAt: 0, maxResults: 100, total: 1, isLast: true }),
			),
			get('/project/:id', (call) =>
				isProject(call.params['id']) ? ok(withTypes) : errors(404, ['No project could be found.']),
			),
			get('/project/:id/component', () =>
				ok({ values: [], startAt: 0, maxResults: 50, total: 0, isLast: true }),
			),
			get('/issuetype', () => ok(issueTypes)),
			get('/priority', () => ok(priorities)),
			get('/label', () =>
				ok({
					values: this.labels(),
					startAt: 0,
					maxResults: 1000,
					total: this.labels().length,
					isLast: true,
				}),
			),
			get('/users/search', () => ok([analyst])),
			get('/user/search', () => ok([analyst])),
			get('/issue/createmeta', () =>
				ok({ projects: [{ ...project, issuetypes: issueTypes.map((type) => ({ ...type, fields: {} })) }] }),
			),
			post('/issue', (call) => this.create(call)),
			get('/issue/:id', (call) => this.read(call)),
			get('/search', (call) => this.search(call)),
			post('/search', (call) => this.search(call)),
			get('/search/jql', (call) => this.search(call)),
			post('/search/jql', (call) => this.search(call)),
		];
	}

	private route(method: 'GET' | 'POST', path: string, answer: (call: Call) => Answer): Route {
		return { kind: 'data', methods: [method], path, answer: (call) => denied(call) ?? answer(call) };
	}

	/** `POST /issue`: 201 with id, key and self; 400 names each field that is missing. */
	private create(call: Call): Answer {
		const body = parseJson(call.body);
		const fields = valueAt(body, 'fields');
		if (!isObject(fields)) return errors(400, ['Invalid request payload.']);
		const missing = problems(fields);
		if (Object.keys(missing).length > 0) return errors(400, [], missing);
		const number = this.tickets.length + 1;
		const ticket: Ticket = {
			id: String(10_000 + number),
			key: `SEC-${number}`,
			created: new Date(this.now()).toISOString(),
			fields,
		};
		this.tickets.push(ticket);
		return { status: 201, body: { id: ticket.id, key: ticket.key, self: selfOf(call, ticket) } };
	}

	private read(call: Call): Answer {
		const wanted = call.params['id'];
		const ticket = this.tickets.find(({ id, key }) => id === wanted || key === wanted);
		if (!ticket) return errors(404, ['Issue does not exist or you do not have permission to see it.']);
		const names = Object.fromEntries(Object.keys(shown(ticket).fields).map((field) => [field, field]));
		return ok({ ...issue(call, ticket), names });
	}

	/**
	 * JQL enough to look a ticket up. `search/jql` asks for a restriction and gives ids alone unless fields are named:
	 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/, and raycast/extensions
	 * issue 21425 for the words of the refusal.
	 */
	private search(call: Call): Answer {
		const body = parseJson(call.body);
		const asked = (name: string): JsonValue | undefined =>
			valueAt(body, name) ?? call.query.get(name) ?? undefined;
		const isEnhanced = call.path.endsWith('/jql');
		const jql = readJql(String(asked('jql') ?? ''));
		if (!jql) return errors(400, ['Error in the JQL Query.']);
		if (isEnhanced && !jql.isBounded) return errors(400, [UNBOUNDED]);
		const found = this.tickets.filter((ticket) => jql.test(shown(ticket))).reverse();
		const most = Number(asked('maxResults') ?? 50);
		const start = Number(asked('nextPageToken') ?? asked('startAt') ?? 0);
		const page = found.slice(start, start + most);
		const end = start + page.length;
		const more: JsonObject = isEnhanced
			? { isLast: end >= found.length, ...(end < found.length ? { nextPageToken: String(end) } : {}) }
			: { startAt: start, maxResults: most, total: found.length };
		const fields = fieldNames(asked('fields'));
		const onlyIds = isEnhanced && fields.length === 0;
		const issues = page.map((ticket) =>
			onlyIds ? { id: ticket.id } : withFields(fields, issue(call, ticket)),
		);
		return ok({ ...more, issues });
	}

	private labels(): string[] {
		const labels = this.tickets.flatMap(({ fields }) => listAt(fields, 'labels').map(String));
		return [...new Set(labels)].sort();
	}
}

/** Basic auth with the account's e-mail address and an API token. */
function denied(call: Call): Answer | undefined {
	const given = basicAuth(call);
	if (given?.user === keys.email && given.password === keys.apiToken) return undefined;
	return { status: 401, text: 'Client must be authenticated to access this resource.', type: 'text/plain' };
}

const UNBOUNDED =
	'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.';

const selfOf = (call: Call, ticket: Ticket): string =>
	`${call.origin}${/^\/rest\/api\/\d/.exec(call.path)?.[0] ?? ''}/issue/${ticket.id}`;

/** A ticket with the fields the desk adds. */
function shown(ticket: Ticket): Ticket {
	const type = issueTypes.find(
		({ id, name }) =>
			id === valueAt(ticket.fields, 'issuetype.id') || name === valueAt(ticket.fields, 'issuetype.name'),
	);
	const fields: JsonObject = {
		labels: [],
		...ticket.fields,
		project,
		issuetype: type ?? null,
		status: { id: '1', name: 'To Do' },
		created: ticket.created,
		reporter: analyst,
	};
	return { ...ticket, fields };
}

const issue = (call: Call, ticket: Ticket): JsonObject => ({
	id: ticket.id,
	key: ticket.key,
	self: selfOf(call, ticket),
	fields: shown(ticket).fields,
});

export interface EventClass {
	readonly uid: number;
	readonly caption: string;
	readonly category: string;
	/** What an event of the class must have beside what all have. */
	readonly requires: readonly string[];
	/** Groups of which it must have one. */
	readonly oneOf: readonly (readonly string[])[];
}

const endpoint = ['src_endpoint', 'dst_endpoint'] as const;

const IAM = 'Identity & Access Management';
const NETWORK = 'Network Activity';
const APPLICATION = 'Application Activity';

/**
 * The classes our records become, with what they ask for at the least: https://github.com/ocsf/ocsf-schema/tree/1.8.0/events
 * 3007 and 3008 come with 1.9.
 */
export const classes = {
	baseEvent: { uid: 0, caption: 'Base Event', category: 'Uncategorized', requires: [], oneOf: [] },
	detectionFinding: {
		uid: 2004,
		caption: 'Detection Finding',
		category: 'Findings',
		requires: ['finding_info'],
		oneOf: [],
	},
	accountChange: { uid: 3001, caption: 'Account Change', category: IAM, requires: ['user'], oneOf: [] },
	authentication: {
		uid: 3002,
		caption: 'Authentication',
		category: IAM,
		requires: ['user'],
		oneOf: [['service', 'dst_endpoint']],
	},
	entityManagement: {
		uid: 3004,
		caption: 'Entity Management',
		category: IAM,
		requires: ['entity'],
		oneOf: [],
	},
	groupManagement: {
		uid: 3006,
		caption: 'Group Management',
		category: IAM,
		requires: ['group'],
		oneOf: [],
	},
	userManagement: { uid: 3007, caption: 'User Management', category: IAM, requires: ['user'], oneOf: [] },
	roleManagement: {
		uid: 3008,
		caption: 'Role Management',
		category: IAM,
		requires: ['iam_role'],
		oneOf: [],
	},
	networkActivity: {
		uid: 4001,
		caption: 'Network Activity',
		category: NETWORK,
		requires: [],
		oneOf: [endpoint],
	},
	httpActivity: {
		uid: 4002,
		caption: 'HTTP Activity',
		category: NETWORK,
		requires: [],
		oneOf: [endpoint, ['http_request', 'http_response']],
	},
	dnsActivity: { uid: 4003, caption: 'DNS Activity', category: NETWORK, requires: [], oneOf: [endpoint] },
	apiActivity: {
		uid: 6003,
		caption: 'API Activity',
		category: APPLICATION,
		requires: ['actor', 'api', 'src_endpoint'],
		oneOf: [],
	},
	fileHosting: {
		uid: 6006,
		caption: 'File Hosting Activity',
		category: APPLICATION,
		requires: ['actor', 'file', 'src_endpoint'],
		oneOf: [],
	},
} as const satisfies Readonly<Record<string, EventClass>>;

export type ClassName = keyof typeof classes;

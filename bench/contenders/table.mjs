/**
 * Who is measured.
 *
 * @typedef {object} Contender
 * @property {string} label
 * @property {Partial<import('./contender.mjs').Job> & { contender: import('./contender.mjs').Job['contender'] }} job
 * @property {ContenderName} [replays] whose requests it makes again
 * @property {boolean} [isScript] asks for pages as long as the vendor's own script does
 * @property {boolean} [isOurs]
 * @property {boolean} [isPart] a part of the work, of which only the CPU time counts
 *
 * @typedef {'items' | 'file' | 'plainFile' | 'ocsf' | 'ecs' | 'httpRequest' | 'loop' | 'script' | 'floor' | 'helper' | 'json' | 'jsonKept'} ContenderName
 */

/** @type {Record<ContenderName, Contender>} */
export const contenders = {
	items: { label: 'Scan to items', job: { contender: 'scan', output: 'items', options: {} }, isOurs: true },
	file: { label: 'Scan to file', job: { contender: 'scan', output: 'file', options: {} }, isOurs: true },
	plainFile: {
		label: 'Scan to file, not compressed',
		job: { contender: 'scan', output: 'file', options: { compress: false } },
		isOurs: true,
	},
	ocsf: {
		label: 'Scan to items, as OCSF',
		job: { contender: 'scan', output: 'items', options: { format: 'ocsf' } },
		isOurs: true,
	},
	ecs: {
		label: 'Scan to items, as ECS',
		job: { contender: 'scan', output: 'items', options: { format: 'ecs' } },
		isOurs: true,
	},
	httpRequest: { label: 'HTTP Request node', job: { contender: 'httpRequest' } },
	loop: { label: 'sequential loop', job: { contender: 'loop' } },
	script: { label: "loop with the script's page", job: { contender: 'loop' }, isScript: true },
	floor: { label: 'floor', job: { contender: 'floor' }, replays: 'items' },
	helper: { label: "n8n's request helper alone", job: { contender: 'helper' }, replays: 'items' },
	json: {
		label: 'JSON.parse and JSON.stringify',
		job: { contender: 'json' },
		replays: 'items',
		isPart: true,
	},
	jsonKept: {
		label: 'the same, what was parsed kept',
		job: { contender: 'json', keeps: true },
		replays: 'items',
		isPart: true,
	},
};

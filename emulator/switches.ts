import { faults, applySettings, initialSettings, type Settings, type SwitchTable } from './switch';
import { cloudlockSwitches } from './vendors/cloudlock/switches';
import { defenderSwitches } from './vendors/defender/switches';
import { informaticaSwitches } from './vendors/informatica/switches';
import { umbrellaSwitches } from './vendors/umbrella/switches';
import { umbrellaLegacySwitches } from './vendors/umbrellaLegacy/switches';

/** Every switch of every service: behaviour as data. The table in README.md is made from this one. */
export const switchTables = {
	umbrella: umbrellaSwitches,
	umbrellaLegacy: umbrellaLegacySwitches,
	cloudlock: cloudlockSwitches,
	informatica: informaticaSwitches,
	defender: defenderSwitches,
	jira: { faults },
	thehive: { faults },
	chat: { faults },
	s3: { faults },
	openai: { faults },
} as const satisfies Readonly<Record<string, SwitchTable>>;

type Tables = typeof switchTables;

/** The live switches: change a value and the next request sees it. */
export type Switches = { readonly [Room in keyof Tables]: Settings<Tables[Room]> };

/** Any part of the switches. */
export type SwitchSettings = { readonly [Room in keyof Tables]?: Partial<Settings<Tables[Room]>> };

export const initialSwitches = (): Switches => ({
	umbrella: initialSettings(switchTables.umbrella),
	umbrellaLegacy: initialSettings(switchTables.umbrellaLegacy),
	cloudlock: initialSettings(switchTables.cloudlock),
	informatica: initialSettings(switchTables.informatica),
	defender: initialSettings(switchTables.defender),
	jira: initialSettings(switchTables.jira),
	thehive: initialSettings(switchTables.thehive),
	chat: initialSettings(switchTables.chat),
	s3: initialSettings(switchTables.s3),
	openai: initialSettings(switchTables.openai),
});

const isRoom = (name: string): name is keyof Tables => name in switchTables;

/**
 * Sets what `wanted` names and leaves the rest.
 * @throws Error naming the switch that is unknown, or the values it takes.
 */
export function setSwitches(live: Switches, wanted: object): void {
	for (const [room, settings] of Object.entries(wanted)) {
		if (!isRoom(room))
			throw new Error(`There is no ${room}. Known: ${Object.keys(switchTables).join(', ')}.`);
		if (typeof settings !== 'object' || settings === null)
			throw new Error(`${room} takes an object of switches.`);
		applySettings(room, switchTables[room], live[room], settings as object);
	}
}

/** The switches as a Markdown table, one a service. */
export function switchesAsMarkdown(): string {
	// As the formatter writes it: a bar ends a cell, an underscore before a word would be emphasis.
	const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/(^|[\s/])_/g, '$1\\_');
	return Object.entries(switchTables)
		.map(([room, table]: [string, SwitchTable]) => {
			const rows = Object.entries(table).map(
				([name, entry]) =>
					`| \`${name}\` | ${cell(entry.values)} | \`${JSON.stringify(entry.initial)}\` | ${cell(entry.meaning)} | ${cell(entry.source)} |`,
			);
			return [
				`### ${room}`,
				'',
				'| Switch | Values | Default | Meaning | Source |',
				'| --- | --- | --- | --- | --- |',
				...rows,
			].join('\n');
		})
		.join('\n\n');
}

import { inProcessEmulator, type JsonObject } from '../../emulator';
import { exactDigitsAsText } from '../../emulator';
import { codes, json } from './markdown';

interface Sample {
	/** The emulator's name for the records. */
	readonly source: string;
	/** Chooses a record that shows much. */
	readonly shows: (record: JsonObject) => boolean;
	/** Members that are left out here, because they are long and say nothing that is not seen elsewhere. */
	readonly without?: readonly string[];
}

const isText = (record: JsonObject, name: string, value: string): boolean => record[name] === value;

const SAMPLES: Readonly<Record<string, Sample>> = {
	'Umbrella security activity': {
		source: 'ciscoUmbrella.securityActivity',
		shows: (record) => isText(record, 'type', 'dns') && JSON.stringify(record['threats']) !== '[]',
	},
	'Umbrella activity': {
		source: 'ciscoUmbrella.activity',
		shows: (record) => isText(record, 'type', 'firewall') && isText(record, 'verdict', 'blocked'),
	},
	'Umbrella legacy security activity': {
		source: 'ciscoUmbrella.securityActivity.legacy',
		shows: (record) => record['internalIp'] !== '' && JSON.stringify(record['categories']) !== '[]',
	},
	'Cloudlock activity': {
		source: 'ciscoCloudlock.activity',
		shows: (record) => isText(record, 'event_type', 'login') && record['operation_successful'] === false,
	},
	'Informatica security log': {
		source: 'informaticaCloud.securityLog',
		shows: (record) => isText(record, 'actionCategory', 'Role'),
	},
	'Defender activity': {
		source: 'microsoftDefenderCloudApps.activity',
		shows: (record) => isText(record, 'eventTypeValue', 'EVENT_AAD_LOGIN_FAILED'),
		without: [
			'rawDataJson',
			'entityData',
			'userAgent',
			'collected',
			'description_metadata',
			'lograbberService',
		],
	},
};

export const sampleNames = Object.keys(SAMPLES);

/** An invented record of the emulator, and what of it is left out. */
export function sample(name: string): string {
	const found = SAMPLES[name];
	if (!found) throw new Error(`There is no sample "${name}".`);
	const { source, shows, without = [] } = found;
	const world = inProcessEmulator({ now: () => Date.parse('2026-11-21T00:00:00Z') });
	const record = world.records(source).find(shows);
	if (!record) throw new Error(`The emulator has no record for the sample "${name}".`);
	const left = without.filter((member) => member in record);
	const shown = Object.fromEntries(Object.entries(record).filter(([member]) => !left.includes(member)));
	const note = left.length === 0 ? '' : `\n\nLeft out here, for length: ${codes(left)}.`;
	return `${json(exactDigitsAsText(shown as never))}${note}`;
}

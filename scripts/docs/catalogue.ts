import { CiscoCloudlockApi } from '../../credentials/CiscoCloudlockApi.credentials';
import { CiscoUmbrellaLegacyApi } from '../../credentials/CiscoUmbrellaLegacyApi.credentials';
import { CiscoUmbrellaReportingApi } from '../../credentials/CiscoUmbrellaReportingApi.credentials';
import { InformaticaCloudApi } from '../../credentials/InformaticaCloudApi.credentials';
import { MicrosoftDefenderCloudAppsApi } from '../../credentials/MicrosoftDefenderCloudAppsApi.credentials';
import { MicrosoftDefenderCloudAppsOAuth2Api } from '../../credentials/MicrosoftDefenderCloudAppsOAuth2Api.credentials';
import { limits as cloudlockLimits } from '../../nodes/CiscoCloudlock/limits';
import { properties as umbrellaProperties } from '../../nodes/CiscoUmbrella/fields';
import { legacyLimits, reportingLimits } from '../../nodes/CiscoUmbrella/limits';
import { filters } from '../../nodes/InformaticaCloud/filters';
import { limits as informaticaLimits } from '../../nodes/InformaticaCloud/limits';
import { listLimits, scanLimits } from '../../nodes/MicrosoftDefenderCloudApps/limits';
import { source as cloudlock } from '../../nodes/CiscoCloudlock/source';
import { source as umbrella } from '../../nodes/CiscoUmbrella/source';
import { source as informatica } from '../../nodes/InformaticaCloud/source';
import { source as defender } from '../../nodes/MicrosoftDefenderCloudApps/source';
import type { Blocks } from './blocks';
import { defenderFilters, informaticaFilters, umbrellaFilters } from './filters';
import { limits } from './limits';
import { operations } from './operations';
import { refusals } from './refusals';
import { sample, sampleNames } from './samples';
import { situations, type DocumentedVendor } from './situations';
import { testButton } from './testButton';
import { versions } from './versions';
import { fields, kinds } from './vocabularies';

/** Every credential type, which the pages of the vendors explain. */
export const credentialTypes = [
	new CiscoUmbrellaReportingApi(),
	new CiscoUmbrellaLegacyApi(),
	new CiscoCloudlockApi(),
	new InformaticaCloudApi(),
	new MicrosoftDefenderCloudAppsApi(),
	new MicrosoftDefenderCloudAppsOAuth2Api(),
];

/** Sources by the names of their golden records. */
const golden = { umbrella, cloudlock, informatica, defender };

type Maker = () => string | Promise<string>;

const vendors = Object.keys(situations) as readonly DocumentedVendor[];

/** Everything in the pages that the code says by itself. */
const makers: Readonly<Record<string, Maker>> = {
	'Umbrella operations': async () => await operations('ciscoUmbrella'),
	'Cloudlock operations': async () => await operations('ciscoCloudlock'),
	'Informatica operations': async () => await operations('informaticaCloud'),
	'Defender operations': async () => await operations('microsoftDefenderCloudApps'),
	'Umbrella limits': () => limits({ 'Reporting API': reportingLimits, 'Legacy API (v1)': legacyLimits }),
	'Cloudlock limits': () => limits({ Activities: cloudlockLimits }),
	'Informatica limits': () => limits({ 'Security log': informaticaLimits }),
	'Defender limits': () => limits({ 'Scan and trigger': scanLimits, 'Get Many': listLimits }),
	'Umbrella filters': () => umbrellaFilters(umbrellaProperties),
	'Informatica filters': () => informaticaFilters(filters),
	'Defender filters': defenderFilters,
	versions,
	...Object.fromEntries(
		Object.entries(golden).flatMap(([name, { vocabularies }]) => [
			[`${name} kinds`, () => kinds(name, vocabularies)],
			[`${name} fields`, () => fields(name, vocabularies)],
		]),
	),
	...Object.fromEntries(sampleNames.map((name) => [`${name} sample`, () => sample(name)])),
	...Object.fromEntries(vendors.map((name) => [`${name} errors`, async () => await refusals(name)])),
	...Object.fromEntries(credentialTypes.map((type) => [`${type.displayName} test`, () => testButton(type)])),
};

export const makeable = Object.keys(makers);

/** Makes the named blocks, one after the other. @throws Error for a name that is not known */
export async function makeBlocks(names: Iterable<string>): Promise<Blocks> {
	const made = new Map<string, string>();
	for (const name of new Set(names)) {
		const maker = makers[name];
		if (!maker) throw new Error(`Nothing makes the block "${name}". Known: ${makeable.join(', ')}.`);
		made.set(name, await maker());
	}
	return made;
}

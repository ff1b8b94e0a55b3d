import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { JsonObject } from '../../collector/json';
import { source as cloudlock } from '../../nodes/CiscoCloudlock/source';
import { source as umbrella } from '../../nodes/CiscoUmbrella/source';
import { source as informatica } from '../../nodes/InformaticaCloud/source';
import { source as defender } from '../../nodes/MicrosoftDefenderCloudApps/source';
import type { Vocabularies } from '../../nodes/shared/run/format';
import { toDocument } from '../../vocabulary/ecs/event';
import { toEvent } from '../../vocabulary/ocsf/event';

/** The vendors by the names of their rooms among the golden files, and where the emulator holds records of theirs. */
export const vendors: Readonly<
	Record<string, { readonly vocabularies: Vocabularies; readonly sources: readonly string[] }>
> = {
	umbrella: {
		vocabularies: umbrella.vocabularies,
		sources: [
			'ciscoUmbrella.activity',
			'ciscoUmbrella.activity.ampRetrospective',
			'ciscoUmbrella.securityActivity.legacy',
		],
	},
	cloudlock: { vocabularies: cloudlock.vocabularies, sources: ['ciscoCloudlock.activity'] },
	informatica: { vocabularies: informatica.vocabularies, sources: ['informaticaCloud.securityLog'] },
	defender: { vocabularies: defender.vocabularies, sources: ['microsoftDefenderCloudApps.activity'] },
};

export interface Mapped {
	readonly event: JsonObject;
	readonly paths: readonly string[];
	readonly unknownKind?: string | undefined;
}

/** A record in a vocabulary, as its tests ask for it. */
export const mappers: Readonly<
	Record<'ocsf' | 'ecs', (vocabularies: Vocabularies, record: JsonObject, raw?: string) => Mapped>
> = {
	ocsf: ({ ocsf }, record, raw) => toEvent(record, ocsf, 'the identity', raw),
	ecs: ({ ecs, namespace }, record, raw) => toDocument(record, ecs, namespace, 'the identity', raw),
};

/** What stands in no field of its own. */
export function leftIn(
	vocabulary: 'ocsf' | 'ecs',
	event: JsonObject,
	{ namespace: [vendor, product] }: Vocabularies,
): unknown {
	if (vocabulary === 'ocsf') return event['unmapped'];
	const below = event[vendor] as JsonObject | undefined;
	return below?.[product];
}

const ajv = new Ajv({ allErrors: true, strict: false });

const compile = (file: string): ValidateFunction =>
	ajv.compile(JSON.parse(readFileSync(join(__dirname, '../vocabulary', file), 'utf8')) as JsonObject);

const validators = { ocsf: compile('ocsf-1.8.0.json'), ecs: compile('ecs-9.4.0.json') };

/** What the published schema finds wrong, in words; empty when nothing is. */
export function complaints(vocabulary: 'ocsf' | 'ecs', event: JsonObject): readonly string[] {
	const validate = validators[vocabulary];
	return validate(event) ? [] : (validate.errors ?? []).map(inWords);
}

const inWords = ({ instancePath, message, params }: ErrorObject): string =>
	`${instancePath || '/'} ${message ?? ''} ${JSON.stringify(params)}`;

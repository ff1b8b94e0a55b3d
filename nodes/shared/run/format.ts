import type { IExecuteFunctions } from 'n8n-workflow';
import type { VendorRecord } from '../../../collector/feed';
import { stableIdentities } from '../../../collector/identity';
import { isObject, type JsonObject, toItemJson, toJsonLine } from '../../../collector/json';
import { type DocumentMapper, type Namespace, toDocument } from '../../../vocabulary/ecs/event';
import { type Mapper, toEvent } from '../../../vocabulary/ocsf/event';
import { readFlag } from './given';
import { oneOf } from './parameters';

/** How the records of a source are written in the vocabularies of the field. */
export interface Vocabularies {
	readonly ocsf: Mapper;
	readonly ecs: DocumentMapper;
	readonly namespace: Namespace;
	identityOf(record: VendorRecord): string;
}

interface Written {
	readonly event: JsonObject;
	readonly unknownKind?: string | undefined;
}

type Write = (record: JsonObject, identity: string, raw: string | undefined) => Written;

export const FORMATS = ['raw', 'ocsf', 'ecs'] as const;

/** What records are handed over as: themselves, or events of a vocabulary that several vendors share. */
export class Format {
	private readonly unknown = new Map<string, number>();

	constructor(
		private readonly write: Write | undefined,
		private readonly identityOf: (record: VendorRecord) => string,
		private readonly includeRaw: boolean,
	) {}

	/** @param identities what each record is known by, where that is known already; twins are told apart by their order */
	apply(records: readonly VendorRecord[], identities?: readonly string[]): readonly VendorRecord[] {
		const { write } = this;
		if (!write) return records;
		const known = identities ?? stableIdentities(records, this.identityOf);
		return records.map((record, i) => {
			const raw = this.includeRaw ? toJsonLine(record) : undefined;
			const { event, unknownKind } = write(toItemJson(record), known[i] ?? '', raw);
			if (unknownKind !== undefined) this.unknown.set(unknownKind, (this.unknown.get(unknownKind) ?? 0) + 1);
			return event;
		});
	}

	/** How often each word was met that no table of ours knows; `undefined` where records stay as they are. */
	get unmappedKinds(): Readonly<Record<string, number>> | undefined {
		return this.write ? Object.fromEntries(this.unknown) : undefined;
	}
}

/** The format that the options ask for. @throws InputError for one that is none */
export function readFormat(context: IExecuteFunctions, item: number, vocabularies: Vocabularies): Format {
	const given: unknown = context.getNodeParameter('options', item, {});
	const options = isObject(given) ? given : {};
	const format = oneOf('Format', options['format'] ?? 'raw', FORMATS);
	return new Format(
		writers(vocabularies)[format],
		vocabularies.identityOf,
		readFlag('Include Raw Record', options['includeRaw'], false),
	);
}

const writers = ({
	ocsf,
	ecs,
	namespace,
}: Vocabularies): Readonly<Record<(typeof FORMATS)[number], Write | undefined>> => ({
	raw: undefined,
	ocsf: (record, identity, raw) => toEvent(record, ocsf, identity, raw),
	ecs: (record, identity, raw) => toDocument(record, ecs, namespace, identity, raw),
});

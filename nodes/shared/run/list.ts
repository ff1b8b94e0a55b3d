import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { Ask } from '../../../collector/request';
import { settle } from '../../../collector/settle';
import { SECOND } from '../../../collector/time';
import { asItem } from './asItem';
import { checkedText } from './given';
import { toNodeError } from './nodeErrors';
import { defaultOptions } from './parameters';
import { noRequests, openAsk, type Source } from './source';

/** A person looks at the list while it loads. */
const PATIENCE = { timeout: 20 * SECOND, maxRetries: 1 };

/** What the editor calls while a person opens, searches or scrolls a list. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	search?: string,
	token?: string,
) => Promise<INodeListSearchResult>;

export interface VendorList {
	readonly source: Source;
	/** What a person can do when the key may not read the list. */
	readonly whenForbidden: string;
	/** One page. @param token where it begins, as the page before gave it */
	read(ask: Ask, baseUrl: URL, search: string, token?: string): Promise<INodeListSearchResult>;
}

/** A list that the vendor is asked for, in the same way and with the same care as records are. */
export const vendorList = ({ source, whenForbidden, read }: VendorList): ListSearch =>
	async function (search = '', token) {
		const done = await settle(page(asItem(this)));
		if (!done.ok) throw toNodeError(this.getNode(), done.error, 0);
		return done.value;

		async function page(context: ReturnType<typeof asItem>): Promise<INodeListSearchResult> {
			const limits = source.limits(context, 0);
			const connection = await source.connect(context, 0);
			const ask = openAsk(
				context,
				{ ...connection, advice: { ...connection.advice, 403: whenForbidden } },
				limits,
				{ ...defaultOptions(limits), ...PATIENCE },
				noRequests(),
			);
			return await read(ask, connection.baseUrl, checkedText('Search', search.trim()), token);
		}
	};

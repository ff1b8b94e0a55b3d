import { settle, type Settled } from '../../collector/settle';
import type { ListPage } from './stitch';

/**
 * Pages of a list, asked for before they are needed: while one is looked at, the next ones are under way. What turns out
 * not to be needed is left to itself.
 */
export class PagesAhead {
	private underWay = new Map<number, Promise<Settled<ListPage>>>();

	constructor(private readonly pageAt: (offset: number) => Promise<ListPage>) {}

	/**
	 * The page at the first offset; those at the others come after it, if the list goes on as expected.
	 *
	 * @throws what asking for that page threw
	 */
	async take(offsets: readonly [number, ...number[]]): Promise<ListPage> {
		this.underWay = new Map(
			offsets.map((offset) => [offset, this.underWay.get(offset) ?? settle(this.pageAt(offset))]),
		);
		const [offset] = offsets;
		const page = await this.underWay.get(offset);
		this.underWay.delete(offset);
		if (!page?.ok) throw page?.error;
		return page.value;
	}
}

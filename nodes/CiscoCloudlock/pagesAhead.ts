import { settle, type Settled } from '../../collector/settle';
import type { ListPage } from './stitch';

/** Pages of a list, asked for before they are needed: while one is looked at, the next ones are under way. */
export class PagesAhead {
	private expected = new Map<number, Promise<Settled<ListPage>>>();
	private readonly underWay = new Set<Promise<unknown>>();
	/** How many pages were asked for so far. */
	asked = 0;

	constructor(private readonly rowsAt: (offset: number) => Promise<ListPage['rows']>) {}

	/**
	 * The page at the first offset; those at the others come after it, if the list goes on as expected.
	 *
	 * @throws what asking for that page threw
	 */
	async take(offsets: readonly [number, ...number[]]): Promise<ListPage> {
		this.expected = new Map(offsets.map((offset) => [offset, this.expected.get(offset) ?? this.ask(offset)]));
		const [offset] = offsets;
		const page = await this.expected.get(offset);
		this.expected.delete(offset);
		if (page?.ok) return page.value;
		await this.end();
		throw page?.error;
	}

	/** Waits for what is still under way, needed or not, so that a walk leaves no request behind. */
	async end(): Promise<void> {
		await Promise.all(this.underWay);
	}

	private ask(offset: number): Promise<Settled<ListPage>> {
		const number = ++this.asked;
		const asking = settle(this.rowsAt(offset).then((rows) => ({ offset, number, rows })));
		this.underWay.add(asking);
		void asking.then(() => this.underWay.delete(asking));
		return asking;
	}
}

import { attempt } from './settle';
import { isArray, isObject, parseJson } from './json';

/** What a vendor said about a failure. */
export interface VendorText {
	readonly code?: string;
	readonly text: string;
	readonly isHtml: boolean;
}

const HTML = /^\s*<(!doctype|html|head|body|\?xml)/i;

/**
 * Finds the vendor's code and words in an error body of any of the shapes the four are known to send: a nested
 * `error`, `data.errors[]`, `errors[]` or `filters[]` lists, `message`, `description`, a problem document, or plain
 * text. A body of another shape is quoted as it is.
 */
export function vendorText(body: string): VendorText {
	if (HTML.test(body)) return { text: htmlTitle(body), isHtml: true };
	const parsed = attempt(() => parseJson(body));
	const found = parsed.ok ? describe(parsed.value) : undefined;
	return { text: body, isHtml: false, ...found };
}

/** The vendor's words in a body that was read already; nothing when it says none. */
export function wordsIn(body: unknown): string {
	const found = isObject(body) ? describe(body) : undefined;
	return [found?.code, found?.text].filter(Boolean).join(': ');
}

const htmlTitle = (body: string): string => {
	const title = /<title[^>]*>([^<]*)</i.exec(body)?.[1]?.trim();
	return title ? `an HTML page titled "${title}"` : 'an HTML page';
};

function describe(value: unknown): { code?: string; text: string } | undefined {
	if (typeof value === 'string') return { text: value };
	if (isArray(value)) return describe(value[0]);
	if (!isObject(value)) return undefined;
	for (const nested of [value['error'], value['data'], value['errors'], value['filters']]) {
		const found = isObject(nested) || (isArray(nested) && nested.length > 0) ? describe(nested) : undefined;
		if (found) return found;
	}
	const text = firstText(value, ['message', 'error_description', 'description', 'detail', 'title', 'error']);
	if (text === undefined) return undefined;
	const about = firstText(value, ['param']);
	const code =
		firstText(value, ['code', 'errorMessageCode']) ??
		(text === value['error'] ? undefined : firstText(value, ['error']));
	return { text: about ? `${about}: ${text}` : text, ...(code === undefined ? {} : { code }) };
}

function firstText(value: { readonly [key: string]: unknown }, keys: readonly string[]): string | undefined {
	for (const key of keys) {
		const text = value[key];
		if (typeof text === 'string' && text !== '') return text;
		if (typeof text === 'number') return String(text);
	}
	return undefined;
}

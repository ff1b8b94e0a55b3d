const unitMs: Readonly<Record<string, number>> = {
	second: 1000,
	minute: 60_000,
	hour: 3_600_000,
	day: 86_400_000,
	week: 604_800_000,
};

/**
 * A `from` or `to`: epoch milliseconds, `now`, or relative such as `-1days` and `-30minutes` (OpenAPI file of the
 * Reporting API). ISO 8601 is refused by the live service ("invalid timestamp specified",
 * https://github.com/LanternOps/breeze/issues/4597); one public client claims that it works.
 */
export function readTime(text: string, now: number, isoRefused: boolean): number | undefined {
	if (text === 'now') return now;
	if (/^\d+$/.test(text)) return Number(text);
	const relative = /^-(\d+)(second|minute|hour|day|week)s?$/.exec(text);
	if (relative) return now - Number(relative[1]) * (unitMs[relative[2] ?? ''] ?? 0);
	const iso = isoRefused ? Number.NaN : Date.parse(text);
	return Number.isNaN(iso) ? undefined : iso;
}

/** The text of a time in a zone, as the `timezone` parameter changes `date` and `time`. */
export function inZone(
	time: number,
	zone: string,
): { readonly date: string; readonly time: string } | undefined {
	try {
		const text = new Date(time).toLocaleString('sv-SE', { timeZone: zone });
		return { date: text.slice(0, 10), time: text.slice(11, 19) };
	} catch {
		return undefined;
	}
}

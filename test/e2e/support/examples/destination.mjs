/** What a record of Umbrella's is about: a name that was looked up, the host of a web request, or an address. */
export const destinationOf = ({ domain, url, destinationip }) =>
	domain ?? (url === undefined ? destinationip : new URL(url).hostname);

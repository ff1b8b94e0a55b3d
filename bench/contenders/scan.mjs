import { Host } from './n8n.mjs';

/**
 * Our Scan.
 *
 * @type {import('./contender.mjs').Prepare}
 */
export async function prepare(vendor, { url, folder, output, options }) {
	const host = new Host([folder]);
	await host.load();
	const { type, credential, data, parameters } = vendor.scan(url);
	return async ({ from, to }) => {
		const [activities, [summary]] = await host.run({
			credentials: { [credential]: data },
			steps: [
				{
					type: `n8n-nodes-security-activity.${type}`,
					parameters: {
						...parameters,
						operation: 'scan',
						startFrom: 'timeRange',
						timeRange: 'between',
						from: new Date(from).toISOString(),
						to: new Date(to).toISOString(),
						output,
						options,
					},
				},
			],
		});
		const { records, complete, reason } = summary.json;
		if (!complete) throw new Error(`The scan is not complete: ${reason}`);
		return { records, held: activities };
	};
}

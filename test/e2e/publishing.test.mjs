import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertExact, requests, untilTicketed } from './support/flows.mjs';
import { ticketPerRecord } from './support/ticketWorkflow.mjs';
import { vendors } from './support/vendors.mjs';
import { openWorld } from './support/world.mjs';

const NOT_THE_KEY = 'not-the-key-of-anybody';

/** What a person reads when the key is wrong, and which part of the credential that is. */
const refusals = {
	umbrella: { secret: 'apiSecret', words: /Cisco Umbrella refused the sign-in .* HTTP 401/ },
	cloudlock: { secret: 'accessToken', words: /Cisco Cloudlock answered .* HTTP 401/ },
	informatica: {
		secret: 'password',
		words: /Informatica refused the sign-in .* HTTP 401: .*password is not valid/,
	},
	defender: {
		secret: 'apiToken',
		words: /Microsoft Defender for Cloud Apps answered .* HTTP 401: Invalid token/,
	},
};

/** What meets the very first poll, one trouble for each vendor. */
const troubles = {
	umbrella: { kind: 'status', status: 503 },
	cloudlock: { kind: 'status', status: 429, retryAfter: 1 },
	informatica: { kind: 'html', status: 502 },
	defender: { kind: 'status', status: 429 },
};

describe('Publishing a workflow, which polls at once', () => {
	/** @type {import('./support/world.mjs').World} */
	let world;

	before(async () => {
		world = await openWorld('publishing');
	});
	after(() => world?.close());

	describe('with a wrong key', { concurrency: true }, () => {
		for (const vendor of Object.values(vendors)) {
			test(`is refused in our words (${vendor.name})`, async () => {
				const { secret, words } = refusals[vendor.name];
				const right = world.credentials.find(({ type }) => type === vendor.credential);
				const wrong = { ...right, name: 'Wrong key', data: { ...right.data, [secret]: NOT_THE_KEY } };
				const { workflow } = ticketPerRecord({ ...vendor, name: `${vendor.name}, wrong key` });
				const imported = await world.importWorkflow(workflow, await world.createCredentials([wrong]));
				const { status, triggers } = await world.publish(imported);
				assert.equal(status, 'failed');
				assert.match(triggers[0].errorMessage, words);
				assert.ok(!triggers[0].errorMessage.includes(NOT_THE_KEY));
				await world.unpublish(imported);
			});
		}
	});

	describe('while the vendor is in trouble', { concurrency: true }, () => {
		for (const vendor of Object.values(vendors)) {
			const { kind, status } = troubles[vendor.name];
			test(`succeeds with ${status}, and nothing is lost (${vendor.name})`, async () => {
				const settings = world.emulator.switches[vendor.name];
				const ticketWorkflow = ticketPerRecord(vendor, { startFrom: 'now' });
				const imported = await world.importWorkflow(ticketWorkflow.workflow);
				const flow = { ...ticketWorkflow, id: imported.id };

				settings.faults = [{ on: { from: 1 }, ...troubles[vendor.name], kind }];
				const refusedBefore = requests(world, flow);
				const publishing = world.publish(imported);
				await world.until('the first refusal', () => requests(world, flow) > refusedBefore);
				world.emulator.happen(vendor.source, { n: 5, ties: true });
				const publication = await publishing;
				settings.faults = [];

				assert.equal(publication.status, 'published', JSON.stringify(publication.triggers));
				world.emulator.happen(vendor.source, { n: 5, ties: true });
				await untilTicketed(world, [flow]);
				assertExact(world, [flow]);
			});
		}
	});
});

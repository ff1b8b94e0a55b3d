import { after, before, describe } from 'node:test';
import { testAgent } from './support/examples/agent.mjs';
import { testAlerts } from './support/examples/alerts.mjs';
import { testArchive } from './support/examples/archive.mjs';
import { testDigest } from './support/examples/digest.mjs';
import { testForm } from './support/examples/form.mjs';
import { testFourVendors } from './support/examples/fourVendors.mjs';
import { HELD } from './support/examples/held.mjs';
import { testRoleChange } from './support/examples/roleChange.mjs';
import { testScheduled } from './support/examples/scheduled.mjs';
import { openWorld } from './support/world.mjs';

/** The example that opens a ticket for each suspicious sign-in is lived through in the themes "crash" and "durable". */
describe('The shipped examples', () => {
	/** @type {import('./support/world.mjs').World} */
	let opened;
	const world = () => opened;

	before(async () => {
		opened = await openWorld('examples', {}, HELD);
	});
	after(() => opened?.close());

	testForm(world);
	testScheduled(world);
	testDigest(world);
	testAlerts(world);
	testArchive(world);
	testAgent(world);
	testRoleChange(world);
	testFourVendors(world);
});

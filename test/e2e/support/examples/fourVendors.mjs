import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, inBrief } from '../ledger.mjs';
import { fromAnHourAgo, pollOften } from '../ticketWorkflow.mjs';
import { vendors } from '../vendors.mjs';
import { importExample } from './load.mjs';

const LABEL = 'event-';

/** What deserves a ticket, in each vendor's own words: nothing of our mapping is asked. */
const DESERVES = {
	'ciscoCloudlock.activity': ({ event_type: type, operation_successful: successful, extra }) =>
		type === 'user_settings' ||
		(type === 'login' && (successful === false || extra?.auth?.is_suspicious === true)),
	'informaticaCloud.securityLog': ({ actionCategory, actionEvent }) =>
		actionEvent === 'PASSWORD_RESET' ||
		(['Role', 'Group', 'User group', 'User', 'Organization'].includes(actionCategory) &&
			['CREATE', 'UPDATE', 'DELETE', 'DISABLE'].includes(actionEvent)),
	'microsoftDefenderCloudApps.activity': ({ eventTypeName }) =>
		eventTypeName === 'EVENT_CATEGORY_FAILED_LOGIN',
};

const ID = {
	'ciscoCloudlock.activity': 'event_id',
	'informaticaCloud.securityLog': 'id',
	'microsoftDefenderCloudApps.activity': '_id',
};

const BLOCKED = 'ciscoUmbrella.securityActivity';

/** @param {() => import('../world.mjs').World} world */
export function testFourVendors(world) {
	test('the example for four vendors opens the right tickets through one Switch and one template', async () => {
		const { emulator, until } = world();
		const triggers = new Set(Object.values(vendors).map(({ trigger }) => trigger));
		const imported = await importExample(world(), 'four-vendors-one-ticket.json', (node) =>
			triggers.has(node.type) ? { pollTimes: pollOften, ...fromAnHourAgo } : {},
		);
		const before = emulator.tickets.length;
		for (const vendor of Object.values(vendors)) emulator.remove(vendor.name, () => true);
		assert.equal((await world().publish(imported)).status, 'published');
		for (const source of [...Object.keys(ID), BLOCKED]) emulator.happen(source, { n: 40, ties: true });

		const happened = () =>
			Object.entries(ID).flatMap(([source, id]) =>
				emulator
					.records(source)
					.filter(DESERVES[source])
					.map((record) => String(record[id])),
			);
		const tickets = () => emulator.tickets.slice(before);
		const named = () =>
			tickets()
				.flatMap(({ fields }) => fields.labels ?? [])
				.map((label) => String(label).slice(LABEL.length));
		const blocked = () => emulator.records(BLOCKED).length;
		const fromUmbrella = () =>
			tickets().filter(({ fields }) => String(fields.description).includes('Seen by: Cisco Umbrella')).length;
		const ledger = () => compare(happened(), named());
		await until(
			'a ticket for all that deserves one',
			() => ledger().missing.length === 0 && fromUmbrella() >= blocked(),
			{ seen: () => ({ ...inBrief(ledger()), blocked: blocked(), tickets: fromUmbrella() }) },
		);
		await world().unpublish(imported);
		assert.ok(happened().length > 0 && blocked() > 0);
		assert.equal(fromUmbrella(), blocked());
		// A twin has a name of its own, so beside Umbrella's there is no ticket that nobody asked for.
		assert.equal(named().length, new Set(named()).size);
		assert.equal(named().length, happened().length + blocked());
		for (const { fields } of tickets()) assert.doesNotMatch(String(fields.summary), /undefined|see below/);
	});
}

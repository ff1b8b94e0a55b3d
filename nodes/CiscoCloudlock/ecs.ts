import type { Draft } from '../../vocabulary/compact';
import { geoOf } from '../../vocabulary/ecs/place';
import type { DocumentMapper } from '../../vocabulary/ecs/event';
import type { Taking } from '../../vocabulary/taking';
import { isKnownKind, PLACE, signOf, unknownKindOf, wordOf } from './kinds';
import { timeOf } from './record';

/** Activities of the cloud platforms that Cloudlock watches in the Elastic Common Schema. */
export const ecs: DocumentMapper = (take, record) => {
	const type = wordOf(record, 'event_type');
	const sign = signOf(record);
	const [category, ...types] =
		sign !== undefined
			? ['authentication', sign === 'in' ? 'start' : 'end']
			: type === 'user_settings'
				? ['iam', 'change', 'user']
				: ['api', 'info'];
	return {
		time: timeOf(record),
		category: category === undefined ? [] : [category],
		type: types,
		event: {
			action: take.text('event_type'),
			outcome: outcomeOf(take),
			provider: take.text('vendor.service'),
		},
		fields: {
			user: userOf(take),
			source: sourceOf(take),
			user_agent: { original: take.text('user_agent') },
			cloud: { service: { name: take.text('vendor.name') } },
			observer: { vendor: 'Cisco', product: 'Cloudlock' },
		},
		unknownKind: isKnownKind(record) ? undefined : unknownKindOf(record),
	};
};

function outcomeOf(take: Taking): string {
	const successful = take.boolean('operation_successful');
	return successful === undefined ? 'unknown' : successful ? 'success' : 'failure';
}

function userOf(take: Taking): Draft {
	const email = take.text('user.user_email');
	return { id: take.id('user.vendor_id'), name: email, email };
}

function sourceOf(take: Taking): Draft | undefined {
	const ip = take.ip('client_ip');
	return ip === undefined ? undefined : { ip, geo: geoOf(take, PLACE) };
}

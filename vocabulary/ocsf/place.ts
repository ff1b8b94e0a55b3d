import type { Draft } from '../compact';
import type { Taking } from '../taking';

/** Where in a record a place is told. */
export interface PlacePaths {
	readonly city: string;
	readonly country: string;
	readonly region: string;
	readonly latitude: string;
	readonly longitude: string;
}

/** A place that has a name; coordinates alone are none, and stay where they are. */
export function placeOf(take: Taking, paths: PlacePaths): Draft | undefined {
	const named = {
		city: take.text(paths.city),
		country: take.text(paths.country),
		region: take.text(paths.region),
	};
	if (Object.values(named).every((name) => name === undefined)) return undefined;
	return { ...named, lat: take.number(paths.latitude), long: take.number(paths.longitude) };
}

import type { Draft } from '../compact';
import type { PlacePaths } from '../ocsf/place';
import { numberIn, type Taking } from '../taking';

/** `geo.*` of an address. */
export function geoOf(take: Taking, paths: PlacePaths): Draft | undefined {
	const named = {
		city_name: take.text(paths.city),
		country_iso_code: take.text(paths.country),
		region_name: take.text(paths.region),
	};
	if (Object.values(named).every((name) => name === undefined)) return undefined;
	return { ...named, location: pointOf(take, paths) };
}

function pointOf(take: Taking, { latitude, longitude }: PlacePaths): Draft | undefined {
	const isPoint = [latitude, longitude].every((path) => numberIn(take.look(path)) !== undefined);
	return isPoint ? { lat: take.number(latitude), lon: take.number(longitude) } : undefined;
}

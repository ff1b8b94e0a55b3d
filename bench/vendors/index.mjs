import { cloudlock } from './cloudlock.mjs';
import { defender } from './defender.mjs';
import { informatica } from './informatica.mjs';
import { umbrella } from './umbrella.mjs';
import { umbrellaLegacy } from './umbrellaLegacy.mjs';

/** Every feed, by its name in the emulator. */
export const vendors = { cloudlock, informatica, umbrellaLegacy, umbrella, defender };

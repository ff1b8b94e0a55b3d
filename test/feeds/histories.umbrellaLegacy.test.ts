import { tellHistories } from '../support/histories/tell';
import { umbrellaLegacy, umbrellaLegacyWays } from '../support/histories/rooms/umbrellaLegacy';

describe('histories of the legacy Umbrella API', () =>
	tellHistories(umbrellaLegacy, umbrellaLegacyWays, { unbroken: 500, crashing: 100 }));

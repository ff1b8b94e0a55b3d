import { tellHistories } from '../support/histories/tell';
import { umbrella, umbrellaWays } from '../support/histories/rooms/umbrella';

describe('histories of Umbrella', () =>
	tellHistories(umbrella, umbrellaWays, { unbroken: 2_000, crashing: 300 }));

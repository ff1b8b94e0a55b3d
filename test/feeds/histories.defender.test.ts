import { tellHistories } from '../support/histories/tell';
import { defender, defenderWays } from '../support/histories/rooms/defender';

describe('histories of Defender', () =>
	tellHistories(defender, defenderWays, { unbroken: 2_000, crashing: 300 }));

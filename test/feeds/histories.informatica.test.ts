import { tellHistories } from '../support/histories/tell';
import { informatica, informaticaWays } from '../support/histories/rooms/informatica';

describe('histories of Informatica', () =>
	tellHistories(informatica, informaticaWays, { unbroken: 2_000, crashing: 300 }));

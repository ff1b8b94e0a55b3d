import { tellHistories } from '../support/histories/tell';
import { cloudlock, cloudlockWays } from '../support/histories/rooms/cloudlock';

describe('histories of Cloudlock', () =>
	tellHistories(cloudlock, cloudlockWays, { unbroken: 2_000, crashing: 300 }));

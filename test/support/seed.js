const fc = require('fast-check');

/** Property tests tell the same stories in every run; `SEED=… npm test` tells others. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20261120) });

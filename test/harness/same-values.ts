import fc from 'fast-check';

/*
 * Properties take the same values in each run, so that a commit that is green stays green. `npm run test:deep` takes new ones
 * each time: that run is the one that looks for what nobody thought of, and a value that it finds becomes a test of its own.
 */
if (process.env['TEST_DEEP'] === undefined) fc.configureGlobal({ seed: 20_261_130 });

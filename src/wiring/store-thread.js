/*
 * The program of the store's thread. JavaScript, so that what it loads comes out of the compile cache with its types stripped,
 * as that of the main thread does.
 */
import '../compile-cache.js';

await import('./store-thread-units.ts');

import { parentPort, workerData } from 'node:worker_threads';
import { systemClock, threadProcessorMs } from '../../../src/runtime/clock.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { served, serveUnits } from '../../../src/store/sqlite/serve-units.ts';
import { keepUnit } from '../../../src/store/units.ts';
import { faultyUnits } from './faulty-units.ts';

/* A store's thread that can be told to fail. */

if (parentPort !== null) {
  serveUnits({
    port: parentPort,
    start: workerData,
    units: [served(keepUnit), ...Object.values(faultyUnits).map(served)],
    clock: systemClock,
    processorMs: threadProcessorMs,
    random: systemRandom,
  });
}

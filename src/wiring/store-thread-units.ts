import { parentPort, workerData } from 'node:worker_threads';
import { readUnit } from '../notifications/read-unit.ts';
import { systemClock, threadProcessorMs } from '../runtime/clock.ts';
import { collectGarbage } from '../runtime/heap.ts';
import { systemRandom } from '../runtime/random.ts';
import { served, serveUnits } from '../store/sqlite/serve-units.ts';
import { appendUnit, keepUnit } from '../store/units.ts';

/* What the store's thread does. */

const tidyAfterMs = 1000;

// The build loads every part of the bundle once, as no thread.
if (parentPort !== null) {
  serveUnits({
    port: parentPort,
    start: workerData,
    units: [served(keepUnit), served(appendUnit), served(readUnit)],
    clock: systemClock,
    processorMs: threadProcessorMs,
    random: systemRandom,
  });
  // As the main thread does: loading the program leaves garbage.
  systemClock.after(tidyAfterMs, collectGarbage);
}

import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import { createLoop, type Loop } from '../../runtime/loop.ts';
import type { Random } from '../../runtime/random.ts';
import type { RequestService } from './request-service.ts';

const mostAtOnce = 16;
const restMs = 2000;

/** Reminds those who decide, and ends requests whose time is over. Any number of processes may do so on one store. */
export function createRequestClock({
  service,
  clock,
  random,
  log,
}: {
  readonly service: Pick<RequestService, 'lookAfter'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}): Loop {
  return createLoop({
    async turn() {
      await service.lookAfter(mostAtOnce);
      return restMs;
    },
    onFault: (error, inARow) => log.error({ err: error, inARow }, 'requests could not be looked after'),
    restMs,
    gatherMs: restMs,
    clock,
    random,
  });
}

import { setNewest } from '../../src/runtime/bounded-map.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { minuteMs } from '../../src/runtime/durations.ts';
import type { Log } from '../../src/runtime/log.ts';
import { type DiscordError, isRefusal } from './errors.ts';

/** The servers and channels that Discord does not let the bot look at. */
export interface RefusedPlaces {
  /** Throws what Discord said of `place`, as long as that holds. */
  check(place: string): void;
  /** Takes down a failure about `place`; gives how long not to ask about it again, ms, where Discord refused. */
  note(place: string, error: unknown): number | undefined;
}

/** Ten thousand refusals in ten minutes shut an address out (topics/rate-limits, Invalid Request Limit). */
const refusedMs = minuteMs;
/** Where Discord says to wait and not how long. */
const limitedMs = 5_000;
/** One line a minute for each place is enough. */
const sayEveryMs = minuteMs;
const mostRemembered = 5_000;

/** Names places in the log, and no person. */
export function createRefusedPlaces({
  clock,
  log,
}: {
  readonly clock: Clock;
  readonly log: Log;
}): RefusedPlaces {
  const refused = new Map<string, { readonly error: DiscordError; readonly untilMs: number }>();
  const said = new Map<string, number>();

  function tell(place: string, error: unknown): void {
    const now = clock.now();
    const last = said.get(place);
    if (last !== undefined && now - last < sayEveryMs) return;
    setNewest(said, place, now, mostRemembered);
    const advice = isRefusal(error, 'forbidden')
      ? 'the bot may not look at a server or channel: invite it again, or take the server out with /admin dismiss'
      : 'Discord does not say who is in a server, or what a thread is of';
    log.warn({ event: 'look-up failed', place, err: error }, advice);
  }

  return {
    check(place) {
      const one = refused.get(place);
      if (one !== undefined && clock.now() < one.untilMs) throw one.error;
    },
    note(place, error) {
      tell(place, error);
      if (!isRefusal(error, 'forbidden', 'limited', 'unauthorized')) return undefined;
      const known = refused.get(place);
      const now = clock.now();
      if (known !== undefined && now < known.untilMs) return known.untilMs - now;
      const forMs = error.refusal === 'limited' ? (error.retryAfterMs ?? limitedMs) : refusedMs;
      setNewest(refused, place, { error, untilMs: now + forMs }, mostRemembered);
      return forMs;
    },
  };
}

import { createHmac } from 'node:crypto';
import { isSameSecret } from '../http/bearer.ts';
import { setNewest } from '../runtime/bounded-map.ts';
import type { Clock } from '../runtime/clock.ts';
import { hourMs } from '../runtime/durations.ts';
import type { Random } from '../runtime/random.ts';

/** An operator who is signed in. */
export interface OperatorSession {
  readonly id: string;
  /** Ms since 1970 UTC. */
  readonly until: number;
  /** What each form of the session has to hold. */
  readonly formToken: string;
}

/** Why a cookie opens nothing. */
export type NoSession = 'none' | 'forged' | 'over';

/** The operator's sessions. What a session is stands in its cookie alone, so that every process takes it. */
export interface Sessions {
  /** A new session, and the value of its cookie. */
  open(): { readonly session: OperatorSession; readonly value: string };
  /** The session of a cookie's value. */
  read(value: string | undefined): OperatorSession | NoSession;
  /** The session is over, in this process at once; a process beside it takes its cookie until its time is up. */
  end(session: OperatorSession): void;
  isFormToken(session: OperatorSession, given: string): boolean;
}

/** How long a session lasts. */
export const sessionMs = 12 * hourMs;

const idLength = 22;
const mostEnded = 10_000;

/**
 * Sessions under `token`: their cookies are signed with a key made of it, so that another token ends all of them, everywhere.
 * @throws TypeError for an empty token
 */
export function createSessions({
  token,
  clock,
  random,
}: {
  readonly token: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'token'>;
}): Sessions {
  if (token === '') throw new TypeError('an empty token guards nothing');
  const key = createHmac('sha256', token).update('shoptalk console').digest();
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  const ended = new Map<string, true>();
  const sessionOf = (id: string, until: number): OperatorSession => ({
    id,
    until,
    formToken: sign(`form ${id}`),
  });

  return {
    open() {
      const [id, until] = [random.token(idLength), clock.now() + sessionMs];
      const name = `${until.toString(36)}.${id}`;
      return { session: sessionOf(id, until), value: `${name}.${sign(`session ${name}`)}` };
    },
    read(value) {
      if (value === undefined || value === '') return 'none';
      const [, time = '', id = '', mark = ''] =
        /^([0-9a-z]{1,11})\.([A-Za-z0-9]{22})\.([\w-]{43})$/.exec(value) ?? [];
      if (!isSameSecret(mark, sign(`session ${time}.${id}`))) return 'forged';
      const until = Number.parseInt(time, 36);
      // A clock that was set back makes no session last longer than it may.
      const leftMs = until - clock.now();
      if (leftMs <= 0 || leftMs > sessionMs || ended.has(id)) return 'over';
      return sessionOf(id, until);
    },
    end: ({ id }) => setNewest(ended, id, true, mostEnded),
    isFormToken: ({ formToken }, given) => isSameSecret(given, formToken),
  };
}

import { z } from 'zod';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { SlackApi } from './web-api.ts';

const profile = z.object({ user: z.object({ locale: z.string() }) });

/** People's languages, learned one answer late: a look-up never stands before an answer. */
export interface Locales {
  /** What is known of the person by now. */
  of(user: string): string | undefined;
  /** Asks Slack about the person, unless that was done lately. Never rejects. */
  learn(user: string): Promise<void>;
}

const keepMs = 24 * 60 * 60_000;
const limit = 10_000;

export function createLocales(options: { api: SlackApi; clock: Clock; log: Log }): Locales {
  const { api, clock, log } = options;
  const known = new Map<string, { at: number; locale: string | undefined }>();
  let allowed = true;
  return {
    of: (user) => known.get(user)?.locale,
    async learn(user) {
      const now = clock.now();
      const found = known.get(user);
      if (!allowed || (found !== undefined && now - found.at < keepMs)) return;
      // Kept in the order of asking, so that the first is the oldest.
      known.delete(user);
      known.set(user, { at: now, locale: found?.locale });
      for (const [oldest] of known) {
        if (known.size <= limit) break;
        known.delete(oldest);
      }
      const answer = await api.call('users.info', { user, include_locale: true });
      if (answer.ok) {
        known.set(user, { at: now, locale: profile.safeParse(answer.data).data?.user.locale });
        return;
      }
      if (answer.error === 'missing_scope') {
        allowed = false;
        log.warn({ scope: 'users:read' }, 'without this scope people are answered in the default language');
      } else {
        known.delete(user);
        log.debug({ error: answer.error }, 'a person’s locale could not be asked for');
      }
    },
  };
}

import { z } from 'zod';
import { setNewest } from '../../src/runtime/bounded-map.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { minuteMs } from '../../src/runtime/durations.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { SlackApi } from './web-api.ts';

/** https://docs.slack.dev/reference/methods/usergroups.users.list */
const members = z.object({ users: z.array(z.string()) });

/** Who is in which user group; asked of Slack once a minute, and only about groups that a caller asks for. */
interface Groups {
  /** Those of `among` that `user` is in; `undefined` where Slack does not tell of all of them. Never rejects. */
  of(user: string, among: readonly string[]): Promise<readonly string[] | undefined>;
}

const groupKeptMs = minuteMs;
/** An answer that never came is asked for again sooner. */
const faultKeptMs = 5000;
const mostGroups = 500;

export function createGroups(options: { api: SlackApi; clock: Clock; log: Log }): Groups {
  const { api, clock, log } = options;
  const known = new Map<
    string,
    { at: number; keepMs: number; users: Promise<ReadonlySet<string> | undefined> }
  >();

  async function ask(group: string): Promise<ReadonlySet<string> | undefined> {
    const answer = await api.call('usergroups.users.list', { usergroup: group });
    const read = answer.ok ? members.safeParse(answer.data) : undefined;
    if (read?.success === true) return new Set(read.data.users);
    const error = answer.ok ? 'an answer without users' : answer.error;
    log.warn({ group, error }, 'whoever may be in this user group has the least role that could be theirs');
    return undefined;
  }

  async function usersOf(group: string): Promise<ReadonlySet<string> | undefined> {
    const now = clock.elapsed();
    const found = known.get(group);
    if (found !== undefined && now - found.at < found.keepMs) return found.users;
    const entry = { at: now, keepMs: groupKeptMs, users: ask(group) };
    setNewest(known, group, entry, mostGroups);
    const users = await entry.users;
    if (users === undefined) entry.keepMs = faultKeptMs;
    return users;
  }

  return {
    async of(user, among) {
      const all = await Promise.all(among.map(async (group) => ({ group, users: await usersOf(group) })));
      if (all.some(({ users }) => users === undefined)) return undefined;
      return all.filter(({ users }) => users?.has(user) === true).map(({ group }) => group);
    },
  };
}

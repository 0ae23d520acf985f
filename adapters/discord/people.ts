import { z } from 'zod';
import type { ChatAdapter } from '../../src/chat/adapter.ts';
import { lookUpWithinMs, type Membership } from '../../src/chat/affiliation.ts';
import type { Person } from '../../src/chat/invocation.ts';
import { setNewest } from '../../src/runtime/bounded-map.ts';
import { type Clock, within } from '../../src/runtime/clock.ts';
import { minuteMs } from '../../src/runtime/durations.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { DiscordApi } from './api.ts';
import { DiscordError } from './errors.ts';
import { snowflake } from './ids.ts';
import { createAnswerCache, createRefusedLookUps } from './look-ups.ts';

type MembershipsOf = NonNullable<ChatAdapter['membershipsOf']>;

/** How long a member's roles are kept, ms. */
const memberMs = 5 * minuteMs;
/** Shorter for a person who is no member, so that one who has just joined does not wait for long. */
const strangerMs = minuteMs;
/** Nothing is asked again so soon after no answer, or one without sense. */
const failedMs = 5_000;
const slowEveryMs = minuteMs;
const remembered = 20_000;
/** Of the fifty requests a second that a bot has, few go to this. */
const atOnce = 5;
const mostWaiting = 1_000;

/** topics/opcodes-and-status-codes: unknown guild, unknown member, unknown user. */
const notThere = [10004, 10007, 10013];
/** resources/guild, Guild Member Flags: invited to one voice channel, and to nothing else. */
const isGuest = 1 << 4;

/** resources/guild, Guild Member: the roles that the person has in the server, and whether they are whole members. */
export const memberPayload = z.object({
  roles: z.array(z.string()).optional(),
  flags: z.int().optional(),
  pending: z.boolean().optional(),
});

/** resources/guild, Guild Member Structure. */
const memberAnswer = z.object({
  user: z.object({ id: z.string() }),
  roles: z.array(z.string().regex(snowflake)),
  flags: z.int().default(0),
  pending: z.boolean().default(false),
  communication_disabled_until: z.iso.datetime({ offset: true }).nullish(),
});

/** Whether a person is more than a guest of a server, and has passed its Membership Screening. */
export function isWholeMember({
  flags = 0,
  pending = false,
}: {
  readonly flags?: number | undefined;
  readonly pending?: boolean | undefined;
}): boolean {
  return !pending && (flags & isGuest) === 0;
}

/** Who is no whole member of the server that they speak in counts as a guest of it. */
export function guestIn(of: z.infer<typeof memberPayload> | undefined): Pick<Person, 'guest'> {
  return of !== undefined && !isWholeMember(of) ? { guest: true } : {};
}

/** What a server says of a person: a member's roles, or that the person is none. */
type Standing = { readonly roles: readonly string[]; readonly silentUntilMs: number } | 'none';

/**
 * Who is a member of which server, one request for each (resources/guild, Get Guild Member; it needs no privileged
 * intent). What is not known of one server is not known of all of them.
 *
 * A member who has not passed Membership Screening, and a guest of one voice channel, is none yet: neither may do
 * anything in the server (resources/guild, Membership Screening Object). A member who is timed out in one of the servers
 * may do nothing there either, but does not cease to be bound by it, so that as long as it lasts there is none at all.
 *
 * `api`: one that tries nothing twice; `undefined` while the adapter is not running.
 */
export function createMemberships(deps: {
  readonly api: () => DiscordApi | undefined;
  readonly clock: Clock;
  readonly log: Log;
}): MembershipsOf {
  const { api, clock, log } = deps;
  const refused = createRefusedLookUps(deps);
  const standings = createAnswerCache<Standing>({
    clock,
    size: remembered,
    atOnce,
    waiting: mostWaiting,
    async ask(key) {
      const [server = '', person = ''] = key.split('/');
      refused.check(server);
      return readStanding(api(), server, person);
    },
    keepMs: (standing) => (standing === 'none' ? strangerMs : memberMs),
    onFailure(key, error) {
      const [server = ''] = key.split('/');
      return refused.note(server, error) ?? failedMs;
    },
  });

  async function standingIn(server: string, person: string): Promise<Standing> {
    // No server has such an id: it has no members, and no say in what a person may do.
    if (!snowflake.test(server)) return 'none';
    const standing = await standings.of(`${server}/${person}`);
    if (standing === undefined) throw new DiscordError('other', undefined, 'a membership is not known');
    return standing;
  }

  async function membershipsIn(person: string, among: readonly string[]): Promise<readonly Membership[]> {
    const servers = [...new Set(among)];
    const standings = await Promise.all(servers.map((server) => standingIn(server, person)));
    const now = clock.now();
    const isSilent = standings.some((each) => each !== 'none' && each.silentUntilMs > now);
    if (isSilent) return [];

    return servers.flatMap((place, at) => {
      const standing = standings[at];
      return standing === undefined || standing === 'none' ? [] : [{ place, groups: standing.roles }];
    });
  }

  let toldSlowAtMs = Number.NEGATIVE_INFINITY;
  function tellSlow(): void {
    if (clock.now() - toldSlowAtMs < slowEveryMs) return;
    toldSlowAtMs = clock.now();
    log.warn({ event: 'look-up slow' }, 'Discord takes too long to say in which servers a person is');
  }

  return async ({ person, among }) => {
    if (!snowflake.test(person)) return undefined;
    const told = membershipsIn(person, among).catch(() => 'unknown' as const);
    const memberships = await within(clock, lookUpWithinMs, told);
    if (memberships === undefined) tellSlow();
    return memberships === 'unknown' ? undefined : memberships;
  };
}

async function readStanding(api: DiscordApi | undefined, server: string, person: string): Promise<Standing> {
  if (api === undefined) throw new DiscordError('unreachable', undefined, 'the adapter is not running');
  try {
    const raw = await api.call('GET', `/guilds/${server}/members/${person}`);
    const parsed = memberAnswer.safeParse(raw);
    if (!parsed.success || parsed.data.user.id !== person) {
      throw new DiscordError('other', undefined, 'a member was not understood');
    }
    const { roles, flags, pending, communication_disabled_until: silentUntil } = parsed.data;
    if (!isWholeMember({ pending, flags })) return 'none';
    return { roles, silentUntilMs: silentUntil == null ? 0 : Date.parse(silentUntil) };
  } catch (error) {
    const isNone = error instanceof DiscordError && error.code !== undefined && notThere.includes(error.code);
    if (isNone) return 'none';
    throw error;
  }
}

/** The locales that people's interactions tell; their messages tell none. */
export interface LocaleMemory {
  remember(personId: string, locale: string | undefined): void;
  of(personId: string): string | undefined;
}

/** Remembers the last `size` people; the one not seen for longest is forgotten first. */
export function createLocaleMemory(size: number): LocaleMemory {
  const locales = new Map<string, string>();
  return {
    remember(personId, locale) {
      if (locale === undefined) return;
      setNewest(locales, personId, locale, size);
    },
    of: (personId) => locales.get(personId),
  };
}

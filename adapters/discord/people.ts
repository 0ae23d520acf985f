import { z } from 'zod';
import type { ChatAdapter } from '../../src/chat/adapter.ts';
import type { Person } from '../../src/chat/invocation.ts';
import { lookUpWithinMs, type Membership } from '../../src/chat/role.ts';
import { setNewest } from '../../src/runtime/bounded-map.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { minuteMs } from '../../src/runtime/durations.ts';
import type { Log } from '../../src/runtime/log.ts';
import { within } from '../../src/runtime/time-limit.ts';
import type { DiscordApi } from './api.ts';
import { DiscordError } from './errors.ts';
import { snowflake } from './ids.ts';
import { createAnswerCache, createRefusedLookUps } from './look-ups.ts';

type MembershipsOf = NonNullable<ChatAdapter['membershipsOf']>;

/** How long a member's roles are kept, ms. */
const memberMs = 5 * minuteMs;
/** Shorter for a person who is no member, so that a person who joins soon counts as one. */
const strangerMs = minuteMs;
/** How long not to ask again after no answer or an unreadable one, ms. */
const failedMs = 5_000;
const slowEveryMs = minuteMs;
const remembered = 20_000;
/** Requests at one time: few of the fifty a second that a bot has. */
const atOnce = 5;
const mostWaiting = 1_000;

/** topics/opcodes-and-status-codes: unknown guild, unknown member, unknown user. */
const notThere = [10004, 10007, 10013];
/** resources/guild, Guild Member Flags: a guest of one voice channel. */
const isGuest = 1 << 4;

/** resources/guild, Guild Member Object, as interactions and messages carry it. */
export const memberPayload = z.object({
  roles: z.array(z.string()).optional(),
  flags: z.int().optional(),
  pending: z.boolean().optional(),
});

/** The same, as Get Guild Member returns it. */
const memberAnswer = z.object({
  user: z.object({ id: z.string() }),
  roles: z.array(z.string().regex(snowflake)),
  flags: z.int().default(0),
  pending: z.boolean().default(false),
  communication_disabled_until: z.iso.datetime({ offset: true }).nullish(),
});

/** Whether a member is more than a guest, and has passed the server's Membership Screening. */
function isWholeMember({
  flags = 0,
  pending = false,
}: {
  readonly flags?: number | undefined;
  readonly pending?: boolean | undefined;
}): boolean {
  return !pending && (flags & isGuest) === 0;
}

/** A person counts as a guest of a server until they are a whole member of it. */
export function guestIn(of: z.infer<typeof memberPayload> | undefined): Pick<Person, 'guest'> {
  return of !== undefined && !isWholeMember(of) ? { guest: true } : {};
}

/** A member of a server; `none`: the person is no member. `silentUntilMs`: ms since 1970 UTC. */
type ServerMember = { readonly roles: readonly string[]; readonly silentUntilMs: number } | 'none';

/**
 * Tells in which servers a person is a member: one request a server (resources/guild, Get Guild Member, which needs no
 * privileged intent). When one server is unknown, all are.
 *
 * A member before Membership Screening and a guest of one voice channel count as no members, since neither may do anything
 * in the server (resources/guild, Membership Screening Object). While a member is timed out in one of the servers, there are
 * no memberships at all: the person may do nothing there, yet stays bound by that server.
 *
 * `api`: one without retries; `undefined` while the adapter is not running.
 */
export function createMemberships(deps: {
  readonly api: () => DiscordApi | undefined;
  readonly clock: Clock;
  readonly log: Log;
}): MembershipsOf {
  const { api, clock, log } = deps;
  const refused = createRefusedLookUps(deps);
  const answers = createAnswerCache<ServerMember>({
    clock,
    size: remembered,
    atOnce,
    waiting: mostWaiting,
    async ask(key) {
      const [server = '', person = ''] = key.split('/');
      refused.check(server);
      return readServerMember(api(), server, person);
    },
    keepMs: (member) => (member === 'none' ? strangerMs : memberMs),
    onFailure(key, error) {
      const [server = ''] = key.split('/');
      return refused.note(server, error) ?? failedMs;
    },
  });

  async function memberIn(server: string, person: string): Promise<ServerMember> {
    // No server has such an id, so it has no members.
    if (!snowflake.test(server)) return 'none';
    const member = await answers.of(`${server}/${person}`);
    if (member === undefined) throw new DiscordError('other', undefined, 'a membership is not known');
    return member;
  }

  async function membershipsIn(person: string, among: readonly string[]): Promise<readonly Membership[]> {
    const servers = [...new Set(among)];
    const members = await Promise.all(servers.map((server) => memberIn(server, person)));
    const now = clock.now();
    const isSilent = members.some((each) => each !== 'none' && each.silentUntilMs > now);
    if (isSilent) return [];

    return servers.flatMap((workspace, at) => {
      const member = members[at];
      return member === undefined || member === 'none' ? [] : [{ workspace, groups: member.roles }];
    });
  }

  let toldSlowAtMs = Number.NEGATIVE_INFINITY;
  function tellSlow(): void {
    if (clock.elapsed() - toldSlowAtMs < slowEveryMs) return;
    toldSlowAtMs = clock.elapsed();
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

async function readServerMember(
  api: DiscordApi | undefined,
  server: string,
  person: string,
): Promise<ServerMember> {
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

/** The locales of people, which their interactions tell and their messages don't. */
export interface LocaleMemory {
  remember(personId: string, locale: string | undefined): void;
  of(personId: string): string | undefined;
}

/** Remembers the last `size` people, and forgets the one who was away longest first. */
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

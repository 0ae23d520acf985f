import { z } from 'zod';
import type { Person } from '../../src/chat/invocation.ts';
import { type Affiliation, lookUpWithinMs, type Unsure } from '../../src/chat/role.ts';
import { cleanLine, shorten } from '../../src/chat/text.ts';
import { setNewest } from '../../src/runtime/bounded-map.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { dayMs, minuteMs } from '../../src/runtime/durations.ts';
import type { Log } from '../../src/runtime/log.ts';
import { within } from '../../src/runtime/time-limit.ts';
import type { Called } from './errors.ts';
import type { SlackApi } from './web-api.ts';

/** A person's account, as Slack describes it to the bot. */
interface PersonAccount {
  /** The workspaces that it is in, as far as Slack tells; never none. */
  readonly workspaces: readonly string[];
  /** The organization of its workspaces (Enterprise Grid). */
  readonly organization: string | undefined;
  /** It can't speak any more. */
  readonly deleted: boolean;
  /** Of another company, and in no channel with the one that asks. */
  readonly stranger: boolean;
  /** A guest's, for several channels or for one; `undefined` where Slack does not say. */
  readonly restricted: boolean | undefined;
}

/** What came of asking for one; `'unknown'`: there is no such account for the bot's workspace. */
type AccountAnswer = { readonly account: PersonAccount } | 'unknown' | { readonly fault: Unsure };

/** What Slack tells of people, by one call for all of it. Nothing here rejects. */
export interface Profiles {
  /** The language of the person, as far as it was learned. */
  localeOf(user: string): string | undefined;
  /** The IANA name of the person's time zone, as far as it was learned. */
  zoneOf(user: string): string | undefined;
  /** The name that people know the person by, as far as it was learned. */
  nameOf(user: string): string | undefined;
  /** Asks Slack about the person, unless that was done within a day. */
  learn(user: string): Promise<void>;
  /** Learns people's names, as far as {@link lookUpWithinMs} suffices. */
  learnNames(users: readonly string[]): Promise<void>;
  /** The person's account as it was within {@link keepMs}; a fault where it is not known within {@link lookUpWithinMs}. */
  accountOf(user: string): Promise<AccountAnswer>;
}

/** How long an account is taken to be as it was, ms. */
const keepMs = 5 * minuteMs;
const keepLearnedMs = dayMs;
/** Longer than any person's name. */
const longestName = 80;
/** How long Slack is not asked again where the app may not ask. A permission is given by installing the app again. */
const forbiddenMs = minuteMs;
/** The longest that its wish not to be asked is followed, ms. */
const mostHeldMs = minuteMs;
const limit = 10_000;

const locale = z.object({ user: z.object({ locale: z.string() }) });
const zone = z.object({ user: z.object({ tz: z.string() }) });
const word = z.string().catch('');
/** The name that a person chose, else the whole one, else the account's. */
const names = z.object({
  user: z.object({
    name: word,
    real_name: word,
    profile: z.object({ display_name: word, real_name: word }).catch({ display_name: '', real_name: '' }),
  }),
});
/** https://docs.slack.dev/reference/objects/user-object, with `enterprise_user` on Enterprise Grid. */
const answer = z.object({
  user: z.object({
    team_id: z.string().min(1).nullish(),
    deleted: z.boolean().nullish(),
    is_stranger: z.boolean().nullish(),
    is_restricted: z.boolean().nullish(),
    is_ultra_restricted: z.boolean().nullish(),
    enterprise_user: z
      .object({ enterprise_id: z.string().min(1).nullish(), teams: z.array(z.string().min(1)).nullish() })
      .nullish(),
  }),
});

/** What was learned, and when. */
interface Known {
  readonly at: number;
  readonly looked: AccountAnswer;
  readonly locale?: string | undefined;
  readonly zone?: string | undefined;
  readonly name?: string | undefined;
}

export function createProfiles(options: { api: SlackApi; clock: Clock; log: Log }): Profiles {
  const { api, clock, log } = options;
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<AccountAnswer>>();
  let held: { readonly until: number; readonly fault: Unsure } = { until: 0, fault: 'no answer' };
  let isTold = false;

  function keep(user: string, looked: AccountAnswer, about: Pick<Known, 'locale' | 'zone' | 'name'>): void {
    setNewest(known, user, { ...about, at: clock.elapsed(), looked }, limit);
  }

  async function ask(user: string): Promise<AccountAnswer> {
    if (clock.elapsed() < held.until) return { fault: held.fault };
    const called = await api.call('users.info', { user, include_locale: true });
    if (called.ok) {
      const looked = accountIn(called.data);
      const about = {
        locale: locale.safeParse(called.data).data?.user.locale,
        zone: zone.safeParse(called.data).data?.user.tz,
        name: nameIn(called.data),
      };
      keep(user, looked, about);
      return looked;
    }
    const looked = lookedBy(called);
    if (looked === 'unknown') keep(user, looked, known.get(user) ?? {});
    else hold(called, looked.fault);
    return looked;
  }

  function hold({ error, retryAfterMs = 0 }: Extract<Called, { ok: false }>, fault: Unsure): void {
    const forMs = fault === 'no permission' ? forbiddenMs : Math.min(retryAfterMs, mostHeldMs);
    held = { until: clock.elapsed() + forMs, fault };
    if (fault !== 'no permission') {
      log.info({ error }, 'Slack did not say who a person is');
    } else if (!isTold) {
      isTold = true;
      log.warn(
        { scope: 'users:read', error },
        'without this scope people count as guests or as other companies’, and are answered in the default language',
      );
    }
  }

  /** One call at a time for each person. */
  function askOnce(user: string): Promise<AccountAnswer> {
    const under = asking.get(user);
    if (under !== undefined) return under;
    const asked = ask(user).finally(() => asking.delete(user));
    asking.set(user, asked);
    return asked;
  }

  /** What was learned of the person less than `forMs` ago. */
  function knownFor(user: string, forMs: number): Known | undefined {
    const found = known.get(user);
    return found !== undefined && clock.elapsed() - found.at < forMs ? found : undefined;
  }

  async function learn(user: string): Promise<void> {
    if (knownFor(user, keepLearnedMs) === undefined) await askOnce(user);
  }

  return {
    localeOf: (user) => known.get(user)?.locale,
    zoneOf: (user) => known.get(user)?.zone,
    nameOf: (user) => known.get(user)?.name,
    learn,
    async learnNames(users) {
      await within(clock, lookUpWithinMs, Promise.all(users.map(learn)));
    },
    // What comes too late for one question is there for the next.
    accountOf: async (user) =>
      knownFor(user, keepMs)?.looked ??
      (await within(clock, lookUpWithinMs, askOnce(user))) ?? { fault: 'no answer' },
  };
}

function nameIn(data: unknown): string | undefined {
  const read = names.safeParse(data);
  if (!read.success) return undefined;
  const { name, real_name, profile } = read.data.user;
  const all = [profile.display_name, profile.real_name, real_name, name].map(cleanLine);
  const chosen = all.find((each) => each !== '');
  return chosen === undefined ? undefined : shorten(chosen, longestName);
}

function accountIn(data: unknown): AccountAnswer {
  const read = answer.safeParse(data);
  if (!read.success) return { fault: 'no sense' };
  const { team_id, enterprise_user: grid, ...flags } = read.data.user;
  const workspaces = [...(grid?.teams ?? []), ...(team_id == null ? [] : [team_id])];
  if (workspaces.length === 0 && grid?.enterprise_id == null) return { fault: 'no sense' };
  const { is_restricted: some, is_ultra_restricted: one } = flags;
  const account = {
    workspaces,
    organization: grid?.enterprise_id ?? undefined,
    deleted: flags.deleted === true,
    stranger: flags.is_stranger === true,
    restricted: some === true || one === true ? true : some === false && one === false ? false : undefined,
  };
  return { account };
}

const unknown = ['user_not_found', 'user_not_visible'];
const forbidden = ['missing_scope', 'no_permission', 'not_allowed_token_type', 'access_denied'];

function lookedBy({
  error,
}: Extract<Called, { ok: false }>): Exclude<AccountAnswer, { account: PersonAccount }> {
  if (unknown.includes(error)) return 'unknown';
  return { fault: forbidden.includes(error) ? 'no permission' : 'no answer' };
}

/** How `person` belongs to `workspace`, a workspace or the organization that the app is installed for. */
interface AffiliationQuestion {
  readonly workspace: string;
  readonly person: Person;
}

/**
 * Answers as `ChatAdapter.affiliationOf` promises. `organization` is that of the bot's own workspace, if it is part of one.
 */
export async function affiliationOf(
  deps: {
    readonly profiles: Pick<Profiles, 'accountOf'>;
    readonly organization: string | undefined;
  },
  asked: AffiliationQuestion,
): Promise<Affiliation> {
  const { workspace, person } = asked;
  if (isElsewhere(person.ownWorkspace, workspace, deps.organization)) return { is: 'outsider' };
  const looked = await deps.profiles.accountOf(person.id);
  if (looked === 'unknown') return { is: 'outsider' };
  return 'fault' in looked ? leastOf(asked, looked.fault) : affiliationBy(looked.account, workspace);
}

/**
 * Whether the payload alone says that the person is of another company. Within an organization it does not: a person
 * in several of its workspaces has the id of one of them in payloads from all (bolt-js #1875).
 */
function isElsewhere(ownWorkspace: string | undefined, workspace: string, organization: string | undefined) {
  if (ownWorkspace === undefined || ownWorkspace === workspace || !ownWorkspace.startsWith('T')) return false;
  return organization === undefined && workspace.startsWith('T');
}

/**
 * A colleague in another workspace of the same organization is no member of this one: `outsider`, until an admin grants
 * more to that person.
 */
function affiliationBy(account: PersonAccount, workspace: string): Affiliation {
  if (account.deleted) return { is: 'gone' };
  const belongs = account.workspaces.includes(workspace) || account.organization === workspace;
  if (!belongs || account.stranger) return { is: 'outsider' };
  if (account.restricted === undefined) return { is: 'guest', unsure: 'no sense' };
  return { is: account.restricted ? 'guest' : 'member' };
}

/** The least that could be: a person of the workspace, by the payload, may be a guest; any other may be of another company. */
function leastOf({ workspace, person }: AffiliationQuestion, unsure: Unsure): Affiliation {
  return { is: person.ownWorkspace === workspace ? 'guest' : 'outsider', unsure };
}

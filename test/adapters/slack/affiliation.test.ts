import { afterEach, describe, expect, it } from 'vitest';
import { type Affiliation, lookUpWithinMs } from '../../../src/chat/role.ts';
import { createCollectedLog } from '../../fakes/collected-log.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { Fault } from '../../fakes/slack/faults.ts';
import type { FakeSlack } from '../../fakes/slack/slack.ts';
import { otherTeam, people } from '../../fakes/slack/workspace.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

const ours = 'T0TEAM0001';
const sister = 'T0SISTER03';
const grid = 'E0ORG00001';
const otherGrid = 'E0OTHER002';

let bed: Bed;
afterEach(() => bed.close());

const lookups = () => bed.slack.calls.filter(({ method }) => method === 'users.info');
const echo = () => scriptedCore((transport) => transport.answer(answerOf('Here')));

/** What auth.test says of the token. */
function token(slack: FakeSlack, owner: Readonly<Record<string, unknown>>): void {
  const body = { ok: true, user_id: slack.botUser, bot_id: slack.botId, team: 'Team', ...owner };
  slack.faults.always('auth.test', { kind: 'instead', body });
}

const workspaceOfGrid = { team_id: ours, enterprise_id: grid, is_enterprise_install: false };
const wholeGrid = { team_id: grid, enterprise_id: grid, is_enterprise_install: true };

interface Case {
  readonly what: string;
  /** Of the token; that of a workspace outside of any organization where it is left out. */
  readonly owner?: Readonly<Record<string, unknown>>;
  readonly workspace?: string;
  /** As the payload names it. */
  readonly ownWorkspace?: string;
  /** As Slack describes the account, beside or otherwise than a full member's. */
  readonly account?: Readonly<Record<string, unknown>>;
  readonly fault?: Fault;
  readonly is: Affiliation;
  /** Slack is not asked. */
  readonly atOnce?: boolean;
}

const error = (name: string): Fault => ({ kind: 'error', error: name });
const user = (fields: Readonly<Record<string, unknown>>): Fault => ({
  kind: 'instead',
  body: { ok: true, user: { id: people.ann, ...fields } },
});
const unrestricted = { is_restricted: false, is_ultra_restricted: false };
const member: Affiliation = { is: 'member' };
const guest: Affiliation = { is: 'guest' };
const outsider: Affiliation = { is: 'outsider' };
const gone: Affiliation = { is: 'gone' };
const inGrid = (...teams: string[]) => ({
  team_id: teams[0],
  enterprise_user: { id: 'W0ANN00001', enterprise_id: grid, teams },
});

const cases: readonly Case[] = [
  { what: 'a member whose workspace the payload names', ownWorkspace: ours, is: member },
  { what: 'a member of whom the payload says nothing', is: member },
  { what: 'a guest of several channels', ownWorkspace: ours, account: { is_restricted: true }, is: guest },
  {
    what: 'a guest of one channel',
    account: { is_restricted: true, is_ultra_restricted: true },
    is: guest,
  },
  { what: 'a guest by the narrower flag alone', account: { is_ultra_restricted: true }, is: guest },
  { what: 'another company’s by the payload', ownWorkspace: otherTeam, is: outsider, atOnce: true },
  { what: 'another company’s by Slack', account: { team_id: otherTeam }, is: outsider },
  {
    what: 'another company’s although the payload says ours',
    ownWorkspace: ours,
    account: { team_id: otherTeam },
    is: outsider,
  },
  { what: 'a guest of another company', account: { team_id: otherTeam, is_restricted: true }, is: outsider },
  {
    what: 'another organization’s by the payload',
    ownWorkspace: otherGrid,
    account: { team_id: otherTeam },
    is: outsider,
  },
  { what: 'a stranger', ownWorkspace: ours, account: { is_stranger: true }, is: outsider },
  { what: 'somebody who has left', ownWorkspace: ours, account: { deleted: true }, is: gone },
  { what: 'a guest who has left', account: { deleted: true, is_restricted: true }, is: gone },
  { what: 'another company’s who has left', account: { deleted: true, team_id: otherTeam }, is: gone },
  { what: 'somebody Slack does not know', ownWorkspace: ours, fault: error('user_not_found'), is: outsider },
  { what: 'somebody Slack does not show', fault: error('user_not_visible'), is: outsider },

  // Enterprise Grid: a person may be in several workspaces of the organization, under one id.
  {
    what: 'a member by the organization’s list',
    owner: workspaceOfGrid,
    ownWorkspace: grid,
    account: inGrid(sister, ours),
    is: member,
  },
  {
    what: 'a member whose payloads name a sister workspace',
    owner: workspaceOfGrid,
    ownWorkspace: sister,
    account: inGrid(sister, ours),
    is: member,
  },
  { what: 'a member without a list', owner: workspaceOfGrid, ownWorkspace: ours, is: member },
  {
    what: 'a guest in an organization',
    owner: workspaceOfGrid,
    ownWorkspace: ours,
    account: { ...inGrid(ours), is_restricted: true },
    is: guest,
  },
  {
    what: 'a colleague who is only in a sister workspace',
    owner: workspaceOfGrid,
    ownWorkspace: grid,
    account: inGrid(sister),
    is: outsider,
  },
  {
    what: 'another company’s, seen from an organization',
    owner: workspaceOfGrid,
    ownWorkspace: otherTeam,
    account: { team_id: otherTeam },
    is: outsider,
  },
  {
    what: 'anybody of the organization that the app is installed for',
    owner: wholeGrid,
    workspace: grid,
    ownWorkspace: sister,
    account: inGrid(sister),
    is: member,
  },
  {
    what: 'a guest of that organization',
    owner: wholeGrid,
    workspace: grid,
    account: { ...inGrid(sister), is_restricted: true },
    is: guest,
  },
  {
    what: 'another organization’s',
    owner: wholeGrid,
    workspace: grid,
    ownWorkspace: otherTeam,
    account: { team_id: otherTeam, enterprise_user: { enterprise_id: otherGrid, teams: [otherTeam] } },
    is: outsider,
  },

  // What can't be told is told as the least that could be.
  ...[
    ['missing_scope', 'no permission'],
    ['not_allowed_token_type', 'no permission'],
    ['internal_error', 'no answer'],
    ['invalid_auth', 'no answer'],
  ].flatMap(([name = '', unsure]): Case[] => {
    const because = unsure === 'no permission' ? ({ unsure } as const) : ({ unsure: 'no answer' } as const);
    const fault = error(name);
    return [
      { what: `unknown (${name}), and not named`, fault, is: { is: 'outsider', ...because } },
      {
        what: `unknown (${name}), of ours by the payload`,
        ownWorkspace: ours,
        fault,
        is: { is: 'guest', ...because },
      },
      {
        what: `unknown (${name}), of the organization by the payload`,
        owner: workspaceOfGrid,
        ownWorkspace: grid,
        fault,
        is: { is: 'outsider', ...because },
      },
    ];
  }),
  {
    what: 'unknown: too many calls',
    ownWorkspace: ours,
    fault: { kind: 'rate limited', retryAfterS: 30 },
    is: { is: 'guest', unsure: 'no answer' },
  },
  {
    what: 'unknown: cut off',
    fault: { kind: 'cut before processing' },
    is: { is: 'outsider', unsure: 'no answer' },
  },
  {
    what: 'unknown: Slack is down',
    fault: { kind: 'status', status: 503 },
    is: { is: 'outsider', unsure: 'no answer' },
  },
  {
    what: 'unknown: no account in the answer',
    ownWorkspace: ours,
    fault: { kind: 'instead', body: { ok: true } },
    is: { is: 'guest', unsure: 'no sense' },
  },
  {
    what: 'unknown: a workspace that is a number',
    ownWorkspace: ours,
    fault: user({ team_id: 5, ...unrestricted }),
    is: { is: 'guest', unsure: 'no sense' },
  },
  { what: 'unknown: no workspace', fault: user(unrestricted), is: { is: 'outsider', unsure: 'no sense' } },
  {
    what: 'unknown: a flag that is a word',
    fault: user({ team_id: ours, is_restricted: 'no' }),
    is: { is: 'outsider', unsure: 'no sense' },
  },
  {
    what: 'of ours, and not whether as a guest',
    fault: user({ team_id: ours }),
    is: { is: 'guest', unsure: 'no sense' },
  },
  {
    what: 'a guest, with the other flag missing',
    fault: user({ team_id: ours, is_restricted: true }),
    is: guest,
  },
];

describe('how a person belongs to a workspace on Slack', () => {
  it.each(cases)('$what: $is', async (each) => {
    const { owner, fault, account = {}, workspace = ours, ownWorkspace } = each;
    bed = await openBed(echo(), 'http', {
      before: (slack) => owner !== undefined && token(slack, owner),
    });
    const { slack, adapter } = bed;
    const at = slack.users.findIndex(({ id }) => id === people.ann);
    slack.users.splice(at, 1, { id: people.ann, name: 'ann', locale: 'en-US', account });
    if (fault !== undefined) slack.faults.always('users.info', fault);
    const person = { id: people.ann, ...(ownWorkspace !== undefined && { ownWorkspace }) };
    expect(await adapter.affiliationOf?.({ workspace, person })).toEqual(each.is);
    if (each.atOnce === true) expect(lookups()).toEqual([]);
  });
});

describe('the look-up of a person', () => {
  const ann = { workspace: ours, person: { id: people.ann, ownWorkspace: ours } };

  it('is one request for all who wait for it, and kept for five minutes', async () => {
    const clock = createFakeClock();
    bed = await openBed(echo(), 'http', { clock });
    const { adapter } = bed;
    const ask = () => adapter.affiliationOf?.(ann);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([member, member, member]);
    expect(lookups()).toHaveLength(1);
    clock.advance(5 * 60_000 - 1);
    await ask();
    expect(lookups()).toHaveLength(1);
    clock.advance(1);
    bed.slack.users.splice(0, 1, {
      id: people.ann,
      name: 'ann',
      locale: 'en-US',
      account: { is_restricted: true },
    });
    expect(await ask()).toEqual(guest);
    expect(lookups()).toHaveLength(2);
    expect(lookups()[0]?.args).toEqual({ user: people.ann, include_locale: 'true' });
  });

  it('brings the person’s language too, and is the only one', async () => {
    const core = echo();
    bed = await openBed(core, 'http');
    await bed.adapter.affiliationOf?.({ workspace: ours, person: { id: people.bob } });
    await bed.slack.type('/status', { user: people.bob });
    const zone = 'Asia/Shanghai';
    expect(core.asked[0]?.person).toEqual({ id: people.bob, locale: 'zh-CN', zone });
    expect(lookups()).toHaveLength(1);
  });

  it('is not waited for longer than promised, and still good for the next', async () => {
    const clock = createFakeClock();
    bed = await openBed(echo(), 'http', { clock });
    const { slack, adapter } = bed;
    const slow = Promise.withResolvers<void>();
    slack.faults.next('users.info', { kind: 'held', until: slow.promise });
    const asked = adapter.affiliationOf?.(ann);
    await expect.poll(() => clock.pending).toBeGreaterThan(0);
    clock.advance(lookUpWithinMs);
    expect(await asked).toEqual({ is: 'guest', unsure: 'no answer' });
    slow.resolve();
    await expect.poll(() => adapter.affiliationOf?.(ann)).toEqual(member);
    expect(lookups()).toHaveLength(1);
  });

  it('is repeated after a fault at the next question, but not while the app may not ask', async () => {
    const clock = createFakeClock();
    const log = createCollectedLog();
    bed = await openBed(echo(), 'http', { clock, log });
    const { slack, adapter } = bed;
    slack.faults.next('users.info', { kind: 'status', status: 500 });
    expect(await adapter.affiliationOf?.(ann)).toMatchObject({ unsure: 'no answer' });
    expect(await adapter.affiliationOf?.(ann)).toEqual(member);
    clock.advance(5 * 60_000);
    slack.scopes.delete('users:read');
    const before = lookups().length;
    for (let time = 0; time < 3; time += 1)
      expect(await adapter.affiliationOf?.(ann)).toEqual({ is: 'guest', unsure: 'no permission' });
    expect(lookups()).toHaveLength(before + 1);
    expect(log.lines.filter((line) => line.includes('users:read'))).toHaveLength(1);
    slack.scopes.add('users:read');
    clock.advance(60_000);
    expect(await adapter.affiliationOf?.(ann)).toEqual(member);
  });

  it('tells people apart', async () => {
    bed = await openBed(echo(), 'http');
    const all = Object.values(people).map((id) =>
      bed.adapter.affiliationOf?.({ workspace: ours, person: { id } }),
    );
    expect(await Promise.all(all)).toEqual([member, member, member, guest, outsider]);
  });
});

describe('the bot’s own workspace', () => {
  it.each([
    ['of a workspace', { team_id: ours, enterprise_id: null, is_enterprise_install: false }, [ours]],
    ['of a workspace, which does not say how it was installed', { team_id: ours }, [ours]],
    ['of a workspace in an organization', workspaceOfGrid, [ours]],
    ['of a whole organization', wholeGrid, []],
    ['of a whole organization, naming a workspace', { ...workspaceOfGrid, is_enterprise_install: true }, []],
    ['of an organization, without a workspace', { team_id: null, enterprise_id: grid }, []],
    ['of an organization, with its id as a workspace’s', { team_id: grid, enterprise_id: grid }, []],
  ])('with the token %s', async (_whose, owner, homes) => {
    bed = await openBed(echo(), 'http', { before: (slack) => token(slack, owner) });
    expect(bed.adapter.homes?.()).toEqual(homes);
  });
});

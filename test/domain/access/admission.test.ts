import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Invocation } from '../../../src/chat/invocation.ts';
import type { Affiliation, Membership } from '../../../src/chat/role.ts';
import { en } from '../../../src/languages/en/index.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { answerTo, ask, clicked, payloadOf, typed, wordsOf } from '../../harness/asking.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';

let bot: TestCore;
let clock: FakeClock;
/** What the platform says of people. */
let affiliation: Affiliation;
let memberships: readonly Membership[] | undefined;
let channel: string | null | undefined;

const boss = { person: { id: 'U0BOSS' } };
const home = { workspace: 'T0HOME' };
const server = { workspace: '100' };
const letInServer = { workspace: '200' };
const inDirect: Partial<Invocation> = {
  workspace: 'dm:U1',
  conversation: { id: 'D1', direct: true, outside: true },
};

beforeEach(async () => {
  clock = createFakeClock();
  affiliation = { is: 'member' };
  memberships = [];
  channel = null;

  bot = await openTestCore({
    clock,
    admission: 'kept',
    access: { admins: ['test:U0BOSS'], workspaces: ['test:200'], defaultRole: 'buyer' },
    adapters: [
      {
        platform: 'test',
        homes: () => [home.workspace],
        affiliationOf: async () => affiliation,
        membershipsOf: async ({ among }) => memberships?.filter(({ workspace }) => among.includes(workspace)),
        channelOf: async () => channel,
      },
    ],
  });
});
afterEach(() => bot.close());

const say = async (line: string, about: Partial<Invocation>) =>
  (await answerTo(bot.core, typed(line, about))).card;
const outcomeOf = async (line: string, about: Partial<Invocation>) => {
  await ask(bot.core, typed(line, about));
  return bot.ended.at(-1)?.outcome;
};

describe('a place', () => {
  it('that is home, or named by the settings, is served', async () => {
    expect(await outcomeOf('/status', home)).toBe('answered');
    expect(await outcomeOf('/status', letInServer)).toBe('answered');
  });

  it('that is not let in gets one private card with its id and what to do, and no partner call', async () => {
    const answer = await answerTo(bot.core, typed('/product 600000000003', server));
    expect(answer.visibility).toBe('asker');
    expect(wordsOf(answer.card)).toContain('test:100');
    expect(wordsOf(answer.card)).toContain('/admin admit');
    expect(answer.card.actions).toEqual([]);
    expect(bot.ended.at(-1)).toMatchObject({ command: 'unknown', outcome: 'not let in' });
  });

  it('is let in by a first admin and by no other person, with /admin admit alone', async () => {
    expect(await outcomeOf('/admin admit', server)).toBe('not let in');
    for (const line of [
      '/status',
      '/admin roles',
      '/admin workspaces',
      '/admin admit test:100',
      '/admin join',
    ]) {
      expect(await outcomeOf(line, { ...server, ...boss }), line).toBe('not let in');
    }
    expect((await say('/admin admit', { ...server, ...boss })).title).toBe(en.admission.admitted);
    expect(await outcomeOf('/status', server)).toBe('answered');
    const [admitted] = await bot.store.audit.list({ organization: 'test:100', limit: 1 });
    expect(admitted).toMatchObject({ command: 'admin admit', outcome: 'done' });
    expect((await say('/admin admit', { ...server, ...boss })).title).toBe(en.admission.same);
  });

  it('comes in with the code of one that is let in, and not with any other', async () => {
    const made = wordsOf(await say('/admin join', { ...home, ...boss }));
    const line = /\/admin join \w{20}/.exec(made)?.[0] ?? '';
    expect(await outcomeOf(line, server)).toBe('not let in');
    expect((await say('/admin join Kq3vN8sPw2Yx7Jr5Td9B', { ...server, ...boss })).title).toBe(
      en.joining.noCode,
    );
    const asked = await say(line, { ...server, ...boss });
    expect(await outcomeOf('/status', server)).toBe('not let in');
    const joined = await answerTo(bot.core, clicked(payloadOf(asked, 'Join'), { ...server, ...boss }));
    expect(joined.card.title).toBe('Joined');
    clock.advance(11_000);
    expect(await outcomeOf('/status', server)).toBe('answered');
  });

  it('that was dismissed is served no more, its buttons neither, and again once it is let in again', async () => {
    await say('/admin admit', { ...server, ...boss });
    const card = await say('/product 600000000003', server);
    const button = payloadOf(card, 'Freight');
    const asked = await say('/admin dismiss test:100', { ...home, ...boss });
    const take = () =>
      answerTo(bot.core, clicked(payloadOf(asked, en.admission.dismissButton), { ...home, ...boss }));
    expect((await take()).card.title).toBe(en.admission.dismissed);
    await ask(bot.core, clicked(button, server));
    expect(bot.ended.at(-1)?.outcome).toBe('not let in');
    await say('/admin admit test:100', { ...home, ...boss });
    await ask(bot.core, clicked(button, server));
    expect(bot.ended.at(-1)?.outcome).toBe('answered');
  });

  it('of its own, or of the settings, can’t be dismissed; and of others only by a first admin', async () => {
    const dismiss = async (workspace: string, by: Partial<Invocation>) => {
      const asked = await say(`/admin dismiss ${workspace}`, by);
      const button = asked.actions[0];
      return button?.kind === 'run'
        ? (await answerTo(bot.core, clicked(button.run, by))).card.title
        : asked.title;
    };
    expect(await dismiss('test:T0HOME', { ...home, ...boss })).toBe(en.admission.isHome);
    expect(await dismiss('test:200', { ...home, ...boss })).toBe(en.admission.isNamed);
    await say('/admin grant admin <@U0ANN00001|ann>', { ...home, ...boss });
    const ann = { ...home, person: { id: 'U0ANN00001' } };
    expect(await dismiss('test:200', ann)).toBe(en.admission.notYours);
    expect((await say('/admin admit test:300', ann)).title).toBe(en.admission.notYours);
    const own = wordsOf(await say('/admin workspaces', ann));
    expect(own).toContain('test:T0HOME');
    expect(own).not.toContain('test:200');
  });

  it('that knocked is listed for a first admin, who lets it in from there', async () => {
    await say('/status', server);
    const listed = await say('/admin workspaces', { ...home, ...boss });
    expect(wordsOf(listed)).toMatch(/test:100 tried last on/);
    const select = listed.actions.find((action) => action.kind === 'select');
    const option = select?.kind === 'select' ? select.options[0] : undefined;
    const let_in = await answerTo(bot.core, clicked(option?.run ?? '', { ...home, ...boss }));
    expect(let_in.card.title).toBe(en.admission.admitted);
    expect(await outcomeOf('/status', server)).toBe('answered');
  });

  it('is answered once an hour where people only talk, and not at all in between', async () => {
    const mention = { ...server, inMessage: true };
    expect(await ask(bot.core, typed('hello', mention))).toHaveLength(1);
    expect(await ask(bot.core, typed('hello again', mention))).toHaveLength(0);
    clock.advance(60 * 60_000);
    expect(await ask(bot.core, typed('hello once more', mention))).toHaveLength(1);
  });

  it('gives no suggestions and no cards for links while it is not let in', async () => {
    const question = { platform: 'test', conversation: { id: 'C1', direct: false }, person: { id: 'U1' } };
    const typing = { ...question, command: 'help', argument: 'command', typed: '' };
    expect(await bot.core.suggest({ ...typing, ...letInServer })).not.toEqual([]);
    expect(await bot.core.suggest({ ...typing, ...server })).toEqual([]);
    await say('/admin admit', { ...server, ...boss });
    await say('/unfurl on', server);
    const posted = {
      platform: 'test',
      conversation: 'C1',
      person: { id: 'U1' },
      links: ['https://detail.1688.com/offer/600000000003.html'],
      payloadLimits: { button: 100, option: 100 },
    };
    const asked = await say('/admin dismiss test:100', { ...home, ...boss });
    await answerTo(bot.core, clicked(payloadOf(asked, en.admission.dismissButton), { ...home, ...boss }));
    expect(await bot.core.unfurl?.({ ...posted, ...server })).toEqual([]);
    await say('/admin admit test:100', { ...home, ...boss });
    affiliation = { is: 'outsider' };
    expect(await bot.core.unfurl?.({ ...posted, ...server })).toEqual([]);
    affiliation = { is: 'member' };
    expect(await bot.core.unfurl?.({ ...posted, ...server })).toHaveLength(1);
  });

  it('with watches that is not decided on is named to a first admin, once an hour', async () => {
    await bot.store.watches.set({
      organization: 'test:100',
      conversation: 'test:C9',
      subject: 'all',
      workspace: '100',
      account: 'a',
      rule: '{}',
      setBy: 'test:U1',
      setAt: 0,
    });
    expect(wordsOf(await say('/status', home))).not.toContain('/admin workspaces');
    expect(wordsOf(await say('/status', { ...home, ...boss }))).toContain('/admin workspaces');
    expect(wordsOf(await say('/status', { ...home, ...boss }))).not.toContain('/admin workspaces');
    expect(wordsOf(await say('/admin workspaces', { ...home, ...boss }))).toContain('test:100 1 watch');
  });
});

describe('a person', () => {
  const stranger = { ...home, person: { id: 'U0STRANGE1', workspace: 'T0OTHER' } };

  it('of another company has no role but one granted to exactly them', async () => {
    affiliation = { is: 'outsider' };
    expect(await outcomeOf('/order list', stranger)).toBe('not let in');
    await bot.store.grants.set({
      organization: 'test:T0HOME',
      scope: 'everywhere',
      subject: 'group test:S0ALL00001',
      role: 'admin',
      name: 'all',
      grantedBy: 'test:U0BOSS',
      grantedAt: 0,
    });
    expect(await outcomeOf('/order list', stranger)).toBe('not let in');
    affiliation = { is: 'member' };
    await say('/admin grant viewer <@U0STRANGE1|sam>', { ...home, ...boss });
    affiliation = { is: 'outsider' };
    expect(await outcomeOf('/order list', stranger)).toBe('answered');
    expect(await outcomeOf('/language en', stranger)).toBe('not permitted');
  });

  it('who is a guest looks only, unless granted more', async () => {
    affiliation = { is: 'guest' };
    expect(await outcomeOf('/order list', home)).toBe('answered');
    expect(await outcomeOf('/language en', home)).toBe('not permitted');
    affiliation = { is: 'member' };
    await say('/admin grant buyer <@U0GUEST01|gil>', { ...home, ...boss });
    affiliation = { is: 'guest' };
    expect(await outcomeOf('/language en', { ...home, person: { id: 'U0GUEST01' } })).toBe('answered');
  });

  it.each(['no permission', 'no answer', 'no sense'] as const)(
    'of whom the platform does not say who they are (%s) learns why they may do no more',
    async (unsure) => {
      affiliation = { is: 'outsider', unsure };
      const refused = wordsOf(await say('/status', home));
      affiliation = { is: 'guest', unsure };
      const limited = wordsOf(await say('/language en', home));
      expect(refused).toContain(en.core.unsure[unsure]);
      expect(limited).toContain(en.core.unsure[unsure]);
    },
  );
});

describe('a direct message outside of any place', () => {
  it('is served to members of a place that is let in, and to no other person', async () => {
    expect(await outcomeOf('/status', inDirect)).toBe('not let in');
    memberships = [{ workspace: '100', groups: [] }];
    expect(await outcomeOf('/status', inDirect)).toBe('not let in');
    memberships = [{ workspace: '200', groups: [] }];
    expect(await outcomeOf('/status', inDirect)).toBe('answered');
    memberships = undefined;
    expect(wordsOf(await say('/status', inDirect))).toContain(en.core.unsure['no answer']);
  });

  it('gives the least role that a person holds in the places they share', async () => {
    memberships = [
      { workspace: '200', groups: [] },
      { workspace: 'T0HOME', groups: [] },
    ];
    expect(await outcomeOf('/language en', inDirect)).toBe('answered');
    await say('/admin grant viewer <@U1|una>', { ...letInServer, ...boss });
    expect(await outcomeOf('/language en', inDirect)).toBe('not permitted');
    expect(await outcomeOf('/order list', inDirect)).toBe('answered');
  });

  it('counts the groups that the person has in each place', async () => {
    await say('/admin grant viewer <@&S0LOOK0001|lookers>', { ...letInServer, ...boss });
    memberships = [{ workspace: '200', groups: ['S0LOOK0001'] }];
    expect(await outcomeOf('/language en', inDirect)).toBe('not permitted');
    memberships = [{ workspace: '200', groups: [] }];
    expect(await outcomeOf('/language en', inDirect)).toBe('answered');
  });

  it('writes to the audit log of the place with the lowest limit for payments', async () => {
    memberships = [
      { workspace: 'T0HOME', groups: [] },
      { workspace: '200', groups: [] },
    ];
    await say('/admin approval-above 5000', { ...home, ...boss });
    await say('/admin approval-above 100', { ...letInServer, ...boss });
    await say('/language en', inDirect);
    const commandsOf = async (organization: string) =>
      (await bot.store.audit.list({ organization, limit: 9 })).map(({ command }) => command);
    expect(await commandsOf('test:200')).toContain('language');
    expect(await commandsOf('test:T0HOME')).not.toContain('language');
    expect(await commandsOf('test:dm:U1')).toEqual([]);
  });

  it('is no place for what an admin decides', async () => {
    memberships = [{ workspace: '200', groups: [] }];
    const direct = { ...inDirect, ...boss, workspace: 'dm:U0BOSS' };
    expect(await outcomeOf('/status', direct)).toBe('answered');
    for (const line of [
      '/admin grant viewer <@U1>',
      '/admin admit',
      '/admin approval-above 1',
      '/admin roles',
    ]) {
      expect(wordsOf(await say(line, direct)), line).toContain(en.core.askInside);
    }
  });
});

describe('a thread', () => {
  it('has the grants of its channel, which its payload or else the platform names', async () => {
    const inChannel = { ...home, conversation: { id: 'C1', direct: false } };
    await say('/admin grant viewer <@U1|una> --here', { ...inChannel, ...boss });
    const thread = (of: string | null | undefined) => ({
      ...home,
      conversation: { id: 'C1T1', direct: false, channel: of },
    });
    expect(await outcomeOf('/language en', thread('C1'))).toBe('not permitted');
    expect(await outcomeOf('/language en', thread('C2'))).toBe('answered');
    channel = 'C1';
    expect(await outcomeOf('/language en', thread(undefined))).toBe('not permitted');
    channel = undefined;
    expect(wordsOf(await say('/language en', thread(undefined)))).toContain(en.core.unsure['no answer']);
  });

  it('is where its channel’s roles are granted and taken back', async () => {
    const thread = { ...home, conversation: { id: 'C1T1', direct: false, channel: 'C1' } };
    await say('/admin grant viewer <@U1|una> --here', { ...thread, ...boss });
    expect(await outcomeOf('/language en', { ...home, conversation: { id: 'C1', direct: false } })).toBe(
      'not permitted',
    );
    expect((await say('/admin revoke <@U1|una> --here', { ...thread, ...boss })).title).toBe(
      en.admin.revoked,
    );
    expect(await outcomeOf('/language en', thread)).toBe('answered');
  });
});

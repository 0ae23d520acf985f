import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadyCard } from '../../src/chat/card.ts';
import type { Run } from '../../src/chat/command.ts';
import { directWorkspaceOf, type Invocation } from '../../src/chat/invocation.ts';
import { createRegistry } from '../../src/chat/registry.ts';
import { type AuditDeps, adminAuditCommand } from '../../src/commands/admin/audit.ts';
import { adminForgetCommand, type ForgetPerson } from '../../src/commands/admin/forget.ts';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import type { DirectOf } from '../../src/wiring/forget-person.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { answerTo, clicked, payloadOf, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';

const organization = 'test:T1';
const admin: Partial<Invocation> = { person: { id: 'UADMIN1', locale: 'en' } };
const gone = { id: 'U0GONE77', locale: 'en' };
/** In the workspace, as one conversation of it. */
const inDirect: Partial<Invocation> = { person: gone, conversation: { id: 'D0DIRECT7', direct: true } };
/** In no workspace. */
const outside: Partial<Invocation> = {
  person: gone,
  workspace: directWorkspaceOf(gone.id),
  conversation: { id: 'D9', direct: true, outside: true },
};
const own = `test:${directWorkspaceOf(gone.id)}`;

describe('/admin forget', () => {
  let clock: FakeClock;
  let bot: TestCore;
  let found: Awaited<ReturnType<DirectOf>>;
  let asked: unknown[];

  beforeEach(async () => {
    clock = createFakeClock();
    found = 'D0DIRECT7';
    asked = [];
    bot = await openTestCore({
      clock,
      access: { admins: ['test:UADMIN1'], defaultRole: 'buyer' },
      directOf: async (...about) => {
        asked.push(about);
        return found;
      },
    });
  });
  afterEach(() => bot.close());

  const say = async (line: string, who: Partial<Invocation> = {}) =>
    (await answerTo(bot.core, typed(line, who))).card;
  const press = async (card: ReadyCard, label: string, who: Partial<Invocation>) =>
    (await answerTo(bot.core, clicked(payloadOf(card, label), who))).card;
  const forget = async (who = admin) =>
    press(await say('/admin forget <@U0GONE77|ann>', who), en.audit.forget.button, who);
  const watchesIn = (of: string, conversation: string) =>
    bot.store.watches.of({ organization: of, conversation });
  const languageIn = async (of: string, conversation: string) =>
    (await bot.store.conversations.settings({ organization: of, conversation })).language;

  it('says before it is done what it will not reach', async () => {
    const card = await say('/admin forget <@U0GONE77|ann>', admin);
    expect(wordsOf(card)).toContain(en.audit.forget.advice);
    expect(wordsOf(card)).toContain(en.audit.forget.beyond);
    expect(wordsOf(card)).toContain(en.audit.forget.beyond);
    const chinese = await say('/admin forget <@U0GONE77|ann>', {
      person: { id: 'UADMIN1', locale: 'zh-CN' },
    });
    expect(wordsOf(chinese)).toContain(zhCn.audit.forget.beyond);
    expect(asked).toEqual([]);
  });

  it('takes a person out of their direct messages in a workspace, which the platform names', async () => {
    await say('/watch', inDirect);
    await say('/language zh-CN', inDirect);
    await say('/watch', { person: gone });
    const card = await forget();
    expect(asked).toEqual([['test', { workspace: 'T1', person: 'U0GONE77' }]]);
    expect(await watchesIn(organization, 'test:D0DIRECT7')).toEqual([]);
    expect(await watchesIn(organization, 'test:C1')).toMatchObject([{ setBy: '' }]);
    clock.advance(60_000);
    expect(await languageIn(organization, 'test:D0DIRECT7')).toBeUndefined();
    expect(card.tone).toBe('good');
    const { directs, chain, rule } = en.audit.forget.stays;
    for (const stays of [directs, chain, rule]) expect(wordsOf(card)).not.toContain(stays);
  });

  it.each([
    ['does not', undefined],
    ['does only by the person', gone.id],
  ])('says that it did not find their direct messages where the platform %s name them', async (_, named) => {
    found = named;
    await say('/watch', inDirect);
    const card = await forget();
    expect(card.tone).toBe('warning');
    expect(wordsOf(card)).toContain(en.audit.forget.stays.directs);
    expect(await watchesIn(organization, 'test:D0DIRECT7')).toMatchObject([{ setBy: '' }]);
    const [record] = await bot.store.audit.list({ organization, command: 'admin forget', limit: 1 });
    expect(JSON.parse(record?.facts ?? '{}')).toMatchObject({ stays: 'directs', watches: '1' });
    found = 'D0DIRECT7';
    expect((await forget()).tone).toBe('good');
    expect(await watchesIn(organization, 'test:D0DIRECT7')).toEqual([]);
  });

  it('takes everything out of direct messages that are in no workspace, whichever organization asks', async () => {
    await say('/watch --mention me', outside);
    await say('/language zh-CN', outside);
    await say('/address default 5738', outside);
    await say('/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g', outside);
    // Before a direct message had the rules of a workspace, what was done there stood in a chain of its own.
    for (const command of ['watch', 'language', 'seller']) {
      const where = { organization: own, workspace: outside.workspace ?? '', conversation: 'direct' };
      const note = { ...where, person: `test:${gone.id}`, command, trace: 't', facts: {} };
      await bot.store.audit.append({ ...note, outcome: 'done' });
    }
    expect(await watchesIn(own, 'test:D9')).toHaveLength(1);
    const card = await forget({ ...admin, workspace: 'T5' });
    expect(await watchesIn(own, 'test:D9')).toEqual([]);
    clock.advance(60_000);
    expect(await languageIn(own, 'test:D9')).toBeUndefined();
    expect(await bot.store.people.remembered({ organization: own, person: 'test:U0GONE77' })).toEqual(
      new Map(),
    );
    const chain = await bot.store.audit.list({ organization: own, limit: 20 });
    expect(chain.length).toBeGreaterThan(2);
    for (const { personal } of chain) expect(personal.person.value).toBeNull();
    expect(await bot.store.audit.verify({ organization: own })).not.toHaveProperty('broken');
    expect(wordsOf(card)).toContain(en.audit.forget.stays.chain);
    // That it was done stands where it was asked, and nowhere else.
    const forgettings = async (of: string) =>
      (await bot.store.audit.list({ organization: of, command: 'admin forget', limit: 9 })).map(
        ({ outcome }) => outcome,
      );
    expect(await forgettings('test:T5')).toEqual(['done', 'begun']);
    expect(await forgettings(own)).toEqual([]);
    expect(JSON.stringify(await bot.store.audit.list({ organization: 'test:T5', limit: 9 }))).not.toContain(
      'U0GONE77',
    );
  });

  it('takes what they did in direct messages out of the chain of the workspace whose rules hold there', async () => {
    await say('/language zh-CN', outside);
    const [done] = await bot.store.audit.list({ organization: 'test:T1', limit: 1 });
    expect(done).toMatchObject({ command: 'language', workspace: 'direct', conversation: 'direct' });
    expect(done?.personal.person.value).toBe(`test:${gone.id}`);
    await forget();
    const after = await bot.store.audit.list({ organization: 'test:T1', command: 'language', limit: 9 });
    expect(after.map(({ personal }) => personal.person.value)).toEqual([null]);
  });

  it('says that requests still go to their direct messages, and leaves that to an admin', async () => {
    await say('/admin approvers here', { ...admin, conversation: { id: 'D0DIRECT7', direct: false } });
    expect(wordsOf(await forget())).toContain(en.audit.forget.stays.rule);
    const value = await bot.store.settings.get({ organization, name: 'approvers' });
    expect(value).toContain('D0DIRECT7');
  });

  it('forgets the admin who asks for it as well, and is written down', async () => {
    await say('/watch', { ...admin, conversation: { id: 'D1', direct: true } });
    found = 'D1';
    const asking = await say('/admin forget me', admin);
    const done = await press(asking, en.audit.forget.button, admin);
    expect(done.title).toBe(en.audit.forget.done);
    const records = await bot.store.audit.list({ organization, limit: 9 });
    expect(records.map(({ command, personal }) => [command, personal.person.value])).toEqual([
      ['admin forget', 'test:UADMIN1'],
      ['admin forget', null],
      ['watch', null],
    ]);
  });
});

it('the trail is read, and a person forgotten, in the organization whose rules hold', async () => {
  const of: string[] = [];
  const parts: AuditDeps & { readonly forget: ForgetPerson } = {
    audit: {
      list: async ({ organization: asked }) => {
        of.push(asked);
        return [];
      },
    },
    forget: async ({ organization: asked }) => {
      of.push(asked);
      return { records: 0, watches: 0, others: 0, stays: [] };
    },
    zoneOf: async () => undefined,
    clock: createFakeClock(),
  };
  const run: Run = {
    organization: 'x:dm:U1',
    authority: 'x:T1',
    workspace: 'dm:U1',
    conversation: 'x:D1',
    direct: true,
    outside: true,
    person: 'x:U1',
    role: 'admin',
    roleEverywhere: 'admin',
    commands: createRegistry([]),
    userId: undefined,
    language: 'en',
    signal: new AbortController().signal,
    pictures: [],
    audit: { add: () => undefined, intend: async () => undefined, alsoIn: () => undefined },
  };
  for (const [command, options] of [
    [adminAuditCommand(parts), {}],
    [adminForgetCommand(parts), { person: 'me', confirm: 'yes' }],
  ] as const) {
    const prepared = command.prepare({ options });
    if ('faults' in prepared) throw new Error('not prepared');
    await prepared.run(run);
  }
  expect(of).toEqual(['x:T1', 'x:T1']);
});

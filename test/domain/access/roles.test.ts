import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayDo, type Role, roles } from '../../../src/chat/role.ts';
import { en } from '../../../src/languages/en/index.ts';
import { answerTo, ask, clicked, formOf, payloadOf, typed, wordsOf } from '../../harness/asking.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';

const bots = new Map<Role, TestCore>();
const as = (role: Role): TestCore => {
  const bot = bots.get(role);
  if (bot === undefined) throw new Error(`no bot for ${role}`);
  return bot;
};

beforeAll(async () => {
  for (const role of roles) {
    const access =
      role === 'admin'
        ? ({ admins: ['test:U1'], defaultRole: 'viewer' } as const)
        : ({ admins: [], defaultRole: role } as const);
    bots.set(role, await openTestCore({ access }));
  }
});
afterAll(async () => {
  for (const bot of bots.values()) await bot.close();
});

/** From the command table itself, so that no command can be forgotten. */
async function allCommands() {
  const bot = await openTestCore();
  const { menu } = bot.core;
  await bot.close();
  return menu;
}
const menu = await allCommands();

/** Those for which there is something that somebody who may not run them may do in their place. */
const replaced = new Set(['seller']);

/** What the table sets here is of no matter elsewhere. */
const apart = { workspace: 'T-table', conversation: { id: 'C-table', direct: false } };

describe('each role and each command', () => {
  const table = roles.flatMap((role) => menu.map((command) => ({ role, name: command.name, command })));

  it.each(table)('$role, /$name, typed', async ({ role, command }) => {
    const bot = as(role);
    const line = command.examples[0] ?? `/${command.name}`;
    const before = bot.ended.length;
    await ask(bot.core, typed(line, apart));
    const { outcome } = bot.ended[before] ?? {};
    if (mayDo(role, command.needs) || replaced.has(command.name)) expect(outcome).not.toBe('not permitted');
    else expect(outcome).toBe('not permitted');
  });

  it.each(table)('$role, /$name, clicked', async ({ role, command }) => {
    const bot = as(role);
    const before = bot.ended.length;
    await ask(bot.core, clicked(`${command.name}?`, apart));
    const { outcome } = bot.ended[before] ?? {};
    if (mayDo(role, command.needs) || replaced.has(command.name)) expect(outcome).not.toBe('not permitted');
    else expect(outcome).toBe('not permitted');
  });
});

describe('somebody who may only look', () => {
  it('is told which role it takes, and whom to ask', async () => {
    const { card, visibility } = await answerTo(as('viewer').core, typed('/order pay 51234567890'));
    expect(visibility).toBe('asker');
    expect(wordsOf(card)).toContain(en.core.notPermitted('order pay'));
    expect(wordsOf(card)).toContain(en.core.roleNeeded('buyer', 'viewer'));
  });

  it('is not offered what they may not do, on a card of their own or by help', async () => {
    const offer = typed('/product 951807530375');
    const buyers = (await answerTo(as('buyer').core, offer)).card.actions.map(({ label }) => label);
    const viewers = (await answerTo(as('viewer').core, typed('/product 951807530375'))).card.actions;
    const order = buyers.find((label) => label.startsWith('Order'));
    expect(order).toBeDefined();
    expect(viewers.map(({ label }) => label)).not.toContain(order);
    // What can be asked for instead stays.
    expect(viewers.map(({ label }) => label)).toContain(en.orders.sellerChat);
    expect(viewers.map(({ label }) => label)).toContain('Compare');
    const help = wordsOf((await answerTo(as('viewer').core, typed('/help'))).card);
    expect(help).toContain(en.help.jobs.find.about);
    const job = wordsOf((await answerTo(as('viewer').core, typed('/help buy'))).card);
    expect(job).toContain('/address list');
    expect(job).not.toContain('/order pay');
    expect(wordsOf((await answerTo(as('viewer').core, typed('/help order pay'))).card)).not.toContain(
      en.core.usage,
    );
  });

  it('is not asked a form that leads nowhere', async () => {
    const card = (await answerTo(as('buyer').core, typed('/address list'))).card;
    const payload = payloadOf(card, en.addresses.addButton);
    expect((await formOf(as('buyer').core, clicked(payload))).fields.length).toBeGreaterThan(0);
    const { ended, core } = as('viewer');
    await ask(core, clicked(payload));
    expect(ended.at(-1)?.outcome).toBe('not permitted');
  });

  it('is given no suggestions for what they may not run', async () => {
    const question = {
      platform: 'test',
      workspace: 'T1',
      conversation: { id: 'C1', direct: false },
      person: { id: 'U1' },
      command: 'watch',
      argument: 'events',
      typed: '',
    };
    expect((await as('buyer').core.suggest(question)).length).toBeGreaterThan(0);
    expect(await as('viewer').core.suggest(question)).toEqual([]);
  });
});

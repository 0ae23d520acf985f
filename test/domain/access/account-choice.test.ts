import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadyCard } from '../../../src/chat/card.ts';
import type { Invocation } from '../../../src/chat/invocation.ts';
import { en } from '../../../src/languages/en/index.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { answerTo, clicked, payloadOf, typed, wordsOf } from '../../harness/asking.ts';
import { askingPartner } from '../../harness/asking-partner.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';

const line = '889512351602 2 --sku 530ad00177264564503ec3b848650652 --address 5738';
const admin = { person: { id: 'U0BOSS1', locale: 'en' } };
const elsewhere = { conversation: { id: 'C2', direct: false } };

describe('the account’s user that calls are made for', () => {
  let clock: FakeClock;
  let bot: TestCore;
  beforeEach(async () => {
    clock = createFakeClock(Date.parse('2026-11-28T12:00:00+08:00'));
    bot = askingPartner(
      await openTestCore({ clock, access: { admins: ['test:U0BOSS1'], defaultRole: 'buyer' } }),
    );
  });
  afterEach(() => bot.close());

  const say = async (text: string, who: Partial<Invocation> = {}) =>
    (await answerTo(bot.core, typed(text, who))).card;
  const asAdmin = (text: string, who: Partial<Invocation> = {}) => say(text, { ...admin, ...who });
  const press = async (card: ReadyCard, label: string, who: Partial<Invocation> = {}) =>
    (await answerTo(bot.core, clicked(payloadOf(card, label), who))).card;
  const order = async (who: Partial<Invocation> = {}) => {
    const preview = await say(`/order preview ${line}`, who);
    return () => press(preview, en.buying.orderFor('¥65.61'), who);
  };
  const users = () => bot.sandbox?.orders.all().map(({ userId }) => userId);
  const lastOrder = () => bot.sandbox?.orders.all()[0]?.orderId ?? '';

  it('is the person’s, else the conversation’s, else the one for everywhere', async () => {
    await (await order())();
    await asAdmin('/admin account 1700000000002');
    await (await order())();
    await asAdmin('/admin account 1700000000003 --here', elsewhere);
    await (await order(elsewhere))();
    await (await order())();
    await asAdmin('/admin account 1700000000004 --for <@U1|ann>');
    await (await order(elsewhere))();
    await asAdmin('/admin account own --for <@U1|ann>');
    await (await order(elsewhere))();
    const own = users()?.at(-1);
    expect(users()?.reverse()).toEqual([
      own,
      '1700000000002',
      '1700000000003',
      '1700000000002',
      '1700000000004',
      '1700000000003',
    ]);
    const list = wordsOf(await asAdmin('/admin account'));
    expect(list).toContain(`${en.accounts.everywhere}: 1700000000002`);
    expect(list).toContain('C2: 1700000000003');
    expect(list).not.toContain('1700000000004');
  });

  it('is of no other organization', async () => {
    await asAdmin('/admin account 1700000000002');
    await (await order({ workspace: 'T2' }))();
    expect(users()).not.toContain('1700000000002');
  });

  it('holds in a direct message outside of any workspace, as its authority has it', async () => {
    const direct = { workspace: 'dm:U1', conversation: { id: 'D1', direct: true, outside: true } };
    await (await order(direct))();
    await asAdmin('/admin account 1700000000002');
    await (await order(direct))();
    await asAdmin('/admin account 1700000000004 --for <@U1|ann>');
    await (await order(direct))();
    const [third, second, first] = users() ?? [];
    expect([second, third]).toEqual(['1700000000002', '1700000000004']);
    expect(first).not.toMatch(/^170000000000[24]$/);
  });

  it('stays the order’s own for whatever is done with it, by whom and wherever', async () => {
    await asAdmin('/admin account 1700000000002 --here', elsewhere);
    await (await order(elsewhere))();
    const id = lastOrder();
    expect(wordsOf(await say(`/order show ${id}`))).toContain(id);
    const paid = await press(await say(`/order pay ${id}`), 'Pay ¥65.61');
    expect(paid.title).toContain('Paid');
    expect(bot.sandbox?.orders.find(id)?.status).toBe('waitsellersend');
    // And the other way round: of the account's own user, asked about where another one is chosen.
    await (await order())();
    clock.advance(11_000);
    const cancelled = await press(
      await say(`/order cancel ${lastOrder()}`, elsewhere),
      en.buying.cancel.button,
      elsewhere,
    );
    expect(wordsOf(cancelled)).not.toContain('40404');
    expect(bot.sandbox?.orders.find(lastOrder())?.status).toBe('cancel');
  });

  it('is only kept where the partner takes it', async () => {
    const refused = await asAdmin('/admin account somebody');
    expect(wordsOf(refused)).toContain('The account has no such user id.');
    expect(wordsOf(await asAdmin('/admin account'))).toContain(en.accounts.none);
  });

  it('is forgotten with its person', async () => {
    await asAdmin('/admin account 1700000000002 --for <@U1|ann>');
    await asAdmin('/admin forget test:U1 --confirm');
    expect(await bot.store.userChoices.of({ organization: 'test:T1' })).toEqual([]);
  });
});

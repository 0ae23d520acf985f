import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Action, CommandCall } from '../../src/chat/card.ts';
import { actionsOn } from '../../src/chat/lowered-card.ts';
import { decodeCall } from '../../src/chat/payload.ts';
import { en } from '../../src/languages/en/index.ts';
import { XportError } from '../../src/xport/client.ts';
import { orderOf } from '../arbitraries/order.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import {
  answerTo,
  ask,
  payloadOf,
  recordingTransport,
  typed,
  wordsOf,
  wrongValue,
} from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';

const id = '3305075341149134260';
const refused = () =>
  Promise.reject(
    new XportError({ kind: 'refused', code: '40404', msg: '订单不存在', requestId: 'r1', status: 200 }),
  );

describe('/order', () => {
  let bot: TestCore;
  const clock = createFakeClock(Date.parse('2026-05-21T12:00:00+08:00'));
  beforeEach(async () => {
    bot = await openTestCore({ clock });
  });
  afterEach(() => bot.close());

  const say = (line: string) => answerTo(bot.core, typed(line));
  const click = (payload: string) => answerTo(bot.core, typed('', { input: { kind: 'payload', payload } }));

  it('shows what the partner says now', async () => {
    bot.news.partner = async () => orderOf();
    const { card, visibility } = await say(`/order show ${id}`);
    expect(visibility).toBe('asker');
    const words = wordsOf(card);
    expect(words).toContain('◑ Shipped');
    expect(words).toContain(`${en.orders.freight}: ¥5.00`);
    expect(words).toContain('红色 XL · 2 pieces · ¥47.50');
    expect(words).toContain(en.orders.askedNow);
  });

  it('shows what is known, and since when, where the partner says nothing', async () => {
    bot.news.known.push({ order: orderOf(), changedAt: Date.parse('2026-05-21T10:00:00+08:00') });
    bot.news.partner = refused;
    expect(wordsOf((await say(`/order show ${id}`)).card)).toContain(
      en.orders.knownSince('05-21 10:00 UTC+8', '2 hours ago'),
    );
  });

  it('does not wait for ever for a partner that is slow', async () => {
    bot.news.known.push({ order: orderOf(), changedAt: clock.now() });
    bot.news.partner = (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    const transport = recordingTransport();
    const done = bot.core.handle(typed(`/order show ${id}`), transport);
    await expect.poll(() => bot.news.asked).toBe(1);
    await clock.elapse(4000);
    await done;
    expect(transport.sent.map(({ did }) => did)).toEqual(['defer', 'deliver']);
    expect(JSON.stringify(transport.sent.at(-1))).toContain(en.orders.knownSince('|', '').split('|')[0]);
  });

  it('passes on why the partner refuses, where nothing is known', async () => {
    bot.news.partner = refused;
    expect(wordsOf((await say(`/order show ${id}`)).card)).toContain('订单不存在');
    bot.news.partner = async () => undefined;
    expect((await say(`/order show ${id}`)).card.title).toBe(en.orders.notFound);
  });

  it('reads an id however it is pasted, and refuses what is none', async () => {
    bot.news.partner = async () => orderOf();
    expect((await say(`/order show 「${id}」`)).card.title).toBe('山东绿德制冷设备压缩机');
    expect((await say('/order show ３３０５０７５３４１１４９１３４２６０')).card.title).toBe(
      '山东绿德制冷设备压缩机',
    );
    expect(wordsOf((await say('/order show PO1')).card)).toContain(en.orders.id.expected);
  });

  it('tracks parcels as the carriers tell', async () => {
    bot.news.partner = async () => orderOf();
    bot.news.traces = async () => [
      {
        mailNo: 'YT7565691026776',
        carrier: 'YTO',
        steps: [{ at: Date.parse('2026-05-21T11:00:00+08:00'), text: '【杭州】派件员 13812345678 正在派送' }],
      },
    ];
    const words = wordsOf((await say(`/order track ${id}`)).card);
    expect(words).toContain('YTO Express YT7565691026776');
    expect(words).toContain('05-21 11:00 UTC+8 【杭州】派件员 138****5678 正在派送');
  });

  it('tracks as far as it is known where nobody tells', async () => {
    bot.news.partner = async () => orderOf();
    bot.news.traces = refused;
    expect(wordsOf((await say(`/order track ${id}`)).card)).toContain(
      'YTO Express YT7565691026776 · on the way',
    );
    bot.news.partner = async () => orderOf({ parcels: [], passed: ['created'], phase: 'awaiting payment' });
    expect(wordsOf((await say(`/order track ${id}`)).card)).toContain(en.orders.tracking.noParcel);
  });

  it('lists what is known, by state and page by page, and asks nobody', async () => {
    for (let at = 0; at < 23; at += 1) {
      const phase = at % 2 === 0 ? 'shipped' : 'awaiting payment';
      bot.news.known.push({
        order: orderOf({ orderId: String(3305075341149134200n + BigInt(at)), phase }),
        changedAt: 0,
      });
    }
    const first = await say('/order list');
    const numbers = (card: typeof first.card) => wordsOf(card).match(/33050753411491342\d\d/g);
    expect(numbers(first.card)).toHaveLength(10);
    expect(actionsOn(first.card).map(({ label }) => label)).toEqual([
      en.orders.chooseOrder,
      en.orders.list.older,
      en.orders.export.button,
    ]);
    const second = await click(payloadOf(first.card, en.orders.list.older));
    expect(second.replace).toBe(true);
    expect(second.card.title).toBe(en.orders.list.title(2));
    expect(actionsOn(second.card).map(({ label }) => label)).toEqual([
      en.orders.chooseOrder,
      en.orders.list.newer,
      en.orders.list.older,
      en.orders.export.button,
    ]);
    const third = await click(payloadOf(second.card, en.orders.list.older));
    expect(numbers(third.card)).toHaveLength(3);
    const seen = [first, second, third].flatMap(({ card }) => numbers(card) ?? []);
    expect(new Set(seen).size).toBe(23);
    const unpaid = await say('/order list --status awaiting-payment');
    expect(wordsOf(unpaid.card)).not.toContain(en.orders.phase.shipped);
    expect(wordsOf((await say('/order list --status 待付款')).card)).toEqual(wordsOf(unpaid.card));
    for (const word of ['waitbuyerpay', 'WAIT_BUYER_PAY', '等待买家付款', 'waiting-for-payment']) {
      expect(wordsOf((await say(`/order list --status ${word}`)).card)).toEqual(wordsOf(unpaid.card));
    }
    expect(wordsOf((await say('/order list --status waitbuyerpay,confirm_goods')).card)).toEqual(
      wordsOf(unpaid.card),
    );
    expect(wordsOf((await say('/order list --status pigeon')).card)).toContain(
      wrongValue('status', en.orders.list.statusArgument.expected),
    );
    expect((await say('/order list --status done')).card.title).toBe(en.orders.list.none);
    expect(wordsOf((await say('/order list --page 0')).card)).toContain(en.orders.list.pageArgument.expected);
    expect(bot.news.asked).toBe(0);
  });

  it('drives an order of the sandbox through its flow', async () => {
    const placed = await say('/order try');
    expect(placed.card.title).toBe(en.orders.trying.created);
    const [orderId] = wordsOf(placed.card).match(/\d{19}/) ?? [];
    const paid = await click(payloadOf(placed.card, en.orders.trying.nextStep));
    expect(paid.card.title).toBe(en.orders.trying.done);
    expect((await say(`/order try ${orderId} --step ship`)).card.title).toBe(en.orders.trying.done);
    expect((await say(`/order try ${orderId} --step pay`)).card.title).toBe(en.orders.trying.notNow);
    expect((await say('/order try 3305075341149134260')).card.title).toBe(en.orders.notFound);
  });

  it('has no try without a sandbox', async () => {
    const real = await openTestCore({ upstream: 'http://127.0.0.1:9' });
    expect(real.core.menu.map(({ name }) => name)).not.toContain('order try');
    await real.close();
  });

  it('places one order, however often it is asked for with one message', async () => {
    const once = typed('/order try');
    const [answered] = await ask(bot.core, once);
    expect(answered?.did).toBe('answer');
    expect(await ask(bot.core, once)).toEqual([]);
  });

  it('puts nothing on a button that no command takes', async () => {
    const order = orderOf({ items: [{ offerId: '951807530375' }] });
    bot.news.partner = async () => order;
    bot.news.known.push({ order, changedAt: 0 });
    const lines = [
      `/order show ${id}`,
      `/order track ${id}`,
      '/order list',
      '/watch',
      '/watching',
      '/unwatch',
      '/resend',
    ];
    for (const line of lines) {
      const { card } = await say(line);
      for (const call of callsOn(card.actions)) {
        const answer = await answerTo(
          bot.core,
          typed('', { input: { kind: 'options', command: call.command, options: call.arguments } }),
        );
        expect([line, call.command, answer.card.title]).not.toContain(en.core.badInput);
        expect(answer.card.title).not.toContain(en.core.unknownCommand('').slice(0, -2));
      }
    }
  });
});

function callsOn(actions: readonly Action<string>[]): readonly CommandCall[] {
  const payloads = actions.flatMap((action) => {
    if (action.kind === 'run') return [action.run];
    return action.kind === 'select' ? action.options.map(({ run }) => run) : [];
  });
  return payloads.flatMap((payload) => decodeCall(payload) ?? []);
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../../src/languages/en/index.ts';
import { answerTo, clicked, formOf, payloadOf, submitted, typed, wordsOf } from '../../harness/asking.ts';
import { askingPartner } from '../../harness/asking-partner.ts';
import { openRequestBed, people, type RequestBed } from './bed.ts';

const preview = '889512351602 2 --sku 530ad00177264564503ec3b848650652 --address 5738';

let bed: RequestBed;
beforeEach(async () => {
  bed = await openRequestBed({
    requests: { paymentAboveFen: 5000 },
    admins: ['test:U1', 'test:U2', 'test:U3'],
  });
  const { bot } = bed;
  askingPartner(bot);
});
afterEach(() => bed.dispose());

const say = async (line: string, who: Parameters<typeof typed>[1] = people.asker) =>
  (await answerTo(bed.bot.core, typed(line, who))).card;
const placed = () => {
  const [order] = bed.bot.sandbox?.orders.all() ?? [];
  if (order === undefined) throw new Error('nothing was ordered');
  return order;
};
const cards = () => bed.chat.said.filter(({ conversation }) => conversation === 'C1');
const answers = () => bed.chat.said.filter(({ conversation }) => conversation === 'direct-U1');
const card = () => {
  const [first] = cards();
  if (first === undefined) throw new Error('no card');
  return first.card;
};

/** Orders for ¥65.61 and asks to pay that. */
async function askedToPay() {
  const shown = await say(`/order preview ${preview}`);
  await answerTo(bed.bot.core, clicked(payloadOf(shown, en.buying.orderFor('¥65.61')), people.asker));
  const { orderId } = placed();
  const question = await say(`/order pay ${orderId}`);
  expect(wordsOf(question)).toContain('It is above ¥50.00');
  const ask = payloadOf(question, en.requests.ask);
  const form = await formOf(bed.bot.core, clicked(ask, people.asker));
  expect(form.fields).toMatchObject([{ name: 'reason', required: true }]);
  expect(cards()).toEqual([]);
  const told = await answerTo(bed.bot.core, submitted(ask, { reason: 'a sample' }, people.asker));
  expect(told.card.title).toBe(en.requests.secondPerson.payment);
  await bed.until(() => cards().length > 0);
  return orderId;
}

describe('a payment above the amount that takes a second person', () => {
  it('is made once it is approved, once, and the asker is told in private', async () => {
    const orderId = await askedToPay();
    expect(placed().status).toBe('waitbuyerpay');
    expect(wordsOf(card())).toContain('¥65.61');
    expect(wordsOf(card())).toContain(orderId);
    const own = await answerTo(
      bed.bot.core,
      clicked(payloadOf(card(), en.requests.approveFor('¥65.61')), people.asker),
    );
    expect(own.card.title).toBe(en.requests.refused['own request']);
    expect(placed().status).toBe('waitbuyerpay');
    await answerTo(bed.bot.core, clicked(payloadOf(card(), en.requests.approveFor('¥65.61')), people.boss));
    await bed.until(() => answers().length > 0);
    expect(answers()[0]?.card.title).toBe(en.buying.pay.debited);
    // The order stays itself on the card that says that it was paid.
    const paid = answers()[0]?.card;
    expect(paid?.picture).toBeDefined();
    expect(paid && wordsOf(paid)).toContain('Wooden desktop drawer organizer, best seller for export');
    expect(placed().status).toBe('waitsellersend');
    await bed.clock.elapse(30_000);
    expect(answers()).toHaveLength(1);
  });

  it('is not made when the amount has changed since it was approved', async () => {
    const orderId = await askedToPay();
    await say(`/order try ${orderId} --step price`);
    await answerTo(bed.bot.core, clicked(payloadOf(card(), en.requests.approveFor('¥65.61')), people.boss));
    await bed.until(() => answers().length > 0);
    const [answer] = answers();
    expect(answer && wordsOf(answer.card)).toContain(en.buying.pay.nothingPaid);
    expect(placed().status).toBe('waitbuyerpay');
  });

  it('shows an approver what was ordered, as it was shown then, where it goes, and the asker’s last orders', async () => {
    const first = await askedToPay();
    const words = wordsOf(card());
    expect(words).toContain('Wooden desktop drawer organizer, best seller for export');
    expect(words).toContain('Natural wood · 2 pieces · ¥29.00 each');
    expect(words).toContain(`${en.orders.goesTo} 王**, Binjiang, Hangzhou, Zhejiang (5738)`);
    expect(words).toContain(en.requests.aboveLimit('¥50.00', '¥15.61'));
    expect(words).toContain('a sample');
    expect(words).toContain(en.requests.noOrders);
    // The next order of the same seller.
    const shown = await say(`/order preview ${preview}`);
    await answerTo(bed.bot.core, clicked(payloadOf(shown, en.buying.orderFor('¥65.61')), people.asker));
    const ids = bed.bot.sandbox?.orders.all().map(({ orderId }) => orderId) ?? [];
    const second = ids.find((id) => id !== first) ?? '';
    for (const id of ids) {
      const order = await bed.bot.news.ports.orders.ask(id, {
        userId: undefined,
        signal: new AbortController().signal,
      });
      if (order !== undefined) bed.bot.news.known.push({ order, changedAt: 0 });
    }
    await say(`/order pay ${second} --total 65.61 --reason another`);
    await bed.until(() => cards().length === 2);
    const next = cards()[1]?.card;
    expect(next && wordsOf(next)).toContain(en.requests.lastOrders);
    expect(next && wordsOf(next)).toContain(
      `Wooden desktop drawer organizer, best seller for export · ¥65.61 · ${first}`,
    );
    // Those who decide in Chinese read it in Chinese.
    await say('/language zh', people.boss);
    const [request] = await bed.bot.requestService.open('test:T1', { limit: 1 });
    const chinese = wordsOf(await say(`/request show ${request?.id}`, people.boss));
    expect(chinese).toContain('桌面实木收纳盒抽屉式 跨境爆款');
    expect(chinese).toContain('收货：王**，浙江省 杭州市 滨江区（5738）');
    expect(chinese).not.toContain('Wooden');
  });

  it('is not offered to be asked for where there is no approver besides the asker', async () => {
    await bed.dispose();
    bed = await openRequestBed({
      requests: { paymentAboveFen: 5000 },
      admins: ['test:U1'],
      defaultRole: 'buyer',
    });
    askingPartner(bed.bot);
    const shown = await say(`/order preview ${preview}`);
    await answerTo(bed.bot.core, clicked(payloadOf(shown, en.buying.orderFor('¥65.61')), people.asker));
    const { orderId } = placed();
    for (const line of [`/order pay ${orderId}`, `/order pay ${orderId} --total 65.61 --reason sample`]) {
      const told = await say(line);
      expect(told.title).toBe(en.requests.noApprover);
      expect(told.actions.map(({ label }) => label)).not.toContain(en.requests.ask);
    }
    expect(await bed.bot.requestService.open('test:T1', { limit: 1 })).toEqual([]);
    expect(placed().status).toBe('waitbuyerpay');
  });

  it('is not made when it is declined', async () => {
    await askedToPay();
    const [request] = await bed.bot.requestService.open('test:T1', { limit: 1 });
    await say(`/request decline ${request?.id} too dear`, people.boss);
    await bed.until(() => answers().length > 0);
    expect(placed().status).toBe('waitbuyerpay');
    expect(await say(`/order pay ${placed().orderId} --total 65.61`)).toMatchObject({
      title: en.requests.secondPerson.payment,
    });
  });

  it('is paid at once below the amount that an admin sets', async () => {
    const shown = await say(`/order preview ${preview}`);
    await answerTo(bed.bot.core, clicked(payloadOf(shown, en.buying.orderFor('¥65.61')), people.asker));
    await say('/admin approval-above never');
    expect(await say(`/order pay ${placed().orderId} --total 65.61`)).toMatchObject({
      title: en.buying.pay.debited,
    });
    await say('/admin approval-above 20');
    const [record] = await bed.bot.store.audit.list({
      organization: 'test:T1',
      command: 'admin approval-above',
      limit: 1,
    });
    expect(record?.facts).toContain('"aboveFen":"2000"');
    expect(await bed.bot.store.settings.get({ organization: 'test:T1', name: 'approval-above' })).toBe(
      '2000',
    );
  });
});

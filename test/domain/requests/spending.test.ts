import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadyCard } from '../../../src/chat/card.ts';
import type { Role } from '../../../src/chat/role.ts';
import { formatFen } from '../../../src/domain/orders/money.ts';
import { en } from '../../../src/languages/en/index.ts';
import { totalFen } from '../../../src/sandbox/orders/order.ts';
import { answerTo, clicked, payloadOf, submitted, typed, wordsOf } from '../../harness/asking.ts';
import { askingPartner } from '../../harness/asking-partner.ts';
import { line } from '../buying/bed.ts';
import { openRequestBed, people, type RequestBed } from './bed.ts';

const organization = 'test:T1';
const dayMs = 24 * 60 * 60_000;
const receiver =
  '--name "Annabel Example" --contact "+1 503 555 0199" --street "17 Hidden ConversationQueue" --place "Portland, OR, 97201" --country US';

let bed: RequestBed;
beforeEach(async () => {
  bed = await openRequestBed();
  askingPartner(bed.bot);
  await nowIs('buyer');
  await say('/admin approval-above 200', people.boss);
});
afterEach(() => bed.dispose());

const say = async (text: string, who: Parameters<typeof typed>[1] = people.asker) =>
  (await answerTo(bed.bot.core, typed(text, who))).card;
const click = async (card: ReadyCard, label: string, who: Parameters<typeof typed>[1] = people.asker) =>
  (await answerTo(bed.bot.core, clicked(payloadOf(card, label), who))).card;
const nowIs = async (role: Role) => {
  await bed.bot.store.grants.set({
    organization,
    scope: 'everywhere',
    subject: 'person test:U1',
    role,
    name: 'one',
    grantedBy: 'test:U2',
    grantedAt: 1,
  });
};

/** Places an order of ¥65.61, or one that is too dear to be debited by agreement. */
function place(quantity = 2): { id: string; yuan: string } {
  for (;;) {
    const order = bed.bot.sandbox?.orders.place({ ...line, quantity, withFee: true });
    if (order === undefined) throw new Error('no sandbox');
    if ('code' in order) continue;
    const fen = totalFen(order);
    return { id: order.orderId, yuan: `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}` };
  }
}
const pay = ({ id, yuan }: { id: string; yuan: string }) =>
  say(`/order pay ${id} --total ${yuan} --reason sample`);
const statusOf = (id: string) => bed.bot.sandbox?.orders.find(id)?.status;
/** What those who decide see, and what the asker is told. */
const inChannel = () => bed.chat.said.filter(({ conversation }) => conversation === 'C1');
const answers = () => bed.chat.said.filter(({ conversation }) => conversation === 'direct-U1');
const lastCard = () => {
  const found = inChannel().at(-1);
  if (found === undefined) throw new Error('no card');
  return found.card;
};
const approveLabel = (card: ReadyCard) => {
  const found = card.actions.find(({ label }) => label.startsWith(en.requests.approve));
  if (found === undefined) throw new Error(`nothing to approve on ${wordsOf(card)}`);
  return found.label;
};
const approve = async (who: Parameters<typeof typed>[1] = people.boss) =>
  click(lastCard(), approveLabel(lastCard()), who);
const secondPerson = { title: en.requests.secondPerson.payment };
const bookedTitle = en.buying.create.titled(
  en.shipping.create.booked,
  'Wooden desktop drawer organizer, best seller for export',
);
const paid = { title: en.buying.pay.debited };

describe('payments within 24 hours', () => {
  it('take a second person once they are above the limit together, and the card says so', async () => {
    for (let times = 0; times < 3; times += 1) expect(await pay(place())).toMatchObject(paid);
    const fourth = place();
    const question = await say(`/order pay ${fourth.id}`);
    expect(wordsOf(question)).toContain(en.requests.aboveByDay('¥200.00', '¥196.83', '¥62.44'));
    const told = await pay(fourth);
    expect(told).toMatchObject(secondPerson);
    expect(wordsOf(told)).toContain('with the ¥196.83 of the last 24 hours');
    expect(statusOf(fourth.id)).toBe('waitbuyerpay');
    await bed.until(() => inChannel().length > 0);
    await approve();
    await bed.until(() => answers().length > 0);
    expect(answers()[0]?.card).toMatchObject(paid);
    // What was approved counts as well.
    expect(wordsOf(await say(`/order pay ${place().id}`))).toContain('the ¥262.44 of the last 24 hours');
    bed.clock.advance(dayMs);
    expect(await pay(place())).toMatchObject(paid);
  });

  it('count a link that was handed out, and an order that is paid again once', async () => {
    const dear = place(4);
    expect(await pay(dear)).toMatchObject({ title: en.buying.pay.link });
    expect(await pay(dear)).toMatchObject({ title: en.buying.pay.link });
    expect(await pay(place())).toMatchObject(paid);
    expect(await pay(place())).toMatchObject(secondPerson);
  });

  it('count for each person by themselves', async () => {
    for (let times = 0; times < 3; times += 1) await pay(place());
    const other = place();
    expect(await say(`/order pay ${other.id} --total ${other.yuan}`, people.other)).toMatchObject(paid);
  });

  it('are not asked for at an amount that the order does not cost', async () => {
    const order = place();
    expect((await say(`/order pay ${order.id} --total 5000`)).title).toBe(en.buying.pay.moved);
    expect(await bed.bot.requestService.open(organization, { limit: 5 })).toEqual([]);
    await pay(order);
    // It is paid: whoever presses an old button of a dear one asks nobody.
    await say('/admin approval-above 1', people.boss);
    expect(await pay(order)).toMatchObject(paid);
  });
});

it('an approval counts for a day from the decision, however late it was first used', async () => {
  const hourMs = dayMs / 24;
  const cashier = { title: en.buying.pay.link };
  await say('/admin approval-above 50', people.boss);
  const dear = place(8);
  await pay(dear);
  await bed.until(() => inChannel().length > 0);
  bed.chat.fate = ({ conversation }) => (conversation.startsWith('direct') ? 'unreachable' : 'well');
  await approve();
  bed.clock.advance(23 * hourMs);
  expect(await pay(dear)).toMatchObject(cashier);
  bed.clock.advance(hourMs - 60_000);
  expect(await pay(dear)).toMatchObject(cashier);
  bed.clock.advance(2 * 60_000);
  expect(await pay(dear)).toMatchObject(secondPerson);
});

describe('what an approver sees of a payment', () => {
  it('is what it buys, from whom, for how much, which limit it breaks; the button has the amount', async () => {
    await say('/admin approval-above 50', people.boss);
    await pay(place());
    await bed.until(() => inChannel().length > 0);
    const words = wordsOf(lastCard());
    for (const part of [
      '2 pieces',
      '¥29.00 each',
      en.requests.aboveLimit('¥50.00', '¥15.61'),
      'Goods: ¥58.00',
      'Freight: ¥6.00',
      'Other fees: ¥1.61',
      'Amount: ¥65.61',
      'Company: ',
      'Reason: sample',
    ]) {
      expect(words).toContain(part);
    }
    expect(approveLabel(lastCard())).toBe(en.requests.approveFor('¥65.61'));
  });

  it('is as before where it was asked by a version that wrote down less', async () => {
    const asker = {
      organization,
      workspace: 'T1',
      person: 'test:U1',
      language: 'en',
      direct: false,
    } as const;
    const subject = { kind: 'payment', orderId: place().id, totalFen: 6561 } as const;
    await bed.bot.requestService.ask({ ...asker, conversation: 'test:C1' }, { subject });
    await bed.until(() => inChannel().length > 0);
    await approve();
    await bed.until(() => answers().length > 0);
    expect(answers()[0]?.card).toMatchObject(paid);
  });
});

describe('an asker whose role was taken away', () => {
  const asked = async () => {
    await say('/admin approval-above 50', people.boss);
    const order = place();
    await pay(order);
    await bed.until(() => inChannel().length > 0);
    return order;
  };
  const trail = async (command: string) =>
    (await bed.bot.store.audit.list({ organization, command, limit: 20 })).map(({ outcome, facts }) => ({
      outcome,
      ...JSON.parse(facts),
    }));

  it('is approved nothing before the decision; the approver reads why, and can decide when it is back', async () => {
    const order = await asked();
    await nowIs('viewer');
    const told = await approve();
    expect(told.title).toBe(en.requests.askerMayNot.payment);
    expect(told.actions).toEqual([]);
    expect((await trail('request approve'))[0]).toMatchObject({ state: 'not done: the asker may not' });
    await bed.clock.elapse(60_000);
    expect(answers()).toEqual([]);
    expect(statusOf(order.id)).toBe('waitbuyerpay');
    await nowIs('buyer');
    expect((await approve()).title).toBe(en.requests.nowApproved);
    await bed.until(() => answers().length > 0);
    expect(statusOf(order.id)).toBe('waitsellersend');
  });

  it('pays nothing after it; both are told, and the approval is over for good', async () => {
    const order = await asked();
    expect((await approve()).title).toBe(en.requests.nowApproved);
    await nowIs('viewer');
    await bed.until(() => answers().length > 0);
    expect(answers()[0]?.card.title).toBe(en.requests.yourLapsed.payment);
    expect(answers()[0]?.card.actions).toEqual([]);
    await bed.until(() => inChannel().length === 2);
    const [card, notice] = inChannel();
    expect(notice?.card.title).toBe(en.requests.lapsed.payment);
    expect(card && wordsOf(card.card)).toContain(en.requests.statuses.lapsed);
    expect((await trail('order pay')).at(0)).toMatchObject({ outcome: 'not permitted', needs: 'buyer' });
    expect(statusOf(order.id)).toBe('waitbuyerpay');
    await nowIs('buyer');
    await bed.clock.elapse(60_000);
    expect(await pay(order)).toMatchObject(secondPerson);
    expect(statusOf(order.id)).toBe('waitbuyerpay');
    expect(inChannel().filter(({ card: each }) => each.title === en.requests.lapsed.payment)).toHaveLength(1);
  });

  it('has nothing handed over by the button of an answer of before', async () => {
    const order = await asked();
    bed.chat.fate = ({ conversation }) => (conversation.startsWith('direct') ? 'unreachable' : 'well');
    await approve();
    bed.clock.advance(6 * 60_000);
    bed.chat.fate = () => 'well';
    await bed.until(() => answers().length > 0);
    const [answer] = answers();
    if (answer === undefined) throw new Error('no answer');
    await nowIs('viewer');
    const told = await click(answer.card, en.requests.payNow('¥65.61'));
    expect(told.title).toBe(en.requests.yourLapsed.payment);
    expect(statusOf(order.id)).toBe('waitbuyerpay');
    await bed.until(() => inChannel().some(({ card }) => card.title === en.requests.lapsed.payment));
    expect((await click(answer.card, en.requests.payNow('¥65.61'))).title).toBe(
      en.requests.yourLapsed.payment,
    );
  });
});

describe('an asker whose role was taken away after what was approved was done', () => {
  it.each(['by the answer', 'by the button that asked'] as const)(
    '%s, leaves the payment done, and no approver is told otherwise',
    async (how) => {
      await say('/admin approval-above 50', people.boss);
      const order = place();
      await pay(order);
      await bed.until(() => inChannel().length > 0);
      await approve();
      if (how === 'by the button that asked') expect(await pay(order)).toMatchObject(paid);
      else await bed.until(() => answers().length > 0);
      await nowIs('viewer');
      const [request] = await bed.bot.store.requests.list({ organization, limit: 1 });
      expect((await say(`/request show ${request?.id}`)).title).toBe(en.requests.mayNoMore);
      await bed.until(() => answers().length > 0);
      await bed.clock.elapse(60_000);
      expect(inChannel()).toHaveLength(1);
      expect(wordsOf(lastCard())).toContain(en.requests.statuses.approved);
      expect(statusOf(order.id)).toBe('waitsellersend');
    },
  );
});

describe('a direct message in no workspace', () => {
  const outside = (who: { readonly person: { readonly id: string; readonly locale: string } }) => ({
    ...who,
    workspace: `dm:${who.person.id}`,
    conversation: { id: `D-${who.person.id}`, direct: true, outside: true },
  });

  it('decides nothing for any person, and shows no other person’s request', async () => {
    await say('/admin approval-above 50', people.boss);
    const order = place();
    await pay(order);
    const [request] = await bed.bot.requestService.open(organization, { limit: 1 });
    for (const line of ['approve', 'decline', 'assign']) {
      const told = await say(`/request ${line} ${request?.id}`, outside(people.boss));
      expect(told.title).toBe(en.requests.decideInside);
    }
    expect((await say(`/request show ${request?.id}`, outside(people.boss))).title).toBe(en.requests.unknown);
    expect((await say('/seller-requests', outside(people.boss))).title).toBe(en.requests.noneOpen);
    expect(await bed.bot.requestService.get(organization, request?.id ?? '')).toMatchObject({
      status: { is: 'open' },
    });
    // One’s own is shown, and taken back.
    expect(wordsOf(await say(`/request show ${request?.id}`, outside(people.asker)))).toContain(order.id);
    expect((await say(`/request withdraw ${request?.id}`, outside(people.asker))).title).toBe(
      en.requests.nowWithdrawn,
    );
    expect(await bed.bot.requestService.get(organization, request?.id ?? '')).toMatchObject({
      status: { is: 'withdrawn' },
    });
  });

  it.each(['/admin approval-above never', '/admin approvers here', '/admin rate USD 7'])(
    'sets no house rule: %s',
    async (line) => {
      expect((await say(line, outside(people.boss))).title).toMatch(/^You may not use/);
      expect(await bed.bot.store.settings.named({ organization: 'test:dm:U2', beginning: '' })).toEqual(
        new Map(),
      );
    },
  );

  it('has what was asked there done under the workspace’s rules, where that is decided', async () => {
    await say('/admin approvers here', people.boss);
    await say('/admin approval-above 50', people.boss);
    const order = place();
    const subject = { kind: 'payment', orderId: order.id, totalFen: 6561 } as const;
    const { workspace: at, conversation } = outside(people.asker);
    const filed = await bed.bot.requestService.ask(
      {
        organization,
        workspace: at,
        conversation: `test:${conversation.id}`,
        direct: true,
        person: 'test:U1',
        language: 'en',
      },
      { subject },
    );
    expect(filed.state).toBe('filed');
    await bed.until(() => inChannel().length > 0);
    await approve();
    await bed.until(() => bed.chat.said.some(({ card }) => card.title === en.buying.pay.debited));
    expect(statusOf(order.id)).toBe('waitsellersend');
    const [record] = await bed.bot.store.audit.list({ organization, command: 'order pay', limit: 1 });
    expect(record).toMatchObject({ outcome: 'done', conversation: 'direct' });
    const key = { person: 'test:U1', account: 'partner:test', on: { order: '' }, since: 0 };
    expect(await bed.bot.store.spending.onOthers({ ...key, organization })).toBe(6561);
    expect(await bed.bot.store.spending.onOthers({ ...key, organization: 'test:dm:U1' })).toBe(0);
  });
});

it('what was asked for in a direct message is done for the user that the workspace has chosen', async () => {
  await say('/admin account 1700000000002', people.boss);
  await say('/admin approvers here', people.boss);
  const order = bed.bot.sandbox?.orders.place({ ...line, quantity: 2, userId: '1700000000002' });
  if (order === undefined || 'code' in order) throw new Error('no order');
  const subject = { kind: 'payment', orderId: order.orderId, totalFen: totalFen(order) } as const;
  await bed.bot.requestService.ask(
    {
      organization,
      workspace: 'dm:U1',
      conversation: 'test:D-U1',
      direct: true,
      person: 'test:U1',
      language: 'en',
    },
    { subject },
  );
  await bed.until(() => inChannel().length > 0);
  await approve();
  await bed.until(() => statusOf(order.orderId) === 'waitsellersend');
});

describe('freight abroad', () => {
  const goods = '889512351602 2 --sku 5736673805656 --service STANDARD';
  const shipments = () => bed.bot.sandbox?.shipments.all() ?? [];
  const preview = () => say(`/ship preview ${goods} ${receiver}`);
  const bookLabel = (card: ReadyCard) => {
    const found = card.actions.find(({ label }) => label.startsWith(en.shipping.preview.book('')));
    if (found === undefined) throw new Error(`nothing to book on ${wordsOf(card)}`);
    return found.label;
  };
  const book = async () => {
    const card = await preview();
    const told = await click(card, bookLabel(card));
    const ask = told.actions.find(({ label }) => label === en.requests.ask);
    // Nothing is asked of an approver before the form has a reason.
    if (ask?.kind !== 'run') return { card, told };
    const reason = submitted(ask.run, { reason: 'a sample' }, people.asker);
    return { card, told: (await answerTo(bed.bot.core, reason)).card };
  };
  const takesTwo = { title: en.requests.secondPerson.freight };

  it('takes a second person without a rate where a limit holds, and none where none does', async () => {
    const { card, told } = await book();
    expect(told).toMatchObject(takesTwo);
    expect(wordsOf(told)).toContain(en.requests.noRate('USD', '|').split('|')[0]);
    expect(shipments()).toEqual([]);
    await say('/admin approval-above never', people.boss);
    expect((await click(card, bookLabel(card))).title).toBe(bookedTitle);
    expect(shipments()).toHaveLength(1);
  });

  it('is held to the limit at its rate, with all else of 24 hours', async () => {
    const cents = Number(
      /(\d+)\.(\d\d)$/
        .exec(bookLabel(await preview()))
        ?.slice(1)
        .join(''),
    );
    const fenAt = (rate: number) => Math.ceil((cents * rate * 100) / 100);
    await say('/admin rate USD 7', people.boss);
    const limit = (fenAt(7) + 6561) / 100;
    await say(`/admin approval-above ${limit.toFixed(2)}`, people.boss);
    const { told } = await book();
    expect(told.title).toBe(bookedTitle);
    expect(await pay(place())).toMatchObject(paid);
    // Not a fen more, in whichever order.
    expect(wordsOf((await book()).told)).toContain(
      en.requests.aboveByDay(`¥${limit.toFixed(2)}`, `¥${limit.toFixed(2)}`, '|').split('|')[0],
    );
    await say('/admin rate USD 700', people.boss);
    expect(wordsOf((await book()).told)).toContain(
      en.requests.aboveLimit(`¥${limit.toFixed(2)}`, '|').split('|')[0],
    );
    expect(shipments()).toHaveLength(1);
  });

  it('is approved for exactly one consignment at one amount, and booked once', async () => {
    const { card, told } = await book();
    expect(told).toMatchObject(takesTwo);
    await bed.until(() => inChannel().length > 0);
    const words = wordsOf(lastCard());
    const amount = bookLabel(card).replace(en.shipping.preview.book(''), '');
    for (const part of [
      'Service: STANDARD',
      'Receiver: A***, Portland, OR, US',
      `Amount: ${amount}`,
      'No rate',
    ]) {
      expect(words).toContain(part);
    }
    expect(words).not.toMatch(/Annabel|Hidden|0199/);
    expect(words).toMatch(/^Company: .*公司$/m);
    expect(lastCard().picture?.url).toContain('/889512351602/');
    expect(approveLabel(lastCard())).toBe(`Approve ${amount}`);
    await approve();
    await bed.until(() => answers().length > 0);
    expect(answers()[0]?.card.title).toBe(bookedTitle);
    expect(shipments()).toHaveLength(1);
    // The same button again finds it booked; the same goods under another key take another decision.
    expect((await click(card, bookLabel(card))).title).toBe(bookedTitle);
    expect((await book()).told).toMatchObject(takesTwo);
    expect(shipments()).toHaveLength(1);
  });

  it('is booked by the button that asked for it, once that was approved', async () => {
    const { card } = await book();
    await bed.until(() => inChannel().length > 0);
    await approve();
    expect((await click(card, bookLabel(card))).title).toBe(bookedTitle);
    await bed.until(() => answers().length > 0);
    expect(answers()[0]?.card.title).toBe(bookedTitle);
    expect(shipments()).toHaveLength(1);
  });

  it('is not booked for what was not approved under the same key', async () => {
    const { card } = await book();
    const [request] = await bed.bot.requestService.open(organization, { limit: 1 });
    if (request?.subject.kind !== 'freight') throw new Error('no freight');
    await bed.until(() => inChannel().length > 0);
    await approve();
    const { call } = request.subject;
    const options = { ...call, quantity: '3' };
    const moved = await answerTo(
      bed.bot.core,
      typed('', { input: { kind: 'options', command: 'ship create', options } }),
    );
    // What three cost is asked for anew, under that key: it is neither the amount nor the consignment.
    expect(moved.card.title).not.toBe(bookedTitle);
    const { subject } = request;
    const since = 0;
    const is = async (other: Partial<typeof subject>) =>
      (await bed.bot.requestService.approved(organization, 'test:U1', { ...subject, ...other }, since)) !==
      undefined;
    expect([
      await is({}),
      await is({ digest: 'other' }),
      await is({ money: { ...subject.money, minor: subject.money.minor + 1 } }),
      await is({ money: { ...subject.money, currency: 'EUR' } }),
      await is({ call: { ...('call' in subject && subject.call), total: 'HUF 1250' } }),
      await is({ key: `${subject.key.slice(0, -1)}_` }),
    ]).toEqual([true, false, false, false, false, false]);
    expect((await click(card, bookLabel(card))).title).toBe(bookedTitle);
  });

  it('ends with what it can be booked under, a day after it was shown', async () => {
    await book();
    const [request] = await bed.bot.requestService.open(organization, { limit: 1 });
    expect((request?.expiresAt ?? 0) - bed.clock.now()).toBeLessThanOrEqual(dayMs);
    bed.clock.advance(dayMs);
    await bed.until(async () => (await bed.bot.requestService.open(organization, { limit: 1 })).length === 0);
    await bed.until(() => answers().length > 0);
    expect(answers()[0]?.card.title).toBe(en.requests.yourExpired);
    expect(answers()[0]?.card.actions.map(({ label }) => label)).toEqual([en.requests.askAgain]);
    const again = answers()[0]?.card;
    // It leads to what it costs by then, under another key.
    expect(again && wordsOf(await click(again, en.requests.askAgain))).toContain(
      en.shipping.preview.notYetBooked,
    );
  });

  it('is not booked for an asker who may not buy any more', async () => {
    await book();
    await bed.until(() => inChannel().length > 0);
    await nowIs('viewer');
    expect((await approve()).title).toBe(en.requests.askerMayNot.payment);
    await nowIs('buyer');
    await approve();
    await nowIs('viewer');
    await bed.until(() => answers().length > 0);
    expect(answers()[0]?.card.title).toBe(en.requests.yourLapsed.freight);
    expect(shipments()).toEqual([]);
  });
});

describe('/admin approval-above', () => {
  const above = async (amount: string) => wordsOf(await say(`/admin approval-above ${amount}`, people.boss));
  const set = () => bed.bot.store.settings.get({ organization, name: 'approval-above' });

  it.each([
    ['CNY 5000', 500_000],
    ['RMB5000', 500_000],
    ['￥5,000.50', 500_050],
    ['5000元', 500_000],
    ['1万', 1_000_000],
    ['1.5 万元', 1_500_000],
    ['5000 yuan', 500_000],
  ])('takes %s', async (typedAmount, fen) => {
    expect(await above(typedAmount)).toContain(en.requests.aboveSet(formatFen(fen)));
    expect(await set()).toBe(String(fen));
  });

  it.each([
    ['-5', en.amounts.faults.negative],
    ['1,5', en.amounts.faults['unclear separators']],
    ['1.234,50', en.amounts.faults['unclear separators']],
    ['1.234', en.amounts.faults['too fine']],
    ['99999999999', en.amounts.faults['too much']],
    ['USD 100', en.amounts.notYuan('USD')],
    ['100 USD', en.amounts.notYuan('USD')],
    ['$100', en.amounts.notYuan('USD')],
    ['100美元', en.amounts.notYuan('USD')],
    ['XQX 100', en.requests.above.expected],
    ['lots', en.requests.above.expected],
  ])('refuses %s, and says why', async (typedAmount, why) => {
    const before = await set();
    expect(await above(typedAmount)).toContain(why);
    expect(await set()).toBe(before);
  });
});

describe('/admin rate', () => {
  const rate = async (line: string, who: Parameters<typeof typed>[1] = people.boss) =>
    wordsOf(await say(`/admin rate ${line}`.trim(), who));

  it('sets, shows and unsets what a currency is in yuan', async () => {
    expect(await rate('')).toContain(en.requests.noRates);
    expect(await rate('usd 7.10')).toContain(en.requests.rateSet('USD', '7.1'));
    expect(await rate('EUR 7.8')).toContain('1 EUR counts as ¥7.8');
    expect(await rate('USD')).toContain(en.requests.rateIs('USD', '7.1'));
    expect(await rate('')).toMatch(/1 EUR = ¥7\.8\n1 USD = ¥7\.1/);
    expect(await rate('USD none')).toContain(en.requests.rateUnset('USD'));
    expect(await rate('USD')).toContain(en.requests.rateMissing('USD'));
    const [record] = await bed.bot.store.audit.list({ organization, command: 'admin rate', limit: 1 });
    expect(record?.facts).toContain('"currency":"USD"');
  });

  it.each(['XXQ 7', 'CNY 7', 'USD 0', 'USD 7,1', 'USD -7', 'USD 7.123456789', '7.1'])(
    'refuses %s',
    async (line) => {
      const said = await rate(line);
      expect(
        [en.requests.currency, en.requests.rate].some(({ expected }) => said.includes(expected)),
        said,
      ).toBe(true);
      expect(await rate('')).toContain(en.requests.noRates);
    },
  );

  it('says of a currency that is withdrawn what took its place', async () => {
    expect(await rate('DEM 3')).toContain(en.amounts.withdrawn('DEM', 'EUR'));
    expect(await rate('YUM 3')).toContain(en.amounts.withdrawn('YUM', undefined));
    expect(await rate('')).toContain(en.requests.noRates);
  });

  it('is an admin’s alone', async () => {
    expect(await rate('USD 7', people.asker)).toContain(en.core.notPermitted('admin rate'));
  });
});

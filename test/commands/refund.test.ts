import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadyCard } from '../../src/chat/card.ts';
import type { AttachedPicture, PictureRead } from '../../src/chat/picture.ts';
import { newOrderKey } from '../../src/domain/buying/order-key.ts';
import { allWords } from '../../src/languages/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import type { OrderStep } from '../../src/sandbox/orders/order.ts';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { orderOf } from '../arbitraries/order.ts';
import { type BuyingBed, openBuyingBed } from '../domain/buying/bed.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { openFaultyUpstream } from '../fakes/faulty-upstream.ts';
import {
  answerTo,
  clicked,
  differentCards,
  formOf,
  payloadOf,
  submitted,
  typed,
  wordsOf,
} from '../harness/asking.ts';
import { askingPartner } from '../harness/asking-partner.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';
import { pictures } from '../pictures/pictures.ts';
import { makeSqliteBed } from '../store/bed.ts';
import { account } from '../xport/open.ts';

const { en } = allWords;

/** An order of ¥64.00 that went through `steps`. */
function placeIn(sandbox: Sandbox, steps: readonly OrderStep[]): string {
  const placed = sandbox.orders.place({ offerId: '889512351602', quantity: 2 });
  if ('code' in placed) throw new Error(placed.msg);
  for (const step of steps) sandbox.orders.act(placed.orderId, step);
  return placed.orderId;
}

const buttonLabelled = (card: ReadyCard, begin: string) => {
  const found = card.actions.find(({ label }) => label.startsWith(begin));
  if (found?.kind !== 'run') throw new Error(`no button ${begin} on ${wordsOf(card)}`);
  return found.run;
};

describe('/refund', () => {
  let bot: TestCore;
  let sandbox: Sandbox;
  let fetched: string[];
  let behind: PictureRead;
  beforeEach(async () => {
    fetched = [];
    behind = { type: 'png', bytes: pictures.png };
    const fetchPicture = async (link: string) => {
      fetched.push(link);
      return behind;
    };
    bot = askingPartner(await openTestCore({ fetchPicture }));
    if (bot.sandbox === undefined) throw new Error('no sandbox');
    sandbox = bot.sandbox;
  });
  afterEach(() => bot.close());

  const say = async (text: string) => (await answerTo(bot.core, typed(text))).card;
  const press = async (card: ReadyCard, label: string) =>
    (await answerTo(bot.core, clicked(buttonLabelled(card, label)))).card;
  const refundOf = (orderId: string) => sandbox.orders.find(orderId)?.refund;
  const line = (orderId: string, more = '') =>
    `/refund create ${orderId} --reason 20006 --amount 12.50 --note "Two of ten are broken" ${more}`;

  it('goes the whole way from the order’s card: one form, confirmation, refund', async () => {
    const orderId = placeIn(sandbox, ['pay']);
    const shown = await say(`/order show ${orderId}`);
    const form = await formOf(bot.core, clicked(buttonLabelled(shown, en.refunds.button)));
    expect(form.fields.map(({ name, required, initial }) => [name, required, initial])).toEqual([
      ['reason', true, undefined],
      ['amount', true, '64.00'],
      ['note', false, undefined],
      ['proof', false, undefined],
    ]);
    expect(form.fields[0]?.choices?.map(({ label }) => label)).toEqual([
      'Not wanted any more, or ordered by mistake (不想要了/拍错了)',
      `The seller has no stock (${zhCn.buying.reasons.sellerGoodsLack})`,
    ]);
    expect(form.fields[1]?.hint).toBe(en.refunds.create.tooMuchAdvice('¥64.00'));
    const much = await answerTo(bot.core, submitted(form.payload, { reason: '20007', amount: '64.01' }));
    expect(much.card.refusal).toMatchObject([{ name: 'amount' }]);
    const other = await answerTo(bot.core, submitted(form.payload, { reason: '1', amount: '64' }));
    expect(other.card.refusal).toEqual([{ name: 'reason', why: en.refunds.reasons.notThis }]);
    const filled = submitted(form.payload, { reason: '20007', amount: '64.00' });
    const question = (await answerTo(bot.core, filled)).card;
    expect(wordsOf(question)).toContain(`${en.refunds.amountLabel}: ¥64.00`);
    expect(wordsOf(question)).toContain(
      `${en.refunds.reasonLabel}: The seller has no stock (${zhCn.buying.reasons.sellerGoodsLack})`,
    );
    // Where the buyer adds nothing, the seller is told the reason.
    expect(wordsOf(question)).toContain(`${en.refunds.noteLabel}: ${zhCn.buying.reasons.sellerGoodsLack}`);
    expect(refundOf(orderId)).toBeUndefined();

    const asked = await press(question, en.refunds.create.ask('¥64.00'));
    expect(asked.title).toBe(en.refunds.create.asked);
    expect(wordsOf(asked)).toContain(refundOf(orderId)?.refundId);
    expect(refundOf(orderId)).toMatchObject({ amountFen: 6400, status: 'waitselleragree' });
    expect(await press(question, en.refunds.create.ask('¥64.00'))).toEqual(asked);
    expect(wordsOf(await say(`/order show ${orderId}`))).not.toContain(en.refunds.button);
  });

  it.each(['en', 'zh-CN'] as const)(
    'asks in %s whether the goods came and go back, as one choice',
    async (language) => {
      const person = { id: 'U1', locale: language };
      const { refunds } = allWords[language];
      const formFor = async (orderId: string) => {
        const { card } = await answerTo(bot.core, typed(`/order show ${orderId}`, { person }));
        return formOf(bot.core, clicked(buttonLabelled(card, refunds.button), { person }));
      };
      const form = await formFor(placeIn(sandbox, ['pay', 'ship']));
      const kind = form.fields.find(({ name }) => name === 'kind');
      expect(form.fields.map(({ name }) => name)).toEqual(['reason', 'amount', 'kind', 'note', 'proof']);
      // Whether goods on their way have come is never guessed.
      expect(kind).toMatchObject({ required: true });
      expect(kind?.initial).toBeUndefined();
      expect(kind?.choices?.map(({ label }) => label)).toEqual(Object.values(refunds.kinds));
      const values = { reason: '20006', amount: '12.50', kind: 'send-back' };
      const question = (await answerTo(bot.core, submitted(form.payload, values, { person }))).card;
      expect(wordsOf(question)).toContain(`${refunds.goodsLabel}: ${refunds.goods.refundBuyerReceived}`);
      expect(wordsOf(question)).toContain(`${refunds.backLabel}: ${allWords[language].yes}`);
      // What was said stands in the form that corrects it.
      const again = await formOf(
        bot.core,
        clicked(buttonLabelled(question, refunds.create.otherAmount), { person }),
      );
      expect(again.fields.map(({ initial }) => initial)).toEqual([
        '20006',
        '12.50',
        'send-back',
        undefined,
        undefined,
      ]);
      const received = await formFor(placeIn(sandbox, ['pay', 'ship', 'receive']));
      expect(received.fields.find(({ name }) => name === 'kind')?.initial).toBe('received');
    },
  );

  it('sends goods back with a carrier that completion knows', async () => {
    const orderId = placeIn(sandbox, ['pay', 'ship']);
    const question = await say(
      line(orderId, '--reason 20030 --received yes --back').replace('--reason 20006 ', ''),
    );
    expect(wordsOf(question)).toContain(`${en.refunds.goodsLabel}: received`);
    expect(wordsOf(question)).toContain(`${en.refunds.backLabel}: yes`);
    const asked = await press(question, en.refunds.create.ask('¥12.50'));
    const form = await formOf(bot.core, clicked(buttonLabelled(asked, en.refunds.giveBack.button)));
    expect(form.fields.map(({ name }) => name)).toEqual(['carrier', 'number']);
    expect(form.fields[0]?.choices).toContainEqual({ value: 'YTO', label: 'YTO Express YTO' });
    const unknown = submitted(form.payload, { carrier: 'Pigeon', number: 'YT7565691026776' });
    const which = (await answerTo(bot.core, unknown)).card;
    const choice = which.actions.find(({ kind }) => kind === 'select');
    if (choice?.kind !== 'select') throw new Error('no carriers');
    expect(choice.options[0]?.label).toBe('YTO Express YTO');
    const done = (await answerTo(bot.core, clicked(choice.options[0]?.run ?? ''))).card;
    expect(done.title).toBe(en.refunds.giveBack.done);
    expect(refundOf(orderId)?.status).toBe('waitsellerreceive');
  });

  it('completes carriers by code and name', async () => {
    const suggest = (typedSoFar: string, locale = 'en-US') =>
      bot.core.suggest({
        platform: 'test',
        workspace: 'T1',
        conversation: { id: 'C1', direct: false },
        person: { id: 'U1', locale },
        command: 'refund return',
        argument: 'carrier',
        typed: typedSoFar,
      });
    expect(await suggest('')).toHaveLength(5);
    expect(await suggest('sf')).toEqual([{ value: 'SF', label: 'SF Express SF' }]);
    expect(await suggest('sf', 'zh-CN')).toEqual([{ value: 'SF', label: '顺丰速运 SF' }]);
    for (const typedSoFar of ['圆通', 'yto express'])
      expect(await suggest(typedSoFar)).toEqual([{ value: 'YTO', label: 'YTO Express YTO' }]);
  });

  it('suggests the refunds of known orders that are not over', async () => {
    const known = (orderId: string, state: 'agreed' | 'refunded', refundId: string) =>
      bot.news.known.push({ order: orderOf({ orderId, refund: { state, refundId } }), changedAt: 0 });
    known('3305075341149134260', 'agreed', 'TQ123456789012');
    known('3305075341149134261', 'refunded', 'TQ123456789013');
    const suggested = await bot.core.suggest({
      platform: 'test',
      workspace: 'T1',
      conversation: { id: 'C1', direct: false },
      person: { id: 'U1', locale: 'en-US' },
      command: 'refund return',
      argument: 'refund',
      typed: 'tq',
    });
    expect(suggested).toEqual([
      { value: 'TQ123456789012', label: expect.stringContaining('3305075341149134260') },
    ]);
  });

  it('never asks for more than was paid, and nothing of what is not paid, under way or over', async () => {
    const orderId = placeIn(sandbox, ['pay']);
    const much = await say(line(orderId).replace('12.50', '64.01'));
    expect(much.title).toBe(en.refunds.create.tooMuch);
    expect(wordsOf(much)).toContain('At most ¥64.00');
    const unpaid = placeIn(sandbox, []);
    expect((await say(line(unpaid))).title).toBe(en.refunds.create.notNow);
    expect((await say(line(orderId, '--back'))).title).toBe(en.refunds.create.nothingToSendBack);

    const question = await say(line(orderId));
    const other = await say(line(orderId));
    await press(other, en.refunds.create.ask('¥12.50'));
    expect((await press(question, en.refunds.create.ask('¥12.50'))).title).toBe(en.refunds.create.underWay);
    sandbox.orders.act(orderId, 'refunded');
    expect(sandbox.orders.find(orderId)).toMatchObject({ refundFen: 1250, status: 'waitsellersend' });
    const rest = await say(line(orderId).replace('12.50', '60'));
    expect(wordsOf(rest)).toContain('At most ¥51.50');
  });

  it('asks for a paid order in a state that nobody knows, and says so of one that is not known to be paid', async () => {
    const inOddState = (passed: readonly ('created' | 'paid')[]) => {
      const ask = bot.news.partner;
      bot.news.partner = async (...asked) => {
        const order = await ask(...asked);
        return order && { ...order, phase: 'unknown', rawStatus: 'waitpigeon', passed };
      };
      return ask;
    };
    const orderId = placeIn(sandbox, ['pay']);
    const ask = inOddState(['created', 'paid']);
    await press(await say(line(orderId)), en.refunds.create.ask('¥12.50'));
    expect(refundOf(orderId)).toMatchObject({ status: 'waitselleragree' });
    bot.news.partner = ask;
    inOddState(['created']);
    const unpaid = await say(line(placeIn(sandbox, [])));
    expect(unpaid.title).toBe(en.refunds.create.notNow);
    expect(wordsOf(unpaid)).toContain('waitpigeon');
  });

  it('confirms nothing whose reason wants a picture, or is no reason', async () => {
    const orderId = placeIn(sandbox, ['pay', 'ship', 'receive']);
    expect((await say(line(orderId).replace('20006', '20022'))).title).toBe(en.refunds.create.needsPicture);
    expect((await say(line(orderId).replace('20006', '1'))).title).toBe(en.refunds.reasons.title);
    expect(wordsOf(await say(line(orderId).replace('--note "Two of ten are broken"', '--note x')))).toContain(
      en.refunds.note.expected,
    );
    expect((await say(`/refund create ${orderId} --reason 20006`)).title).toBe(en.refunds.create.missing);
  });

  it('sends the picture that proves it, given by a link or attached, and nothing in its place', async () => {
    const damaged = (orderId: string, more = '') => line(orderId, more).replace('20006', '20022');
    const shown = placeIn(sandbox, ['pay', 'ship', 'receive']);
    const question = await say(damaged(shown, '--proof https://pictures.example/broken.png'));
    expect(fetched).toEqual(['https://pictures.example/broken.png']);
    expect(wordsOf(question)).toContain(`${en.refunds.proofLabel}: ${en.refunds.proofUploaded}`);
    await press(question, en.refunds.create.ask('¥12.50'));
    await press(question, en.refunds.create.ask('¥12.50'));
    expect(refundOf(shown)).toMatchObject({ amountFen: 1250 });

    const other = placeIn(sandbox, ['pay', 'ship', 'receive']);
    const came: readonly AttachedPicture[] = [{ read: async () => behind }];
    const attached = (await answerTo(bot.core, typed(damaged(other), { pictures: came }))).card;
    await press(attached, en.refunds.create.ask('¥12.50'));
    expect(refundOf(other)).toMatchObject({ amountFen: 1250 });

    behind = { fault: 'no picture' };
    const third = placeIn(sandbox, ['pay', 'ship', 'receive']);
    const refused = await say(damaged(third, '--proof https://pictures.example/page.html'));
    expect(refused.title).toBe(en.pictures.image.notRead);
    expect(refused.actions.map(({ label }) => label)).toContain(en.pictures.image.give);
    expect(refundOf(third)).toBeUndefined();
  });

  it('gives no parcel of a refund that there is not', async () => {
    expect(wordsOf(await say('/refund return TQ123456789012 YTO YT7565691026776'))).toContain('退款单不存在');
  });
});

describe('asking for a refund over a bad line', () => {
  let bot: TestCore;
  let bed: BuyingBed;
  beforeEach(async () => {
    bed = await openBuyingBed(makeSqliteBed, systemClock);
    bot = askingPartner(await openTestCore({ upstream: bed.line.url, account }));
  });
  afterEach(async () => {
    await bot.close();
    await bed.close();
  });

  const confirm = async () => {
    const orderId = placeIn(bed.sandbox, ['pay']);
    const text = `/refund create ${orderId} --reason 20006 --amount 12.50 --note "Not wanted any more"`;
    const { card } = await answerTo(bot.core, typed(text));
    return payloadOf(card, en.refunds.create.ask('¥12.50'));
  };
  const sent = () => bed.line.paths.filter((path) => path.endsWith('/refund/detail/create')).length;
  const press = async (payload: string) => (await answerTo(bot.core, clicked(payload))).card;

  it.each(['answer lost', 'answer garbled'] as const)(
    'finds the refund at the order after: %s',
    async (fate) => {
      const payload = await confirm();
      bed.line.cut((path) => (path.endsWith('/refund/detail/create') ? fate : 'answered'));
      const asked = await press(payload);
      expect(asked.title).toBe(en.refunds.create.asked);
      expect(wordsOf(asked)).toContain(en.refunds.create.found);
      expect(sent()).toBe(1);
    },
  );

  it('says plainly that it is not known, and never sends again', async () => {
    const payload = await confirm();
    bed.line.cut((path) => (path.endsWith('/refund/detail/create') ? 'request lost' : 'answered'));
    const unsure = await press(payload);
    expect(unsure.title).toBe(en.refunds.create.notKnown);
    bed.line.cut(() => 'answered');
    expect((await press(payloadOf(unsure, en.refunds.create.checkAgain))).title).toBe(unsure.title);
    expect(sent()).toBe(1);
  });

  it('asks once when two people confirm at once what each was shown for itself', async () => {
    const orderId = placeIn(bed.sandbox, ['pay']);
    const shown = async (person: string, amount: string) => {
      const text = `/refund create ${orderId} --reason 20006 --amount ${amount} --note "Not wanted any more"`;
      const asker = { person: { id: person, locale: 'en-US' } };
      const { card } = await answerTo(bot.core, typed(text, asker));
      const payload = payloadOf(card, en.refunds.create.ask(`¥${amount}`));
      return async () => (await answerTo(bot.core, clicked(payload, asker))).card;
    };
    const presses = [await shown('U1', '64.00'), await shown('U2', '12.50')];
    const titles = (await Promise.all(presses.map((each) => each()))).map(({ title }) => title);
    expect(titles.toSorted()).toEqual([en.refunds.create.underWay, en.refunds.create.asked].toSorted());
    expect(sent()).toBe(1);
  });

  it('asks for no other refund of an order while it is not known what came of one', async () => {
    const orderId = placeIn(bed.sandbox, ['pay']);
    const confirmed = async () => {
      const text = `/refund create ${orderId} --reason 20006 --amount 12.50 --note "Not wanted any more"`;
      const { card } = await answerTo(bot.core, typed(text));
      return press(payloadOf(card, en.refunds.create.ask('¥12.50')));
    };
    bed.line.cut((path) => (path.endsWith('/refund/detail/create') ? 'request lost' : 'answered'));
    expect((await confirmed()).title).toBe(en.refunds.create.notKnown);
    bed.line.cut(() => 'answered');
    expect((await confirmed()).title).toBe(en.refunds.create.another);
    expect(sent()).toBe(1);
  });

  it('asks once when 50 people press the button at once', async () => {
    const payload = await confirm();
    const cards = await Promise.all(
      Array.from({ length: 50 }, async (_, at) => {
        const person = { id: `U${at}`, locale: 'en-US' };
        return wordsOf((await answerTo(bot.core, clicked(payload, { person }))).card);
      }),
    );
    expect(differentCards(cards)).toHaveLength(1);
    expect(sent()).toBe(1);
  });
});

it('does not say that a refund was sent while the partner still has to say how the order stands', async () => {
  const clock = createFakeClock();
  const upstream = await openFaultyUpstream();
  upstream.behave(() => undefined);
  const bot = await openTestCore({ clock, upstream: upstream.url });
  const key = newOrderKey(clock, systemRandom);
  const options = { id: '3305075341149134260', reason: '20006', amount: '12.50', note: 'Not wanted', key };
  let title: string | undefined;
  try {
    const confirmed = typed('', { input: { kind: 'options', command: 'refund create', options } });
    const answered = answerTo(bot.core, confirmed).then(({ card }) => {
      title = card.title;
    });
    await expect
      .poll(async () => {
        await clock.elapse(500);
        return title;
      })
      .toBe(en.refunds.create.sending);
    await answered;
    expect(upstream.received.map(({ path }) => path).filter((path) => path.endsWith('/create'))).toEqual([]);
  } finally {
    await upstream.close();
    await bot.close();
  }
});

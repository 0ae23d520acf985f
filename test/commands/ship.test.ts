import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandCall, ReadyCard } from '../../src/chat/card.ts';
import { unpackPayload } from '../../src/chat/payload.ts';
import { goodsOf } from '../../src/commands/ship/goods.ts';
import { countryName } from '../../src/domain/places/countries.ts';
import { en } from '../../src/languages/en/index.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { productDetail } from '../../src/xport/products/detail.ts';
import { type BuyingBed, openBuyingBed } from '../domain/buying/bed.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
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
import { openTestCore, type TestCore } from '../harness/core.ts';
import { makeSqliteBed } from '../store/bed.ts';
import { account } from '../xport/open.ts';

const words = en.shipping;
const bookedTitle = en.buying.create.titled(
  en.shipping.create.booked,
  'Wooden desktop drawer organizer, best seller for export',
);
const goods = '889512351602 2 --sku 5736673805656';
const receiver = {
  name: 'Annabel Example',
  contact: '+1 503 555 0199, annabel@example.com',
  street: '17 Hidden ConversationQueue',
  place: 'Portland, OR, 97201-8844',
  country: 'US',
};
const personal = [
  'Annabel',
  '5550199',
  '555 0199',
  'annabel@example.com',
  'Hidden ConversationQueue',
  '97201-8844',
];
const receiverLine = `--name "${receiver.name}" --contact "${receiver.contact}" --street "${receiver.street}" --place "${receiver.place}" --country US`;

/** A preview's button, whatever it costs. */
const bookButton = (card: ReadyCard) => {
  const found = card.actions.find(({ label }) => label.startsWith(en.shipping.preview.book('')));
  if (found?.kind !== 'run') throw new Error(`nothing to book on ${wordsOf(card)}`);
  return found;
};

function optionsOf(card: ReadyCard) {
  const found = card.actions.find((action) => action.kind === 'select');
  if (found?.kind !== 'select') throw new Error(`no choice on ${wordsOf(card)}`);
  return found.options;
}

describe('/ship', () => {
  let bot: TestCore;
  const clock = createFakeClock(Date.parse('2026-11-25T12:00:00+08:00'));
  beforeEach(async () => {
    bot = await openTestCore({ clock });
  });
  afterEach(() => bot.close());

  const say = async (text: string, direct = false) =>
    (await answerTo(bot.core, typed(text, { conversation: { id: 'C1', direct } }))).card;
  const press = async (card: ReadyCard, label: string) =>
    (await answerTo(bot.core, clicked(payloadOf(card, label)))).card;
  const shipments = () => bot.sandbox?.shipments.all() ?? [];
  const callOf = async (payload: string): Promise<CommandCall> => {
    const call = await unpackPayload(payload, 'test:T1', {
      keep: () => Promise.reject(new Error('nothing is kept here')),
      recall: (organization, key) => bot.store.buttons.recall({ organization, key }),
    });
    if (call === undefined) throw new Error('no call');
    return call;
  };
  const run = async ({ command, arguments: options }: CommandCall) =>
    (await answerTo(bot.core, typed('', { input: { kind: 'options', command, options } }))).card;
  const preview = () => say(`/ship preview ${goods} --service STANDARD ${receiverLine}`);

  it('goes the whole way: estimate, offer, receiver in a form, book, parcel in China', async () => {
    const estimate = await say('/ship estimate US 1.2kg --size 30x20x12');
    expect(estimate.title).toBe(en.shipping.estimate.title('United States'));
    expect(wordsOf(estimate)).toContain(`${en.shipping.weightLabel}: 1.2 kg`);
    expect(wordsOf(estimate)).toContain(`${en.shipping.sizeLabel}: 30 × 20 × 12 cm`);
    expect(wordsOf(estimate)).toContain(`CAINIAO STANDARD · USD 18.10 · ${en.shipping.days(12, 20)}`);

    const standard = optionsOf(estimate)[1];
    const offerForm = await formOf(bot.core, clicked(standard?.run ?? ''));
    // Its variants are known once the offer is.
    expect(offerForm.fields.map(({ name }) => name)).toEqual(['offer', 'quantity']);
    const asked = submitted(offerForm.payload, { offer: '889512351602', quantity: '2' });
    const kinds = (await answerTo(bot.core, asked)).card;
    expect(kinds.title).toBe(en.buying.whichKind);
    const who = (await answerTo(bot.core, clicked(optionsOf(kinds)[0]?.run ?? ''))).card;
    expect(who.title).toBe(en.shipping.preview.whoReceives);

    const form = await formOf(bot.core, clicked(payloadOf(who, en.shipping.preview.giveReceiver)));
    expect(form.fields.map(({ name, required }) => [name, required])).toEqual(
      ['name', 'contact', 'street', 'place', 'country'].map((name) => [name, true]),
    );
    expect(form.fields.at(-1)?.initial).toBe('US');
    const shown = (await answerTo(bot.core, submitted(form.payload, receiver))).card;
    expect(wordsOf(shown)).toContain(`${en.shipping.declaredLabel}: ¥58.00`);
    expect(wordsOf(shown)).toContain(en.shipping.preview.notYetBooked);
    expect(shipments()).toEqual([]);

    const booked = await press(shown, bookButton(shown).label);
    expect(booked.title).toBe(bookedTitle);
    // It stays what it was shown as.
    expect(wordsOf(booked)).toContain('Receiver: A***');
    expect(wordsOf(booked)).toContain('Service: CAINIAO STANDARD');
    expect(booked.picture?.url).toContain('/889512351602/');
    const [shipment] = shipments();
    expect(wordsOf(booked)).toContain(shipment?.orderId);
    expect(`Book for USD ${((shipment?.cents ?? 0) / 100).toFixed(2)}`).toBe(bookButton(shown).label);

    const parcelForm = await formOf(bot.core, clicked(payloadOf(booked, en.shipping.create.giveCarrier)));
    const parcel = submitted(parcelForm.payload, { carrier: 'YTO', number: 'YT7565691026776' });
    expect((await answerTo(bot.core, parcel)).card.title).toBe(en.shipping.update.done);
    expect(shipments()[0]?.domestic).toEqual({ company: 'YTO', mailNo: 'YT7565691026776' });
  });

  it('changes variant, quantity and service in one form, each chosen by its name', async () => {
    const shown = await preview();
    const form = await formOf(bot.core, clicked(payloadOf(shown, words.preview.otherGoods)));
    const [sku, quantity, service] = form.fields;
    expect(form.fields.map(({ name }) => name)).toEqual(['sku', 'quantity', 'service']);
    expect([sku?.initial, quantity?.initial]).toEqual(['5736673805656', '2']);
    const other = sku?.choices?.find(({ value }) => value !== sku.initial);
    const services = service?.choices?.map(({ label }) => label) ?? [];
    expect(services.length).toBeGreaterThan(1);
    expect(services.join()).toContain('CAINIAO STANDARD · USD');
    const cheaper = service?.choices?.find(({ label }) => label.includes('SEA'));
    const values = { sku: other?.value ?? '', quantity: '3', service: cheaper?.value ?? '' };
    const changed = (await answerTo(bot.core, submitted(form.payload, values))).card;
    expect(wordsOf(changed)).toContain(`${words.serviceLabel}: COSCO SEA`);
    expect(wordsOf(changed)).toContain(en.buying.pieces(3, undefined));
    expect(wordsOf(changed)).toContain(other?.label ?? '?');
    expect(wordsOf(changed)).toContain(`${words.receiverLabel}: A***`);
  });

  it('shows nothing personal where others may see it, and puts none of it on a button', async () => {
    const card = await preview();
    const buttons = await Promise.all(
      card.actions.map(async (action) => (action.kind === 'run' ? callOf(action.run) : undefined)),
    );
    const booked = await press(card, bookButton(card).label);
    const everything = JSON.stringify([wordsOf(card), buttons, booked]);
    for (const each of personal) expect(everything).not.toContain(each);
    expect(wordsOf(card)).toContain(`${en.shipping.receiverLabel}: A***`);
    expect(wordsOf(card)).toContain('Portland, OR, US');
    const direct = wordsOf(await say(`/ship preview ${goods} --service STANDARD ${receiverLine}`, true));
    for (const each of personal) expect(direct).not.toContain(each);
    expect(direct).toContain(`${en.shipping.receiverLabel}: A***`);
  });

  it('books once, however often the button is pressed', async () => {
    const card = await preview();
    const { label } = bookButton(card);
    const first = await press(card, label);
    expect(await press(card, label)).toEqual(first);
    expect(shipments()).toHaveLength(1);
  });

  it('refuses when the freight has moved, and books for the new one under the same key', async () => {
    const call = await callOf(bookButton(await preview()).run);
    const stale = { ...call, arguments: { ...call.arguments, total: 'USD 1.00' } };
    const moved = await run(stale);
    expect(moved.title).toBe(en.shipping.create.moved);
    expect(wordsOf(moved)).toMatch(/It was USD 1\.00, it is USD \d+\.\d\d\./);
    expect(wordsOf(moved)).toContain(`${en.shipping.receiverLabel}: A***`);
    expect(shipments()).toEqual([]);
    const other = await run({ ...call, arguments: { ...call.arguments, total: 'EUR 5.20' } });
    expect(other.title).toBe(en.shipping.create.moved);
    expect((await press(moved, bookButton(moved).label)).title).toBe(bookedTitle);
    expect(shipments()).toHaveLength(1);
  });

  it('takes no key for another shipment, none that is old, no receiver that is gone', async () => {
    const call = await callOf(bookButton(await preview()).run);
    await run(call);
    const other = await run({ ...call, arguments: { ...call.arguments, quantity: '3' } });
    expect(other.title).toBe(en.shipping.create.other);
    const gone = { ...call.arguments, receiver: 'AAAAAAAAAAAAAAAAAAAAAA' };
    expect((await run({ ...call, arguments: gone })).title).toBe(en.shipping.preview.receiverGone);
    const fresh = await callOf(bookButton(await preview()).run);
    const old = { ...fresh.arguments, key: `00000000${fresh.arguments['key']?.slice(8)}` };
    expect((await run({ ...fresh, arguments: old })).title).toBe(en.shipping.create.expired);
    expect(shipments()).toHaveLength(1);
  });

  it('asks for variant and service where they are missing', async () => {
    const kinds = await say(`/ship preview 889512351602 2 ${receiverLine}`);
    expect(kinds.title).toBe(en.buying.whichKind);
    const services = await say(`/ship preview ${goods} ${receiverLine}`);
    expect(services.title).toBe(en.shipping.preview.whichService);
    const chosen = await answerTo(bot.core, clicked(optionsOf(services)[0]?.run ?? ''));
    expect(wordsOf(chosen.card)).toContain(`${en.shipping.serviceLabel}: COSCO SEA`);
  });

  it('says what is wrong with a receiver without repeating a word of it', async () => {
    const card = await say(
      `/ship preview ${goods} --name Annabel --contact 12345 --street x --place 97201 --country China`,
    );
    expect(card.title).toBe(en.shipping.preview.notSendable);
    const words = wordsOf(card);
    const { faults } = en.shipping.preview;
    for (const each of ['phone unreadable', 'city missing', 'country home'] as const) {
      expect(words).toContain(faults[each]);
    }
    expect(words).not.toContain('Annabel');
  });

  it('reads weights with their unit alone, sizes in centimetres, countries that there are', async () => {
    for (const odd of ['1.2', '0kg', '0.0004g', '-1kg', '1 stone', '2000kg']) {
      expect(wordsOf(await say(`/ship estimate US "${odd}"`))).toContain(en.shipping.weight.expected);
    }
    const { country, estimate } = en.shipping;
    for (const [odd, said] of [
      ['CN', estimate.home],
      ['China', estimate.home],
      ['XX', country.expected],
      ['Atlantis', country.expected],
    ]) {
      expect(wordsOf(await say(`/ship estimate ${odd} 1kg`))).toContain(said);
    }
    expect(wordsOf(await say('/ship estimate 德国 1公斤'))).toContain(`${en.shipping.weightLabel}: 1 kg`);
    expect(wordsOf(await say('/ship estimate KP 1kg'))).toContain('不支持寄往该国家或地区');
    expect(wordsOf(await say('/ship estimate US 31kg'))).toContain('40018');
  });

  it.each([
    ['USA', 'US'],
    ['"United States of America"', 'US'],
    ['United States of America', 'US'],
    ['Trinidad & Tobago', 'TT'],
    ['United Kingdom of Great Britain and Northern Ireland', 'GB'],
    ['UAE', 'AE'],
    ['阿联酋', 'AE'],
    ['hong kong', 'HK'],
    ['香港', 'HK'],
    ['Turkey', 'TR'],
    ['deu', 'DE'],
    ['Reunion', 'RE'],
    ['大韓民國', 'KR'],
  ])('estimates freight to %s', async (named, code) => {
    const card = await say(`/ship estimate ${named} 0.5 kg`);
    expect(card.title).toBe(en.shipping.estimate.title(countryName(code, 'en')));
    expect(wordsOf(card)).toContain(`${en.shipping.toLabel}: ${countryName(code, 'en')}`);
    const plainName = named.replaceAll('"', '');
    const preview = await say(
      `/ship preview ${goods} --service STANDARD ${receiverLine.replace('--country US', `--country "${plainName}"`)}`,
    );
    expect(wordsOf(preview)).toContain(`Portland, OR, ${code}`);
    const apart = receiverLine.replace('--country US', `--country ${plainName}`);
    expect(wordsOf(await say(`/ship preview ${goods} ${apart} --service STANDARD`))).toContain(
      `Portland, OR, ${code}`,
    );
  });

  it('asks which Congo is meant, and of a receiver without repeating one', async () => {
    const card = await say('/ship estimate Congo 0.5 kg --size 30x20x12');
    expect(card.title).toBe(en.shipping.estimate.whichCountry);
    expect(optionsOf(card).map(({ label }) => label)).toEqual(['Congo - Kinshasa', 'Congo - Brazzaville']);
    const chosen = (await answerTo(bot.core, clicked(optionsOf(card)[0]?.run ?? ''))).card;
    expect(chosen.title).toBe(en.shipping.estimate.title('Congo - Kinshasa'));
    expect(wordsOf(chosen)).toContain('30 × 20 × 12 cm');
    const unclear = receiverLine.replace('--country US', '--country Congo');
    const refused = wordsOf(await say(`/ship preview ${goods} --service STANDARD ${unclear}`));
    expect(refused).toContain(
      en.shipping.preview.countryUnclear(['Congo - Kinshasa', 'Congo - Brazzaville']),
    );
    for (const each of personal) expect(refused).not.toContain(each);
  });

  it('suggests countries by any of their names', async () => {
    const suggested = (typedText: string, command = 'ship estimate') =>
      bot.core.suggest({
        platform: 'test',
        workspace: 'T1',
        conversation: { id: 'C1', direct: false },
        person: { id: 'U1', locale: 'en-US' },
        command,
        argument: 'country',
        typed: typedText,
      });
    expect((await suggested('america'))[0]).toEqual({ value: 'US', label: 'US United States' });
    expect((await suggested('holland', 'ship preview'))[0]?.value).toBe('NL');
    expect((await suggested('china')).map(({ value }) => value)).not.toContain('CN');
  });

  it.each([
    ['US 0.5 kg', '500 g'],
    ['US 1,500g', '1.5 kg'],
    ['US 1,500 g --size 30 x 20 x 12 cm --zip 97201', '1.5 kg'],
    ['United States １．２ｋｇ', '1.2 kg'],
    ['--weight 2 斤 --country 德国', '1 kg'],
    ['US --weight=0.5 kg', '500 g'],
    ['US 3 两', '150 g'],
    ['US 2 lb', '908 g'],
    ['US 8 oz', '227 g'],
    ['US 0,5 kg', '500 g'],
    ['US .5kg', '500 g'],
    ['United States 1 500 g 30 x 20 x 12 cm', '1.5 kg'],
  ])('reads a weight as it is typed: %s', async (line, weight) => {
    const card = await say(`/ship estimate ${line}`);
    expect(card.title).toMatch(/^Freight to /);
    expect(wordsOf(card)).toContain(`${en.shipping.weightLabel}: ${weight}`);
  });

  it.each([
    'US 0.5 kg 30 x 20 x 12 cm',
    'US 0.5 kg 30cm*20cm*12cm --zip 97201',
    'US 0.5 kg --size 30 cm x 20 cm x 12 cm',
    'US 0.5 kg L 30 cm W 20 cm H 12 cm',
    'US --size 300×200×120毫米 0.5 kg',
    '--weight 0.5 kg --country US --size 长30宽20高12',
    'US 0.5 kg 11.811"x7.874"x4.724"',
  ])('reads a size as it is typed, in any place: %s', async (line) => {
    const shown = wordsOf(await say(`/ship estimate ${line}`));
    expect(shown).toContain(`${en.shipping.weightLabel}: 500 g`);
    expect(shown).toContain(`${en.shipping.sizeLabel}: 30 × 20 × 12 cm`);
  });

  it('asks which is meant where a size or a weight can be read in several ways, and goes on as chosen', async () => {
    const size = await say('/ship estimate US 0.5 kg 0.3*0.2*0.1');
    expect(size.title).toBe(words.unclear.title('0.3*0.2*0.1'));
    expect(size.actions.map(({ label }) => label)).toEqual([
      `30 × 20 × 10 cm · ${words.unclear.meanings.metre}`,
      `0.3 × 0.2 × 0.1 cm · ${words.unclear.meanings.centimetre}`,
    ]);
    for (const [at, shown] of ['30 × 20 × 10 cm', '0.3 × 0.2 × 0.1 cm'].entries()) {
      const card = await press(size, size.actions[at]?.label ?? '');
      expect(wordsOf(card)).toContain(`${en.shipping.sizeLabel}: ${shown}`);
      expect(wordsOf(card)).toContain(`${en.shipping.weightLabel}: 500 g`);
    }
    const weight = await run({
      command: 'ship estimate',
      arguments: { country: 'US', weight: '0.01 ton', size: '12寸*8寸*6寸' },
    });
    expect(weight.actions).toHaveLength(3);
    const still = await press(weight, weight.actions[1]?.label ?? '');
    expect(still.title).toBe(words.unclear.title('12寸*8寸*6寸'));
    expect(wordsOf(await press(still, still.actions[1]?.label ?? ''))).toContain(
      `${en.shipping.sizeLabel}: 40 × 26.7 × 20 cm`,
    );
  });

  it('names what was taken for what where a weight or a size is none', async () => {
    const both = wordsOf(await say('/ship estimate US 5 stone 30 x 20'));
    expect(both).toContain('“5 stone”');
    expect(both).toContain(words.weight.expected);
    expect(both).toContain('“30 x 20”');
    expect(both).toContain(words.size.expected);
  });

  it.each(['1.500,5 kg', '1.500 g', '0,500 kg', '2 st', '0.5 ton'])(
    'says how a weight is written where %s is typed, and asks the partner nothing',
    async (weight) => {
      const shown = wordsOf(await say(`/ship estimate US ${weight}`));
      expect(shown).toContain(en.shipping.weight.expected);
      expect(shown).toContain(`“${weight}”`);
    },
  );

  it('notes no parcel of an order that there is not', async () => {
    const card = await say('/ship update 2026112599999999 YTO YT7565691026776');
    expect(wordsOf(card)).toContain('国际运单不存在');
  });
});

describe('goods that are sent abroad', () => {
  const goodsWith = (detail: object, quantity: number) =>
    goodsOf(
      {
        xport: {
          products: {
            detail: async () => ({ data: productDetail.data.parse(detail), requestId: '', kept: false }),
          },
        },
      },
      { offer: '600000000020', quantity, sku: undefined },
      { organization: 'test:T1', userId: undefined, signal: new AbortController().signal, language: 'en' },
    );

  it.each([
    ['2.007', 1, 2007],
    ['2.011', 7, 14_077],
    ['0.0101', 1, 11],
    ['1.1', 3, 3300],
    ['0', 1, undefined],
  ])('weigh what the partner says, %s kg times %i, to the gram', async (weight, quantity, grams) => {
    const goods = await goodsWith({ productShippingInfo: { weight } }, quantity);
    expect(goods.grams).toBe(grams);
  });

  it('are declared at the price of one piece, and at none where it is not known', async () => {
    const sale = {
      retailPrice: '4.80',
      priceRangeList: [
        { startQuantity: 2, price: '4.05' },
        { startQuantity: 9, price: 0 },
      ],
    };
    const fens = await Promise.all([1, 2, 9].map((count) => goodsWith({ productSaleInfo: sale }, count)));
    expect(fens.map(({ pieceFen }) => pieceFen)).toEqual([480, 405, undefined]);
  });
});

describe('booking freight over a bad line', () => {
  let bot: TestCore;
  let bed: BuyingBed;
  beforeEach(async () => {
    bed = await openBuyingBed(makeSqliteBed, systemClock);
    bot = await openTestCore({ upstream: bed.line.url, account });
  });
  afterEach(async () => {
    await bot.close();
    await bed.close();
  });

  const preview = async () =>
    (await answerTo(bot.core, typed(`/ship preview ${goods} --service STANDARD ${receiverLine}`))).card;

  it('books once when 50 people press the button at once, and tells each the same', async () => {
    const { run: payload } = bookButton(await preview());
    const cards = await Promise.all(
      Array.from({ length: 50 }, async (_, at) => {
        const person = { id: `U${at}`, locale: 'en-US' };
        return wordsOf((await answerTo(bot.core, clicked(payload, { person }))).card);
      }),
    );
    expect(bed.sandbox.shipments.all()).toHaveLength(1);
    expect(differentCards(cards)).toHaveLength(1);
  });

  it.each(['answer lost', 'answer garbled', 'request lost'] as const)(
    'says plainly that it is not known after: %s, and never sends again',
    async (fate) => {
      const { run: payload } = bookButton(await preview());
      bed.line.cut((path) => (/orderBookingFreight/.test(path) ? fate : 'answered'));
      const unsure = (await answerTo(bot.core, clicked(payload))).card;
      expect(unsure.title).toBe(en.shipping.create.notKnown);
      expect(wordsOf(unsure)).toMatch(/quote FF\d{13}/);
      expect(unsure.actions).toEqual([]);
      bed.line.cut(() => 'answered');
      expect((await answerTo(bot.core, clicked(payload))).card).toEqual(unsure);
      expect(bed.sandbox.shipments.all()).toHaveLength(fate === 'request lost' ? 0 : 1);
      const sent = bed.line.paths.filter((path) => path.includes('orderBookingFreight'));
      expect(sent).toHaveLength(1);
    },
  );
});

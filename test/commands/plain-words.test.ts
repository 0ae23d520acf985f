import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeCall } from '../../src/chat/payload.ts';
import { allWords } from '../../src/languages/index.ts';
import { orderOf } from '../arbitraries/order.ts';
import { answerTo, clicked, payloadOf, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore } from '../harness/core.ts';
import { runs } from '../harness/runs.ts';

const { core, home, help } = allWords.en;
const offer = 'https://detail.1688.com/offer/951807530375.html';
const other = 'https://detail.1688.com/offer/600000000001.html';

describe('plain words', async () => {
  const bot = await openTestCore();
  afterAll(() => bot.close());
  const cardOf = async (line: string) => (await answerTo(bot.core, typed(line))).card;
  const commandOf = async (line: string) => {
    await answerTo(bot.core, typed(line));
    return bot.ended.at(-1)?.command;
  };

  it.each([
    // A command or an everyday name.
    ['help', 'help'],
    ['orders', 'order list'],
    ['Orders', 'order list'],
    ['/orders', 'order list'],
    ['订单', 'order list'],
    ['帮助', 'help'],
    ['搜索 保温杯', 'search'],
    ['ＨＥＬＰ', 'help'],
    ['／ｏｒｄｅｒ　ｌｉｓｔ', 'order list'],
    ['cart', 'basket show'],
    ['track 3305075341149134260', 'order track'],
    ['track', 'order list'],
    ['pay', 'order list'],
    ['track my parcel please', 'order list'],
    ['buy', 'help'],
    ['order', 'order list'],
    ['address', 'address list'],
    ['refund', 'help'],
    ['ship', 'help'],
    // Links.
    [offer, 'lookup'],
    [`look at ${offer} please`, 'lookup'],
    [`<${offer}>`, 'lookup'],
    [`${offer} or ${other}`, 'compare'],
    ['https://example.com/page', 'lookup'],
    [`shoptalk ${offer}`, 'lookup'],
    // Numbers.
    ['3305075341149134260', 'order show'],
    ['order 3305075341149134260', 'order show'],
    ['订单 3305075341149134260', 'order show'],
    ['951807530375', 'product'],
    // Greetings.
    ['hi', 'home'],
    ['Hello!', 'home'],
    ['你好', 'home'],
    ['thanks 🙏', 'home'],
    ['yo', 'home'],
    ['xz', 'home'],
    // All else.
    ['thermos cup', 'search'],
    ['find me a thermos cup', 'search'],
    ['杯子', 'search'],
    ['order thermos cups', 'search'],
    ['statue of liberty', 'search'],
    ['5" pipe', 'search'],
    ['12345678901234', 'search'],
    ['ordr thermos cups', 'search'],
  ])('“%s” runs %s', async (line, command) => {
    expect(await commandOf(line)).toBe(command);
  });

  it('finds an order that is known by a number of another length, and takes no other number for one', async () => {
    bot.news.known.push({ order: orderOf({ orderId: '2026112500001' }), changedAt: 0 });
    expect(await commandOf('2026112500001')).toBe('order show');
    expect(await commandOf('2026112500002')).toBe('product');
  });

  it.each([
    ['serach thermos cup', '/search thermos cup', 'search?words=thermos+cup'],
    ['/sellr 951807530375', '/seller 951807530375', 'seller?offer=951807530375'],
    ['oders', '/orders', 'order list?'],
    ['order lits', '/order list', 'order list?'],
    ['ordr', '/order', 'order list?'],
    ['ordr 3305075341149134260', '/order show 3305075341149134260', 'order show?id=3305075341149134260'],
    // With a slash it is a command, or a mistake.
    ['/order 3305075341149134260', '/order show 3305075341149134260', 'order show?id=3305075341149134260'],
    ['/odrer 3305075341149134260', '/order show 3305075341149134260', 'order show?id=3305075341149134260'],
    ['/951807530375', '/product 951807530375', 'product?offer=951807530375'],
  ])('asks whether “%s” is %s, and runs nothing', async (line, label, payload) => {
    const { card } = await answerTo(bot.core, typed(line));
    expect(bot.ended.at(-1)).toMatchObject({ command: 'unknown', outcome: 'bad input' });
    expect(card.title).toBe(core.slip(label.slice(1)));
    expect(payloadOf(card, label)).toBe(payload);
  });

  const goods = { offer: '889512351602', quantity: '2', sku: '黑色' };
  it.each([
    // Which of the commands that share a first word is left out.
    ['order 889512351602 2 黑色', 'order preview 889512351602 2 黑色', 'order preview', goods],
    ['/order 889512351602 2 黑色', 'order preview 889512351602 2 黑色', 'order preview', goods],
    ['basket 889512351602 2 黑色', 'basket add 889512351602 2 黑色', 'basket add', goods],
    ['ship 889512351602 2 黑色', 'ship preview 889512351602 2 黑色', 'ship preview', goods],
    [
      'refund 3305075341149134260',
      'refund reasons 3305075341149134260',
      'refund reasons',
      { id: '3305075341149134260' },
    ],
    ['/address 5738', 'address show 5738', 'address show', { id: '5738' }],
    // All is there, in another order.
    ['/order preview 889512351602 黑色 2', 'order preview 889512351602 2 黑色', 'order preview', goods],
    ['order create 889512351602 黑色 2', 'order create 889512351602 2 黑色', 'order create', goods],
    [
      '/order preview 889512351602 iPhone 15 2 --address 5738',
      'order preview 889512351602 2 iPhone 15 --address 5738',
      'order preview',
      { ...goods, sku: 'iPhone 15', address: '5738' },
    ],
    ['/basket add 889512351602 黑色 2', 'basket add 889512351602 2 黑色', 'basket add', goods],
  ])('asks whether “%s” is /%s, and runs nothing', async (line, meant, command, given) => {
    const { card } = await answerTo(bot.core, typed(line));
    expect(bot.ended.at(-1)).toMatchObject({ outcome: 'bad input' });
    expect(card.title).toBe(core.slip(meant));
    const call = decodeCall(payloadOf(card, `/${meant}`));
    expect(call).toEqual({ command, arguments: given });
  });

  it.each(['order lamp 20', 'ship model kits 2', 'basket weaving kit', 'refund policy', 'admin panel'])(
    'looks for “%s”, which is of no command',
    async (line) => {
      expect(await commandOf(line)).toBe('search');
    },
  );

  it('lets a slip be taken as the words that it is', async () => {
    const card = await cardOf('chart');
    expect(card.title).toBe(core.slip('chat'));
    const searched = await answerTo(bot.core, clicked(payloadOf(card, core.asWords('chart'))));
    expect(searched.card.title).toContain('chart');
  });

  it('says what is wrong with a slash that names no command, as ever', async () => {
    const card = await cardOf('/nonsense of some kind');
    expect(card.title).toBe(core.unknownCommand('nonsense'));
  });

  it('leads from a first word that several commands share to what they are', async () => {
    const card = await cardOf('/ship 889512351602');
    expect(card.title).toBe(core.unknownCommand('ship 889512351602'));
    expect(decodeCall(payloadOf(card, core.helpButton))).toMatchObject({
      command: 'help',
      arguments: { command: 'ship' },
    });
  });

  it('answers a greeting with four buttons', async () => {
    const card = await cardOf('hi');
    expect(card.actions.map(({ label }) => label)).toEqual([home.find, home.orders, home.basket, home.help]);
  });

  it('is answered to the asker alone, and changes nothing, whatever is said', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ maxLength: 60 }),
          fc.constantFrom(offer, `${offer} ${other}`, '3305075341149134260', '951807530375', 'hi', 'cup'),
        ),
        async (line) => {
          const answer = await answerTo(bot.core, typed(line));
          expect(answer.visibility).toBe('asker');
          expect(answer.replace).toBe(false);
          const ran = bot.commands.byName(bot.ended.at(-1)?.command ?? '');
          expect(ran?.effect ?? 'read').toBe('read');
        },
      ),
      { numRuns: runs(300) },
    );
  });
});

describe('plain words of a person who may do nothing', async () => {
  const bot = await openTestCore({ admission: 'kept' });
  afterAll(() => bot.close());

  it('are answered as a command is', async () => {
    const elsewhere = { workspace: 'T2' };
    const said = await answerTo(bot.core, typed('thermos cup', elsewhere));
    const command = await answerTo(bot.core, typed('/search thermos cup', elsewhere));
    expect(wordsOf(said.card)).toBe(wordsOf(command.card));
    expect(said.card.title).toBe(core.notLetIn);
  });
});

describe('a slip of a viewer', async () => {
  const bot = await openTestCore({ access: { admins: [], defaultRole: 'viewer' } });
  afterAll(() => bot.close());

  it('is not asked where the command is not theirs', async () => {
    await answerTo(bot.core, typed('baskt'));
    expect(bot.ended.at(-1)?.command).toBe('search');
  });
});

describe('the menu of a group', async () => {
  const bot = await openTestCore();
  afterAll(() => bot.close());

  it.each([
    ['/refund', 'refund reasons'],
    ['/ship', 'ship estimate'],
  ])('%s begins its jobs', async (line, first) => {
    const { card } = await answerTo(bot.core, typed(line));
    const run = card.actions.flatMap((action) => (action.kind === 'run' ? [decodeCall(action.run)] : []));
    expect(run[0]).toMatchObject({ command: first, ask: expect.any(Array) });
    expect(card.title).toBe(line);
    expect(wordsOf(card)).toContain(help.allJobs);
  });
});

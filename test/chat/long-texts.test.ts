import { afterEach, describe, expect, it, vi } from 'vitest';
import { outsideWords } from '../../src/cards/outside-words.ts';
import { choices } from '../../src/chat/argument.ts';
import { daySpan, somebody, timeOfDay, wholeNumber } from '../../src/chat/argument-kinds.ts';
import { bind } from '../../src/chat/bind.ts';
import { completionsFor } from '../../src/chat/completion.ts';
import { readDays } from '../../src/chat/days.ts';
import { longestLine, printWord, readLine } from '../../src/chat/line.ts';
import { nearest } from '../../src/chat/nearest.ts';
import { decodeCall } from '../../src/chat/payload.ts';
import { safeUrl } from '../../src/chat/safe-url.ts';
import { whom } from '../../src/chat/whom.ts';
import { amountArgument } from '../../src/commands/amount-argument.ts';
import { checkAddress } from '../../src/domain/addresses/address-check.ts';
import { readYuan } from '../../src/domain/orders/typed-yuan.ts';
import { countriesLike } from '../../src/domain/places/countries.ts';
import { readZone, zonesLike } from '../../src/domain/places/zones.ts';
import { safeChatLink } from '../../src/domain/sellers/chat-link.ts';
import { readOffer } from '../../src/domain/sellers/offer-id.ts';
import { offersLinkedIn } from '../../src/domain/sellers/offer-links.ts';
import { unwrap } from '../../src/domain/sellers/unwrap.ts';
import { readService } from '../../src/domain/shipping/consignment.ts';
import { readSize, readWeight } from '../../src/domain/shipping/measure.ts';
import { readMoney } from '../../src/domain/shipping/money.ts';
import { checkReceiver, readCountry } from '../../src/domain/shipping/receiver.ts';
import { allWords } from '../../src/languages/index.ts';
import { readChinaTime } from '../../src/xport/china-time.ts';
import { plainDecimal } from '../../src/xport/number.ts';
import { bilingual } from '../harness/bilingual.ts';

/*
 * What reads a typed text looks at each of its characters a few times, however many there are. A function that began
 * again from each of them would take minutes for the texts below, and its test would be stopped.
 */

const about = { hint: bilingual('x', 'x'), expected: bilingual('x', 'x') };
const table = {
  amount: { ...amountArgument(allWords, about), required: false, absent: () => undefined },
  span: { ...daySpan(about), required: false, absent: () => undefined },
};
const wordsFrom = (text: string) => {
  const words = text.split(' ').map((word) => ({ text: word, quoted: false }));
  return { words: words.slice(0, 3000) };
};
const typed = {
  platform: 'test',
  workspace: 'T1',
  conversation: { id: 'C1', direct: false },
  person: { id: 'U1' },
  language: 'en',
} as const;
const core = { menu: [], suggest: async () => [] };

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  unwrap,
  readOffer: (text) => readOffer(text.slice(0, 4096)),
  offersLinkedIn,
  safeUrl: (text) => safeUrl(`https://detail.1688.com/${text}`, ['1688.com']),
  safeChatLink: (text) => safeChatLink(`https://air.1688.com/${text}`),
  readLine,
  printWord,
  bind: (text) => bind(table, wordsFrom(text)),
  completionsFor: (before) => completionsFor(core, { ...typed, before }),
  decodeCall,
  nearest: (text) => nearest(text, ['search', 'order show']),
  readYuan,
  wholeNumber: wholeNumber({ ...about, least: 1, most: 9, example: '1' }).parse,
  timeOfDay: timeOfDay(about).parse,
  readDays: (text) => readDays(text, '2026-11-29'),
  daySpan: daySpan(about).parse,
  somebody: somebody(about).parse,
  whom: whom(about).parse,
  readZone,
  zonesLike,
  countriesLike,
  choices: choices([{ value: 'paid', label: bilingual('Paid', '已付款') }], {
    ...about,
    example: 'paid',
  }).parse,
  readWeight,
  readSize,
  readCountry,
  readMoney,
  readService,
  checkReceiver: (text) =>
    checkReceiver({ name: text, contact: text, street: text, place: text, country: text }),
  checkAddress: (text) => checkAddress({ name: text, phone: text, division: text, street: text, code: text }),
  outsideWords,
  readChinaTime,
  plainDecimal,
};

/** What a text may be full of. */
const units = [
  ' ',
  'a',
  '1',
  '.',
  ',',
  '1,',
  '1 ',
  '-',
  '/',
  '@',
  'a.',
  '@a.',
  '"',
  '「',
  '=「',
  '=“',
  '‘a ',
  '<',
  '< ',
  '<|',
  '[',
  '(',
  '\\',
  '\\"',
  '=',
  ':',
  '市',
  '地址 ',
  '1688.',
  '\u200b',
  '&amp;',
  '%',
] as const;
const long = 40_000;

describe.each(Object.entries(readers))('%s', (_name, read) => {
  it.each([
    ['', ''],
    ['x', 'x'],
    ['<', '!\u3000x'],
  ])('reads a long text between %j and %j to its end', async (before, after) => {
    const done: string[] = [];
    for (const unit of units) {
      await read(before + unit.repeat(Math.ceil(long / unit.length)) + after);
      done.push(unit);
    }
    expect(done).toEqual(units);
  });
});

describe('a line', () => {
  afterEach(() => vi.restoreAllMocks());

  /** How many characters are looked at to read `line`. */
  function lookedAt(line: string): number {
    const { charAt } = String.prototype;
    let count = 0;
    vi.spyOn(String.prototype, 'charAt').mockImplementation(function (this: string, at: number) {
      count += 1;
      return charAt.call(this, at);
    });
    expect(readLine(line)).toHaveProperty('words');
    vi.restoreAllMocks();
    return count;
  }

  it.each(['=「', 'a=“ ', '‘a ', '「a」 ', '< ', '<a> ', '--a="b" ', '="\\"" ', '=\\"', 'a ', "'tis "])(
    'full of %j is looked at a few times, however long it is',
    (unit) => {
      const line = unit.repeat(Math.floor(longestLine / unit.length));
      expect(lookedAt(line)).toBeLessThanOrEqual(6 * line.length);
    },
  );
});

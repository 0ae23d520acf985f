import fc from 'fast-check';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { drawTerminalCard } from '../../../adapters/terminal/cards.ts';
import { colouredInk, plainInk } from '../../../adapters/terminal/text-lines.ts';
import type { ReadyCard, TableBlock } from '../../../src/chat/card.ts';
import { actionsOn } from '../../../src/chat/lowered-card.ts';
import { type SafeUrl, safeUrl } from '../../../src/chat/safe-url.ts';
import { columnsOf } from '../../../src/chat/text-columns.ts';
import { readyCards } from '../../arbitraries/card.ts';
import { linksOf as linksInWords, picturesOf, targetsOf } from '../../harness/card-parts.ts';
import { terminalWords as words } from './person.ts';

const canvas = { width: 80, ink: plainInk, words: words.en };
const draw = (card: Partial<ReadyCard>, width = 80) =>
  drawTerminalCard({ tone: 'plain', title: 'Title', body: [], actions: [], ...card }, { ...canvas, width });

const safe = (raw: string): SafeUrl => {
  const url = safeUrl(raw, ['1688.com']);
  if (url === undefined) throw new Error(`not a safe link: ${raw}`);
  return url;
};
const link = safe('https://air.1688.com/app/chat?touid=cnalichn山东绿德制冷&offerId=951807530375');

const hasControls = (line: string) =>
  /[\p{Cc}\p{Cs}\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/u.test(line);

/** Words that a terminal would obey: colours, cursor moves, bells, titles, text from right to left. */
const commanding = fc.string({
  unit: fc.constantFrom(
    ...'\u001B\u009B\u0007\b\r\n\t\0\u007F\u0085\u202E\u2066\u200F\u2028\uD800[];31mJa店',
  ),
  maxLength: 12,
});

/** A card with `words` in every place that words can come to. */
const cardOf = (words: string): ReadyCard => ({
  tone: 'good',
  title: words,
  picture: { url: link, alt: words },
  body: [
    { kind: 'text', text: [words, { bold: words }, { code: words }, { link, label: words }] },
    {
      kind: 'fields',
      fields: [{ label: words, value: [words, { mention: { person: 'U1', name: words } }] }],
    },
    { kind: 'list', items: [[words]] },
    { kind: 'copy', label: words, value: words },
    { kind: 'qr', of: link, alt: words },
  ],
  actions: [
    { kind: 'run', label: words, run: 'x?' },
    { kind: 'open', label: words, url: link },
    { kind: 'select', label: words, options: [{ label: words, run: 'x?' }] },
  ],
  footnote: [words],
});

const linksOf = (card: ReadyCard) => [
  ...linksInWords(card),
  ...picturesOf(card),
  ...card.body.flatMap((block) => (block.kind === 'qr' ? [block.of] : [])),
  ...card.actions.flatMap((action) => (action.kind === 'open' ? [action.url] : [])),
];

describe('drawCard, for any card', () => {
  // A run draws a QR code near the largest there is: few runs, each of many pieces.
  it('lets no control character, escape sequence or bidirectional control through', () => {
    const cards = fc.oneof(readyCards, commanding.map(cardOf));
    fc.assert(
      fc.property(cards, fc.integer({ min: 1, max: 240 }), (card, width) => {
        for (const line of drawTerminalCard(card, { ...canvas, width }).lines)
          expect(hasControls(line)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('shows every link whole, on a line of its own', () => {
    fc.assert(
      fc.property(readyCards, fc.integer({ min: 1, max: 240 }), (card, width) => {
        const lines = drawTerminalCard(card, { ...canvas, width }).lines.map((line) => line.trim());
        for (const url of linksOf(card)) expect(lines).toContain(url);
      }),
      { numRuns: 40 },
    );
  });

  it('numbers every action, in order', () => {
    fc.assert(
      fc.property(readyCards, (card) => {
        const { lines, choices } = drawTerminalCard(card, canvas);
        const targets = choices.map((choice) => (choice.kind === 'run' ? choice.run : choice.url));
        expect(targets).toEqual(actionsOn(card).flatMap(targetsOf));
        const numbers = lines.map((line) => /^ {2}\s?(\d+) {2}/.exec(line)?.[1]);
        expect(numbers).toEqual(expect.arrayContaining(choices.map((_, at) => String(at + 1))));
      }),
      { numRuns: 40 },
    );
  });

  it('stays within the width, but for links and what is copied', () => {
    fc.assert(
      fc.property(readyCards, fc.integer({ min: 24, max: 240 }), (card, width) => {
        const whole = new Set<string>(linksOf(card));
        const copied = card.body.flatMap((block) => (block.kind === 'copy' ? 1 : []));
        // A file is printed as it is, at the end.
        const { file, ...rest } = card;
        const printed = drawTerminalCard(card, { ...canvas, width }).lines;
        const own = drawTerminalCard(rest, { ...canvas, width }).lines;
        expect(printed.slice(0, own.length)).toEqual(own);
        const wide = own.filter((line) => columnsOf(line) > Math.min(width, 100) && !whole.has(line.trim()));
        expect(wide.length).toBeLessThanOrEqual(copied.length);
      }),
      { numRuns: 40 },
    );
  });
});

describe('drawCard', () => {
  it('aligns fields under Chinese labels', () => {
    const lines = draw({
      body: [
        {
          kind: 'fields',
          fields: [
            { label: '商品编号', value: [{ code: '951807530375' }] },
            { label: 'ID', value: ['x'] },
          ],
        },
      ],
    }).lines.slice(2);
    expect(lines).toEqual(['  商品编号  951807530375', '  ID        x']);
  });

  it('aligns a table, its widest words on several lines, and takes it for a list where even that is too wide', () => {
    const table: TableBlock<string> = {
      kind: 'table',
      caption: 'Orders',
      columns: [
        { label: 'Goods', kind: 'text' },
        { label: 'Total', kind: 'amount', evident: true },
      ],
      rows: [
        [{ text: ['不锈钢真空保温杯 steel flask'] }, { text: ['¥1,234.50'], value: 123_450 }],
        [{ text: ['Tote'] }, { text: ['¥5.00'], value: 500 }],
      ],
    };
    expect(draw({ body: [table] }, 36).lines.slice(2)).toEqual([
      '  Goods                        Total',
      '  不锈钢真空保温杯 steel   ¥1,234.50',
      '  flask',
      '  Tote                         ¥5.00',
    ]);
    expect(
      draw({ body: [table] }, 24)
        .lines.slice(2)
        .join(' '),
    ).toContain('• Tote · ¥5.00');
  });

  it('never breaks an id in a table over two lines', () => {
    const id = '3305075341149134260';
    const table = (state: string): TableBlock<string> => ({
      kind: 'table',
      caption: 'Orders',
      columns: [
        { label: 'Goods', kind: 'text' },
        { label: 'State', kind: 'text' },
        { label: 'Order', kind: 'text' },
      ],
      rows: [[{ text: ['Wooden desktop drawer organizer'] }, { text: [state] }, { text: [{ code: id }] }]],
    });
    for (let width = 20; width <= 90; width += 1) {
      for (const state of ['Shipped', 'Partly shipped, awaiting the rest'])
        expect(draw({ body: [table(state)] }, width).lines.join('\n'), `${width}`).toContain(id);
    }
    // The others give way first, and stay a table for as long as they have room.
    expect(draw({ body: [table('Partly shipped, awaiting the rest')] }, 56).lines.slice(2)).toEqual([
      '  Goods           State              Order',
      '  Wooden desktop  Partly shipped,    3305075341149134260',
      '  drawer          awaiting the rest',
      '  organizer',
    ]);
  });

  it('lists no address of a picture that no machine can have', () => {
    const at = (raw: string) => {
      const url = safeUrl(raw, ['sandbox.invalid', '1688.com']);
      if (url === undefined) throw new Error('no safe link');
      return draw({ picture: { url, alt: 'A flask' } }).lines.join('\n');
    };
    expect(at('https://pictures.sandbox.invalid/1.png')).not.toMatch(/invalid|A flask/);
    expect(at('https://img.1688.com/1.png')).toMatch(/A flask[\s\S]*img\.1688\.com/);
  });

  it('breaks between Chinese characters, not before a full stop, and keeps words whole', () => {
    const text = '山东绿德制冷设备有限公司。厂家 direct sale from the factory';
    const lines = draw({ body: [{ kind: 'text', text: [text] }] }, 26).lines.slice(2);
    expect(lines).toEqual(['  山东绿德制冷设备有限公', '  司。厂家 direct sale', '  from the factory']);
  });

  it('shows a link that is also there to be copied once', () => {
    const { lines } = draw({
      link,
      body: [{ kind: 'copy', label: 'Link', value: link }],
      actions: [{ kind: 'open', label: 'Open', url: link }],
    });
    expect(lines.filter((line) => line.includes(link))).toEqual([`  ${link}`]);
  });

  it('shows what there is to copy character by character', () => {
    const value = 'A  B\u3000C '.repeat(60);
    const { lines } = draw({ body: [{ kind: 'copy', label: 'Key', value }] });
    expect(lines).toContain(`  ${value}`);
  });

  it('draws a QR code, or says how wide the window has to be', () => {
    const card = { body: [{ kind: 'qr', of: link, alt: 'QR code' }] } as const;
    const blocks = draw(card, 100).lines.filter((line) => /^ {2}[█▀▄ ]{20,}$/.test(line));
    expect(blocks.length).toBeGreaterThan(15);
    const needed = (blocks[0] ?? '').length;
    expect(draw(card, needed).lines).toEqual(expect.arrayContaining(blocks));
    const narrow = draw(card, needed - 1).lines.join('\n');
    expect(narrow).not.toContain('█');
    expect(narrow.replaceAll(/\s+/g, ' ')).toContain(words.en.tooNarrow(needed));
    expect(narrow).toContain(link);
  });

  it('draws a QR code for a light and for a dark window where there are no colours to make one', () => {
    const card = { body: [{ kind: 'qr', of: link, alt: 'QR code' }] } as const;
    const { lines } = draw(card, 100);
    const { data, size } = encode(link, { ecc: 'L', border: 2 });
    /** Which modules are drawn in the lines below the words. */
    const drawnBelow = (said: string) => {
      const from = lines.findIndex((line) => line.includes(said)) + 1;
      return Array.from({ length: size }, (_, row) =>
        Array.from({ length: size }, (_, column) => {
          const block = lines[from + Math.floor(row / 2)]?.[column + 2] ?? ' ';
          return block === '█' || block === (row % 2 === 0 ? '▀' : '▄');
        }),
      );
    };
    expect(drawnBelow(words.en.onGround.light)).toEqual(data);
    expect(drawnBelow(words.en.onGround.dark)).toEqual(data.map((row) => row.map((dark) => !dark)));
    const coloured = drawTerminalCard(
      { tone: 'plain', title: '', actions: [], ...card },
      { ...canvas, width: 100, ink: colouredInk },
    ).lines.join('\n');
    expect(coloured).not.toContain(words.en.onGround.light);
  });

  it('draws the bars of a chart, each as long as its value is of the highest', () => {
    const bars = [
      { label: '11-19', value: 4 },
      { label: '11-20', value: 0 },
      { label: '9', value: 12_345 },
      { label: '11-22', value: 6172.5 },
    ];
    const { lines } = draw({ body: [{ kind: 'chart', alt: 'Orders a day', bars }] });
    expect(lines.slice(2)).toEqual([
      '  Orders a day',
      '  11-19  ▏ 4',
      '  11-20  0',
      `  9      ${'█'.repeat(40)} 12.3k`,
      `  11-22  ${'█'.repeat(20)} 6,173`,
    ]);
    const narrow = draw({ body: [{ kind: 'chart', alt: '', bars }] }, 30).lines;
    expect(narrow).toContain(`  9      ${'█'.repeat(15)} 12.3k`);
  });

  it('numbers choices after those that are there', () => {
    const card = {
      tone: 'plain',
      title: '',
      body: [],
      actions: [{ kind: 'run', label: 'Go', run: 'x?' }],
    } as const;
    expect(drawTerminalCard(card, { ...canvas, numbered: 9 }).lines).toContain('  10  Go');
  });

  it('colours only where it is asked to', () => {
    const card = { tone: 'bad', title: 'No', body: [], actions: [] } as const;
    expect(drawTerminalCard(card, canvas).lines).toEqual(['✖ No']);
    expect(drawTerminalCard(card, { ...canvas, ink: colouredInk }).lines[0]).toBe(
      '\u001B[1;31m✖\u001B[0m \u001B[1mNo\u001B[0m',
    );
  });
});

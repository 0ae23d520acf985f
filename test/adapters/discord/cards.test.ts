import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawDiscordCard } from '../../../adapters/discord/cards.ts';
import type { ReadyCard } from '../../../src/chat/card.ts';
import { safeUrl } from '../../../src/chat/safe-url.ts';
import { cleanText, type Text } from '../../../src/chat/text.ts';
import { foreignString, readyCards } from '../../arbitraries/card.ts';
import { inlinesOf, linksOf } from '../../harness/card-parts.ts';
import { runs } from '../../harness/runs.ts';
import { seen } from './drawn.ts';

/** Shrinking a huge card can take minutes; the first counterexamples say enough. */
const interruptAfterTimeLimit = 5_000;

const pictures = fc.constantFrom('attached' as const, 'behind a button' as const);

function url(link: string) {
  const safe = safeUrl(link, ['1688.com']);
  if (safe === undefined) throw new Error('not a safe link');
  return safe;
}

/** Links compare equal however they are percent-encoded. */
const same = (link: string) => link.replaceAll('%28', '(').replaceAll('%29', ')');

function clickableIn(card: ReadyCard): string[] {
  const buttons = card.actions.flatMap((action) => (action.kind === 'open' ? [action.url] : []));
  return [...linksOf(card), ...buttons].map(same);
}

const plainCard: ReadyCard = { tone: 'plain', title: 'A card', body: [], actions: [] };

describe('any card', () => {
  test('keeps every limit of Discord', () => {
    fc.assert(
      fc.property(readyCards, pictures, (card, where) => {
        seen(drawDiscordCard(card, where));
      }),
      { numRuns: runs(400), interruptAfterTimeLimit },
    );
  });

  test('notifies a role that is mentioned as a group, and no role else', () => {
    const role = '222222222222222222';
    const text: Text = [
      { mention: { person: role, name: 'approvers', group: true } },
      ` <@&${'3'.repeat(18)}> @here`,
    ];
    for (const where of ['attached', 'behind a button'] as const) {
      const { pings } = seen(drawDiscordCard({ ...plainCard, body: [{ kind: 'text', text }] }, where));
      expect(pings).toEqual([`&${role}`]);
    }
    // What is no id of Discord's is a name.
    const foreign: Text = [{ mention: { person: 'S0AAAAAAA', name: 'approvers', group: true } }];
    expect(
      seen(drawDiscordCard({ ...plainCard, body: [{ kind: 'text', text: foreign }] }, 'attached')).pings,
    ).toEqual([]);
  });

  test('notifies exactly those whom it mentions', () => {
    fc.assert(
      fc.property(readyCards, pictures, (card, where) => {
        const mentioned = inlinesOf(card).flatMap((one) =>
          typeof one === 'object' && 'mention' in one && /^\d+$/.test(one.mention.person)
            ? [one.mention.person]
            : [],
        );
        const { pings, mentionsDrawn } = seen(drawDiscordCard(card, where));
        expect([...pings].sort()).toEqual([...new Set(mentioned)].sort());
        expect(mentionsDrawn.filter((who) => !mentioned.includes(who.slice(1)))).toEqual([]);
      }),
      { numRuns: runs(300), interruptAfterTimeLimit },
    );
  });

  test('opens nothing but its own links', () => {
    fc.assert(
      fc.property(readyCards, pictures, (card, where) => {
        const own = clickableIn(card);
        const { links } = seen(drawDiscordCard(card, where));
        expect(links.map((link) => same(link.url)).filter((link) => !own.includes(link))).toEqual([]);
      }),
      { numRuns: runs(300), interruptAfterTimeLimit },
    );
  });

  test('loses no link and nothing to copy', () => {
    fc.assert(
      fc.property(readyCards, pictures, (card, where) => {
        const drawn = drawDiscordCard(card, where);
        const { links, text, pictures: shown, buttons, selects } = seen(drawn);
        const open = links.map((link) => same(link.url));
        for (const link of clickableIn(card)) expect(open.includes(link) || text.includes(link)).toBe(true);
        for (const block of card.body) {
          if (block.kind === 'copy')
            expect(text).toContain(block.value.toWellFormed().replaceAll('\u200b', ''));
          if (block.kind !== 'qr') continue;
          const pictured = shown.some(({ bytes }) => bytes?.toString() === block.of);
          const ids = [
            ...buttons.map(({ customId }) => customId),
            ...selects.flatMap(({ options }) => options.map(({ value }) => value)),
          ];
          const offered =
            block.otherwise !== undefined && ids.some((id) => id.endsWith(`|${block.otherwise?.run}`));
          expect(pictured || offered || text.includes(block.of)).toBe(true);
        }
      }),
      { numRuns: runs(300), interruptAfterTimeLimit },
    );
  });

  test('is drawn the same each time', () => {
    fc.assert(
      fc.property(readyCards, pictures, (card, where) => {
        expect(drawDiscordCard(card, where)).toEqual(drawDiscordCard(structuredClone(card), where));
      }),
      { numRuns: 50, interruptAfterTimeLimit },
    );
  });
});

test('words from outside are shown as they are, and do nothing', () => {
  fc.assert(
    fc.property(fc.array(foreignString(60), { minLength: 1, maxLength: 5 }), (words) => {
      const drawn = drawDiscordCard(
        { ...plainCard, title: '', body: [{ kind: 'text', text: words }] },
        'attached',
      );
      const { text, links, mentionsDrawn, marks, pings } = seen(drawn);
      expect({ links, mentionsDrawn, marks, pings }).toEqual({
        links: [],
        mentionsDrawn: [],
        marks: [],
        pings: [],
      });
      if (drawn.files.length === 0) expect(text.trim()).toBe(cleanText(words.join('')).trim());
    }),
    { numRuns: runs(500), interruptAfterTimeLimit },
  );
});

test('strings that only together make a link make none', () => {
  const text: Text = [
    'http:',
    '',
    { bold: '' },
    '//evil.example',
    { code: '' },
    '/x ',
    '[x]',
    '(https:',
    '//evil.example)',
  ];
  expect(seen(drawDiscordCard({ ...plainCard, body: [{ kind: 'text', text }] }, 'attached')).links).toEqual(
    [],
  );
});

test('marks side by side stay apart', () => {
  const text: Text = [{ bold: 'a' }, { bold: 'b' }, { code: 'c' }, { code: 'd' }, 'e', { code: 'f`g' }];
  const { marks } = seen(drawDiscordCard({ ...plainCard, body: [{ kind: 'text', text }] }, 'attached'));
  expect(marks.map(({ kind, text: inside }) => `${kind} ${inside}`)).toEqual([
    'bold a',
    'bold b',
    'code c',
    'code d',
    'code f`g',
  ]);
});

test('a link too long for a button stands in the text', () => {
  const linkOf = (length: number) => url('https://air.1688.com/im?touid='.padEnd(length, 'n'));
  const draw = (length: number) =>
    drawDiscordCard(
      { ...plainCard, actions: [{ kind: 'open', label: 'Open chat', url: linkOf(length) }] },
      'attached',
    );
  expect(draw(512).message.components).toHaveLength(1);
  expect(draw(513).message.components).toEqual([]);
  expect(seen(draw(513)).links).toEqual([{ label: 'Open chat', url: linkOf(513) }]);
});

test('parentheses end no link early', () => {
  const link = url(`https://air.1688.com/im?a=(1)&b=)&touid=${'n'.repeat(600)}`);
  const { links } = seen(
    drawDiscordCard({ ...plainCard, body: [{ kind: 'text', text: [{ link, label: 'x) [y' }] }] }, 'attached'),
  );
  expect(links).toEqual([
    { label: 'x) (y', url: link.replace(/[()]/g, (one) => (one === '(' ? '%28' : '%29')) },
  ]);
});

test('more QR codes than there are embeds are still all there', () => {
  const code = (n: number) => ({
    kind: 'qr' as const,
    of: url(`https://air.1688.com/${n}`),
    alt: `code ${n}`,
  });
  const body = Array.from({ length: 12 }, (_, n) => [
    { kind: 'text' as const, text: [`${n}`] },
    code(n),
  ]).flat();
  const { pictures: shown, text } = seen(drawDiscordCard({ ...plainCard, body }, 'attached'));
  const pictured = shown.map(({ bytes }) => bytes?.toString());
  for (const block of body) {
    if (block.kind === 'qr') expect(pictured.includes(block.of) || text.includes(block.of)).toBe(true);
  }
});

test('crowds of fields, and words after them, stay within every limit', () => {
  const field = { label: 'a', value: ['b'] };
  for (let length = 1015; length < 1035; length += 1) {
    const body: ReadyCard['body'] = [
      { kind: 'fields', fields: [field] },
      { kind: 'text', text: ['x'.repeat(length)] },
      ...Array.from({ length: 30 }, () => ({ kind: 'fields' as const, fields: Array(12).fill(field) })),
    ];
    seen(drawDiscordCard({ ...plainCard, body }, 'attached'));
  }
});

test('a QR code is a picture, or a button where one is asked for', () => {
  const card: ReadyCard = {
    ...plainCard,
    body: [
      {
        kind: 'qr',
        of: url('https://air.1688.com/im'),
        alt: 'QR code',
        otherwise: { kind: 'run', label: 'QR code', run: 'seller?qr=yes' },
      },
    ],
  };
  const attached = seen(drawDiscordCard(card, 'attached'));
  expect(attached).toMatchObject({
    buttons: [],
    pictures: [{ url: 'attachment://qr-0.png', alt: 'QR code' }],
  });
  const offered = seen(drawDiscordCard(card, 'behind a button'));
  expect(offered).toMatchObject({
    buttons: [{ label: 'QR code', customId: '0|seller?qr=yes' }],
    pictures: [],
  });
});

test('what does not fit is in a file, whole', () => {
  const long = '很长的说明。'.repeat(2000);
  const drawn = drawDiscordCard({ ...plainCard, body: [{ kind: 'text', text: [long] }] }, 'attached');
  expect(drawn.files).toMatchObject([{ kind: 'text', filename: 'card.txt' }]);
  expect(seen(drawn).text).toContain(long);
});

test('more actions than there is room for fold into selects', () => {
  const run = (n: number) => ({ kind: 'run' as const, label: `Do ${n}`, run: `c?n=${n}` });
  const select = { kind: 'select' as const, label: 'Choose', options: [{ label: 'One', run: 'c?one' }] };
  const actions = [...Array.from({ length: 26 }, (_, n) => run(n)), select, select];
  const { buttons, selects } = seen(drawDiscordCard({ ...plainCard, actions }, 'attached'));
  const labels = [...buttons, ...selects.flatMap(({ options }) => options)].map(({ label }) => label);
  expect(labels.toSorted()).toEqual(
    [...actions.slice(0, 26).map(({ label }) => label), 'One', 'One'].toSorted(),
  );
});

test('tones are told apart by symbol and colour', () => {
  const drawn = (['plain', 'good', 'warning', 'bad'] as const).map((tone) =>
    drawDiscordCard({ ...plainCard, tone }, 'attached'),
  );
  expect(new Set(drawn.map(({ message }) => message.embeds[0]?.color)).size).toBe(4);
  expect(new Set(drawn.map(({ message }) => message.embeds[0]?.title)).size).toBe(4);
});

import fc from 'fast-check';
import type {
  Action,
  Block,
  ChartBlock,
  Field,
  GalleryBlock,
  QrBlock,
  ReadyCard,
  RunAction,
  SelectAction,
  TableBlock,
  TableCell,
} from '../../src/chat/card.ts';
import { type CardFile, workbookType } from '../../src/chat/card-file.ts';
import { type SafeUrl, safeUrl } from '../../src/chat/safe-url.ts';
import type { Inline, Text } from '../../src/chat/text.ts';

/** What a hostile or unlucky seller may call a product: every platform's syntax for pings, links and breaks. */
export const hostileWords = [
  '<!channel>',
  '@everyone',
  '@here',
  '<@U0123456789>',
  '<@123456789012345678>',
  '<@&123456789012345678>',
  '<#C0123456789>',
  '<!subteam^S0123>',
  '[x](http://evil.example)',
  '<http://evil.example|x>',
  'https://evil.example/?a=1&b=2',
  'evil.example',
  'javascript:alert(1)',
  '```',
  '`',
  '**b**',
  '*b*',
  '_i_',
  '~s~',
  '||spoiler||',
  '> quote',
  '# head',
  '- item',
  '1. item',
  '<t:1:R>',
  '<:emoji:123456789012345678>',
  ':smile:',
  '&lt;!channel&gt;',
  '<script>alert(1)</script>',
  '\u202Eenoyreve@',
  '@\u200Beveryone',
  '\n',
  '\r\n',
  '\t',
  '\\',
  '山东绿德制冷设备有限公司',
  '"quoted"',
] as const;

const foreign = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileWords) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
);

/** Words from outside, from empty to longer than any platform's limit. */
export const foreignString = (longest = 300): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.array(foreign, { maxLength: 8 }).map((parts) => parts.join(' ')) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(foreign, fc.integer({ min: 1, max: 400 }))
        .map(([part, times]) => part.repeat(times).slice(0, longest * 20)),
    },
  );

const url = (link: string): SafeUrl => {
  const safe = safeUrl(link, ['1688.com']);
  if (safe === undefined) throw new Error(`not a safe link: ${link}`);
  return safe;
};

/** Links that the bot may show, some near the longest it ever makes. */
export const safeUrls: fc.Arbitrary<SafeUrl> = fc
  .tuple(fc.constantFrom('detail.1688.com', 'air.1688.com'), fc.integer({ min: 0, max: 1900 }), fc.nat())
  .map(([host, length, id]) => url(`https://${host}/a?id=${id}&touid=${'n'.repeat(length)}`));

const label = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }), foreignString(60));

const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 4, arbitrary: foreignString() },
  { weight: 1, arbitrary: foreignString().map((bold) => ({ bold })) },
  { weight: 1, arbitrary: foreignString().map((code) => ({ code })) },
  { weight: 1, arbitrary: fc.record({ link: safeUrls, label: foreignString() }) },
  {
    weight: 1,
    arbitrary: fc
      .record({ person: fc.constantFrom('U0AAAAAAAA', '111111111111111111'), name: foreignString() })
      .map((mention) => ({ mention })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ ms: fc.integer({ min: -8.64e15, max: 8.64e15 }), words: foreignString(40) })
      .map((time) => ({ time })),
  },
);

/** What stands in a cell or under a title: mostly a few words, sometimes anything. */
const briefTexts: fc.Arbitrary<Text> = fc.oneof(
  { weight: 8, arbitrary: fc.array(fc.constantFrom(...hostileWords), { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.array(inline, { maxLength: 2 }) },
);

const texts: fc.Arbitrary<Text> = fc.array(inline, { maxLength: 6 });

const payload = fc
  .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 60 })
  .map((words) => `seller?offer=${encodeURIComponent(words)}`.slice(0, 70));

const style = fc.constantFrom('primary' as const, 'danger' as const, undefined);
const styled = (chosen: 'primary' | 'danger' | undefined) => (chosen === undefined ? {} : { style: chosen });

const runAction: fc.Arbitrary<RunAction<string>> = fc
  .tuple(label, payload, style)
  .map(([words, run, chosen]) => ({ kind: 'run', label: words, run, ...styled(chosen) }));

const choice: fc.Arbitrary<SelectAction<string>> = fc
  .tuple(label, fc.array(fc.record({ label, run: payload }), { minLength: 1, maxLength: 25 }))
  .map(([words, options]) => ({ kind: 'select', label: words, options }));

const action: fc.Arbitrary<Action<string>> = fc.oneof(
  runAction,
  fc.tuple(label, safeUrls, style).map(
    ([words, link, chosen]): Action<string> => ({
      kind: 'open',
      label: words,
      url: link,
      ...styled(chosen),
    }),
  ),
  choice,
);

const fields: fc.Arbitrary<Field> = fc.record({ label: foreignString(60), value: texts });

const qr: fc.Arbitrary<QrBlock<string>> = fc
  .tuple(safeUrls, foreignString(60), fc.option(runAction, { nil: undefined }))
  .map(([of, alt, otherwise]) => ({ kind: 'qr', of, alt, ...(otherwise !== undefined && { otherwise }) }));

/** Charts of counts and of sums, all zeros and huge ones among them. */
const charts: fc.Arbitrary<ChartBlock> = fc
  .tuple(
    foreignString(60),
    fc.array(
      fc.record({
        label: fc.stringMatching(/^[0-9/:.-]{0,5}$/),
        value: fc.oneof(fc.nat(20), fc.nat(), fc.double({ min: 0, max: 1e12, noNaN: true })),
      }),
      { minLength: 1, maxLength: 31 },
    ),
  )
  .map(([alt, bars]) => ({ kind: 'chart', alt, bars }));

const picture = fc.record({ url: safeUrls, alt: foreignString() });

const tameTitles = fc.constantFrom('Steel flask, 500 ml', '不锈钢保温杯 500ml', 'Fan & heater <30">');
const tameFacts: fc.Arbitrary<Text> = fc.constantFrom<Text>(
  ['¥12.00 · at least 2 pieces · sold.by evil.example: 5,212'],
  ['Ordered ', { time: { ms: 1_790_000_000_000, words: '09-21 14:13 UTC' } }, ' · ¥4.00'],
);

const galleryOf = (titles: fc.Arbitrary<string>, facts: fc.Arbitrary<Text>) =>
  fc.array(
    fc.record(
      {
        picture,
        title: titles,
        link: safeUrls,
        facts,
        name: label,
        actions: fc.array(runAction, { maxLength: 2 }),
      },
      { requiredKeys: ['title', 'facts', 'name', 'actions'] },
    ),
    { minLength: 1, maxLength: 10 },
  );

const galleries: fc.Arbitrary<GalleryBlock<string>> = fc
  .tuple(
    fc.oneof(galleryOf(foreignString(), briefTexts), galleryOf(tameTitles, tameFacts)),
    fc.array(label, { minLength: 2, maxLength: 2 }),
  )
  .map(([rows, menus]) => ({ kind: 'gallery', rows, menus }));

const kinds = ['text', 'amount', 'quantity', 'time'] as const;

const tables: fc.Arbitrary<TableBlock<string>> = fc
  .tuple(fc.integer({ min: 2, max: 8 }), fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(50)))
  .chain(([width, height]) => {
    const exactly = <T>(arbitrary: fc.Arbitrary<T>, length: number) =>
      fc.array(arbitrary, { minLength: length, maxLength: length });
    const cell: fc.Arbitrary<TableCell> = fc.record(
      { text: briefTexts, value: fc.integer() },
      { requiredKeys: ['text'] },
    );
    return fc.record(
      {
        kind: fc.constant('table' as const),
        caption: foreignString(60),
        columns: exactly(fc.record({ label: foreignString(10), kind: fc.constantFrom(...kinds) }), width),
        rows: exactly(exactly(cell, width), height),
        choose: choice,
      },
      { requiredKeys: ['kind', 'caption', 'columns', 'rows'] },
    );
  });

const block: fc.Arbitrary<Block<string>> = fc.oneof(
  galleries,
  tables,
  texts.map((text): Block<string> => ({ kind: 'text', text })),
  fc.array(fields, { minLength: 1, maxLength: 12 }).map(
    (list): Block<string> => ({
      kind: 'fields',
      fields: list,
    }),
  ),
  fc.array(texts, { maxLength: 40 }).map((items): Block<string> => ({ kind: 'list', items })),
  fc
    .tuple(
      foreignString(60),
      fc.oneof(safeUrls, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 })),
    )
    .map(([name, value]): Block<string> => ({ kind: 'copy', label: name, value })),
  charts,
);

const textFiles = fc.record({
  name: fc.stringMatching(/^[A-Za-z0-9-]{1,20}\.csv$/),
  mediaType: fc.constant('text/csv' as const),
  content: foreignString().map((words) => `${words}.`),
});

const file: fc.Arbitrary<CardFile> = fc.oneof(
  textFiles,
  fc.record({
    name: fc.stringMatching(/^[A-Za-z0-9-]{1,20}\.xlsx$/),
    mediaType: fc.constant(workbookType),
    base64: fc
      .uint8Array({ minLength: 1, maxLength: 60 })
      .map((bytes) => Buffer.from(bytes).toString('base64')),
    asText: textFiles,
  }),
);

/** Any card that a command could make, and many that none would: long, hostile, crowded, empty. */
export const readyCards: fc.Arbitrary<ReadyCard> = fc
  .record({
    tone: fc.constantFrom('plain' as const, 'good' as const, 'warning' as const, 'bad' as const),
    title: foreignString(),
    link: fc.option(safeUrls, { nil: undefined }),
    picture: fc.option(picture, { nil: undefined }),
    blocks: fc.array(block, { maxLength: 12 }),
    qr: fc.option(qr, { nil: undefined }),
    actions: fc.array(action, { maxLength: 30 }),
    footnote: fc.option(texts, { nil: undefined }),
    file: fc.option(file, { nil: undefined, freq: 2 }),
  })
  .map(({ link, picture, blocks, qr: code, footnote, file: taken, ...rest }) => ({
    ...rest,
    body: code === undefined ? blocks : [...blocks, code],
    ...(link !== undefined && { link }),
    ...(picture !== undefined && { picture }),
    ...(footnote !== undefined && { footnote }),
    ...(taken !== undefined && { file: taken }),
  }));

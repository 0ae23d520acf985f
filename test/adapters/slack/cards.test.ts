import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BlockKindSet, everyKind, noKinds } from '../../../adapters/slack/block-kinds.ts';
import { drawSlackCard } from '../../../adapters/slack/cards.ts';
import { slackLimits } from '../../../adapters/slack/limits.ts';
import { type DrawnPictures, noPictures, picturesOf } from '../../../adapters/slack/pictures.ts';
import type { ReadyCard } from '../../../src/chat/card.ts';
import { actionsOn } from '../../../src/chat/lowered-card.ts';
import { type SafeUrl, safeUrl } from '../../../src/chat/safe-url.ts';
import type { Inline, Text } from '../../../src/chat/text.ts';
import { readyCards } from '../../arbitraries/card.ts';
import { readContent } from '../../fakes/slack/message.ts';
import { readMrkdwn } from '../../fakes/slack/mrkdwn.ts';
import { publishedSchemas } from '../../fakes/slack/schemas.ts';
import { type Visible, visible } from '../../fakes/slack/visible.ts';
import {
  inlinesOf,
  linksOf as linksInWords,
  picturesOf as remotePictures,
  rowRuns,
  targetsOf,
} from '../../harness/card-parts.ts';
import { runs } from '../../harness/runs.ts';

/** Cards are large: shrinking one takes longer than reading it. */
const check = (property: fc.IProperty<[ReadyCard]>) =>
  fc.assert(property, { endOnFailure: true, numRuns: runs(200) });

/** What Slack makes of a card; fails when Slack would refuse it. */
function seen(card: ReadyCard, pictures: DrawnPictures = noPictures, takes: BlockKindSet = noKinds): Visible {
  const drawn = drawSlackCard(card, pictures, undefined, takes);
  expect(publishedSchemas().faultsInResponse(drawn)).toEqual([]);
  const content = readContent(drawn);
  if ('error' in content) throw new Error(`${content.error}: ${content.problems.join('; ')}`);
  expect(content.warnings).toEqual([]);
  return visible(content);
}

function linksOf(card: ReadyCard): string[] {
  const codes = card.body.flatMap((block) => (block.kind === 'qr' ? [block.of] : []));
  return [...linksInWords(card), ...codes];
}

/** The beginning of `card`: short enough for Slack to show the whole of it. */
function small(card: ReadyCard): ReadyCard {
  const inline = (node: Inline): Inline => {
    if (typeof node === 'string') return node.slice(0, 40);
    if ('bold' in node) return { bold: node.bold.slice(0, 40) };
    if ('code' in node) return { code: node.code.slice(0, 40) };
    if ('time' in node) return { time: { ...node.time, words: node.time.words.slice(0, 40) } };
    return 'link' in node ? { ...node, label: node.label.slice(0, 40) } : node;
  };
  const brief = (text: Text): Text => text.slice(0, 1).map(inline);
  return {
    ...card,
    title: card.title.slice(0, 40),
    body: card.body.slice(-1).map((block) => {
      if (block.kind === 'text') return { ...block, text: brief(block.text) };
      if (block.kind === 'list') return { ...block, items: block.items.slice(0, 2).map(brief) };
      if (block.kind === 'gallery') {
        const rows = block.rows.slice(0, 2).map((row) => ({
          ...row,
          title: row.title.slice(0, 40),
          facts: brief(row.facts),
        }));
        return { ...block, rows };
      }
      if (block.kind === 'table')
        return {
          ...block,
          rows: block.rows.slice(0, 2).map((row) => row.map(({ text }) => ({ text: brief(text) }))),
        };
      if (block.kind !== 'fields') return block;
      return {
        ...block,
        fields: block.fields.slice(0, 2).map((field) => ({ ...field, value: brief(field.value) })),
      };
    }),
    actions: card.actions.slice(0, 2),
    footnote: [],
  };
}

const link = (url: string): SafeUrl => {
  const safe = safeUrl(url, ['1688.com']);
  if (safe === undefined) throw new Error(url);
  return safe;
};

const chat = link('https://air.1688.com/chat?touid=cnalichn%E5%B1%B1%E4%B8%9C&id=951807530375');
const seller: ReadyCard = {
  tone: 'plain',
  title: '工业风扇 *特价* 30寸',
  link: link('https://detail.1688.com/offer/951807530375.html'),
  picture: { url: link('https://cbu01.1688.com/img/a.jpg'), alt: 'Picture of 工业风扇' },
  body: [
    {
      kind: 'fields',
      fields: [
        { label: 'Offer', value: [{ code: '951807530375' }] },
        { label: '公司', value: ['山东绿德制冷设备有限公司'] },
      ],
    },
    { kind: 'copy', label: 'Link to copy', value: chat },
    {
      kind: 'qr',
      of: chat,
      alt: 'QR code',
      otherwise: { kind: 'run', label: 'Show QR code', run: 'seller?offer=951807530375&qr=yes' },
    },
  ],
  actions: [
    { kind: 'open', label: 'Open chat', url: chat, style: 'primary' },
    { kind: 'run', label: 'Share here', run: 'seller?offer=951807530375&share=yes' },
  ],
  footnote: ['Request 7f3a'],
};

describe.each([
  ['with the blocks that every workspace takes', noKinds],
  ['with the newest blocks', everyKind],
])('any card, %s', (_, takes) => {
  it('is within every limit of Slack’s', () => {
    check(
      fc.property(readyCards, (card) => {
        seen(card, noPictures, takes);
      }),
    );
  });

  it('pings nobody but whom a node names', () => {
    check(
      fc.property(readyCards, (card) => {
        const view = seen(card, noPictures, takes);
        const asked = inlinesOf(card).flatMap((node) =>
          typeof node !== 'string' && 'mention' in node ? [node.mention.person] : [],
        );
        for (const mention of view.mentions) expect(asked).toContain(mention);
        expect(view.fallback.mentions).toEqual([]);
      }),
    );
  });

  it('has no link that no node asked for, and none that is cut', () => {
    check(
      fc.property(readyCards, (card) => {
        const view = seen(card, noPictures, takes);
        const asked = linksOf(card);
        for (const { url } of view.links) expect(asked).toContain(url);
        expect(view.fallback.links).toEqual([]);
        const opened = card.actions.flatMap((action) => (action.kind === 'open' ? [action.url] : []));
        const buttons = [...opened, ...asked];
        for (const { url } of view.buttons) if (url !== undefined) expect(buttons).toContain(url);
      }),
    );
  });

  it('keeps every payload of the buttons and menus it shows as it is', () => {
    check(
      fc.property(readyCards, (card) => {
        const view = seen(card, noPictures, takes);
        const codes = card.body.flatMap((block) => (block.kind === 'qr' ? [block.otherwise] : []));
        const runs = [...card.actions, ...codes].flatMap((action) => {
          if (action?.kind === 'run') return [action.run];
          return action?.kind === 'select' ? action.options.map((option) => option.run) : [];
        });
        runs.push(...rowRuns(card));
        for (const { value } of view.buttons) if (value !== undefined) expect(runs).toContain(value);
        for (const { options } of view.choices)
          for (const { value } of options) expect(runs).toContain(value);
        const ids = [...view.buttons, ...view.choices].map(({ actionId }) => actionId);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('loses nothing while there is room', () => {
    check(
      fc.property(readyCards.map(small), (card) => {
        const view = seen(card, noPictures, takes);
        const shown = [...view.links, ...view.buttons].map(({ url }) => url);
        const drawn =
          picturesOf(card, takes).length === 0 ? card.body.filter((block) => block.kind === 'qr') : [];
        const hidden = drawn.map((block) => (block.kind === 'qr' ? block.of : undefined));
        for (const url of linksOf(card)) if (!hidden.includes(link(url))) expect(shown).toContain(url);
        const offered = [
          ...view.buttons.map(({ value, url }) => value ?? url),
          ...view.choices.flatMap(({ options }) => options.map(({ value }) => value)),
        ];
        for (const target of actionsOn(card).flatMap(targetsOf)) expect(offered).toContain(target);
        const codes = hidden.length === 0 ? [] : view.buttons.slice(-hidden.length);
        expect(codes).toHaveLength(hidden.length);
        expect(view.pictures.length > 0).toBe(remotePictures(card).length > 0);
      }),
    );
  });
});

describe('a point in time', () => {
  const time = { time: { ms: 1_790_000_000_000, words: '09-21 14:13 UTC' } };
  const date = '<!date^1790000000^{date_short_pretty} {time}|09-21 14:13 UTC>';

  it('stands in a grid and in the small print as each reader’s own, and keeps both what they are', () => {
    const { blocks } = drawSlackCard({
      ...seller,
      body: [{ kind: 'fields', fields: [{ label: 'Asked', value: [time] }] }],
      footnote: ['Order 1 · updated ', time],
    });
    const mrkdwn = { type: 'mrkdwn', text: date, verbatim: true };
    expect(blocks.find(({ type }) => type === 'section')).toMatchObject({ fields: [{}, mrkdwn] });
    expect(blocks.at(-1)).toEqual({
      type: 'context',
      elements: [{ type: 'plain_text', text: 'Order 1 · updated', emoji: false }, mrkdwn],
    });
  });
});

describe('the seller card', () => {
  it('shows title, facts, picture, the link to copy, buttons and the footnote', () => {
    const view = seen(seller);
    expect(view.text).toBe(
      [
        '工业风扇 *特价* 30寸',
        'Offer',
        '951807530375',
        '公司',
        '山东绿德制冷设备有限公司',
        'Link to copy',
        chat,
        'Request 7f3a',
      ].join('\n'),
    );
    expect(view.links).toEqual([{ url: seller.link, label: seller.title }]);
    expect(view.buttons.map(({ label, url, value }) => [label, url ?? value])).toEqual([
      ['Open chat', chat],
      ['Share here', 'seller?offer=951807530375&share=yes'],
      ['Show QR code', 'seller?offer=951807530375&qr=yes'],
    ]);
    expect(view.pictures).toEqual([{ source: seller.picture?.url, alt: 'Picture of 工业风扇' }]);
  });

  it('has the columns of several grids in line: the picture stands beside the words above them', () => {
    const fields = { kind: 'fields' as const, fields: [{ label: 'Goods', value: ['¥1.00'] }] };
    const said = { kind: 'text' as const, text: ['Nothing was paid.'] };
    const title = '工业风扇 30寸';
    const linked = `*<${seller.link}|${title}>*`;
    const besideWhat = (body: ReadyCard['body']) =>
      drawSlackCard({ ...seller, title, body, actions: [] }).blocks.flatMap((block) =>
        block.type === 'section' && block.accessory !== undefined ? [block.text?.text ?? 'fields'] : [],
      );
    expect(besideWhat([said, fields, fields])).toEqual(['Nothing was paid.']);
    expect(besideWhat([said, fields])).toEqual(['fields']);
    const when = { time: { ms: 1_780_000_000_000, words: '05-28' } };
    const state = { kind: 'text' as const, text: [{ bold: 'Shipped' }, '\n✓ placed ', when] };
    expect(besideWhat([state, fields, fields])).toEqual([
      '*Shipped*\n✓ placed <!date^1780000000^{date_short_pretty} {time}|05-28>',
    ]);
    // Markup would show these as they are not meant, so that the title has it, which is a link.
    for (const wild of ['*', '_', ':x:', '状态'].map((next) => [{ bold: 'Shipped' }, `${next} now`])) {
      expect(besideWhat([{ kind: 'text', text: wild }, fields, fields])).toEqual([linked]);
    }
    expect(besideWhat([fields, said, fields])).toEqual([linked]);
  });

  it('shows an uploaded QR code, or the reason and the link where there is none', () => {
    const insists: ReadyCard = { ...seller, body: [{ kind: 'qr', of: chat, alt: 'QR code' }] };
    expect(picturesOf(insists)).toEqual(insists.body);
    expect(picturesOf(seller)).toEqual([]);
    const pictures = (drawing: { fileId: string } | { instead: string }): DrawnPictures =>
      new Map(picturesOf(insists).map((block) => [block, drawing]));
    const shown = seen(insists, pictures({ fileId: 'F0123456789' }));
    expect(shown.pictures).toContainEqual({ source: 'F0123456789', alt: 'QR code' });
    const refused = seen(insists, pictures({ instead: 'The bot lacks files:write.' }));
    expect(refused.text).toContain('The bot lacks files:write.');
    expect(refused.links).toContainEqual({ url: chat, label: 'QR code' });
  });

  it('shows an uploaded chart, or all that it shows in words', () => {
    const alt = `Orders a day: ${'3, '.repeat(100)}4`;
    const charted: ReadyCard = {
      ...seller,
      body: [{ kind: 'chart', alt, bars: [{ label: '11-25', value: 4 }] }],
    };
    const [chart] = picturesOf(charted);
    if (chart === undefined) throw new Error('no picture');
    const shown = seen(charted, new Map([[chart, { fileId: 'F0123456789' }]]));
    expect(shown.pictures).toContainEqual({
      source: 'F0123456789',
      alt: expect.stringMatching(/^Orders a day/),
    });
    expect(seen(charted).text).toContain(alt);
  });

  it('writes its labels in bold only where nothing in them means anything to Slack', () => {
    const label = (words: string) =>
      drawSlackCard({ ...seller, body: [{ kind: 'fields', fields: [{ label: words, value: ['1'] }] }] });
    expect(JSON.stringify(label('单价 (CNY)'))).toContain('"*单价 (CNY)*"');
    for (const words of ['a*b', '<!here>', '@here', 'x.example', ':smile:', '_a_', '`a`']) {
      const { blocks } = label(words);
      expect(JSON.stringify(blocks)).not.toContain('mrkdwn');
    }
  });
});

describe('what is too long', () => {
  const start = '很长的描述';
  const shownOf = (body: ReadyCard['body']) => seen({ ...seller, body }).text;

  it('is shortened: text, fields with links, footnotes', () => {
    const text = shownOf([
      { kind: 'text', text: [start, 'x'.repeat(2900), 'y'.repeat(2900), 'z'.repeat(9000)] },
    ]);
    expect(text).toContain(`${start}xxx`);
    expect(text).toContain('zzz…');
    const field = {
      label: 'Field',
      value: [{ link: chat, label: 'L' }, start.repeat(300), start.repeat(300)],
    };
    const fields = shownOf([{ kind: 'fields', fields: Array.from({ length: 8 }, () => field) }]);
    expect(fields).toContain(`Field: L${start}`);
    expect(fields).toMatch(/…/);
    expect(seen({ ...seller, footnote: [start.repeat(500)] }).text).toContain(start);
  });

  it('is folded where it is a list, and says how much', () => {
    const items = Array.from({ length: 150 }, (_, index) => [`${index} ${start.repeat(10)}`]);
    const text = shownOf([{ kind: 'list', items }]);
    const shown = text.match(/^• \d+ /gm) ?? [];
    expect(shown.length).toBeGreaterThan(20);
    expect(text).toContain(`… +${items.length - shown.length}`);
  });

  it('leaves what there is to copy whole', () => {
    const value = `https://air.1688.com/${'n'.repeat(1900)}`;
    const long = { kind: 'text', text: ['x'.repeat(9000), 'y'.repeat(9000)] } as const;
    expect(shownOf([long, long, { kind: 'copy', label: 'Copy', value }])).toContain(`\n${value}\n`);
  });
});

describe('a title', () => {
  const titled = (title: string, tone: ReadyCard['tone'] = 'plain') =>
    seen({ tone, title, body: [], actions: [] }).text;

  it('is shortened to what a header holds', () => {
    expect(titled('字'.repeat(400))).toHaveLength(slackLimits.header);
  });

  it('carries the tone as a symbol', () => {
    expect(titled('No', 'bad')).toBe('⛔ No');
    expect(titled('Yes', 'good')).toBe('✅ Yes');
  });
});

it('mentions a user group as one, and what is none of Slack’s ids by its name', () => {
  const text: Text = [
    { mention: { person: 'S0AAAAAAA', name: 'approvers', group: true } },
    ' <!subteam^S0BBBBBBB> ',
    { mention: { person: '222222222222222222', name: 'approvers', group: true } },
  ];
  const view = seen({ tone: 'plain', title: 'A card', body: [{ kind: 'text', text }], actions: [] });
  expect(view.mentions).toEqual(['S0AAAAAAA']);
  expect(view.fallback.mentions).toEqual([]);
  expect(view.text).toContain('@approvers');
});

describe('the text for notifications', () => {
  it('keeps its words readable and means nothing to Slack', () => {
    const card: ReadyCard = {
      tone: 'bad',
      title: '<!channel> https://evil.example & a.example :smile: x@y.example',
      body: [],
      actions: [],
    };
    const read = readMrkdwn(drawSlackCard(card).text);
    expect(read).toMatchObject({ mentions: [], links: [], faults: [] });
    expect(read.text.replaceAll('\u2060', '')).toBe(`⛔ ${card.title}`);
  });

  it('stays short enough for an edit, in any script, and cuts no entity', () => {
    for (const words of ['价格', '&', '.x', '<', '😀']) {
      const { text } = drawSlackCard({ tone: 'plain', title: words.repeat(1500), body: [], actions: [] });
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(slackLimits.fallbackBytes);
      expect(text.length).toBeGreaterThan(1000);
      expect(readMrkdwn(text).faults).toEqual([]);
    }
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInteraction } from '../../../adapters/discord/inbound.ts';
import { linksIn } from '../../../adapters/discord/message-content.ts';
import { readMessageCreate } from '../../../adapters/discord/message-inbound.ts';
import type { CommandMenu } from '../../../src/chat/menu.ts';
import type { AttachedPicture } from '../../../src/chat/picture.ts';
import {
  attachment,
  forwarded,
  messageCreate,
  messageMenuInteraction,
  type TargetMessage,
} from '../../fakes/discord/payloads.ts';
import { bilingual } from '../../harness/bilingual.ts';
import { runs } from '../../harness/runs.ts';

const both = (en: string) => bilingual(en, `${en}（中文）`);
const about = { summary: both('s'), needs: 'viewer', examples: ['/x'] } as const;
const lookUp: CommandMenu = {
  ...about,
  name: 'lookup',
  arguments: [
    {
      name: 'text',
      position: 'rest',
      required: true,
      hint: both('t'),
      example: 't',
      maxLength: 6000,
      suggests: false,
    },
  ],
  fromMessage: { label: both('Look up'), takes: 'text', argument: 'text' },
};
const find: CommandMenu = {
  ...about,
  name: 'image',
  arguments: [],
  fromMessage: { label: both('Find'), takes: 'picture' },
};
const menu = [find, lookUp];

const chosen = (message: TargetMessage, name = 'Look up') => {
  const inbound = readInteraction(messageMenuInteraction(name, message), 0, menu);
  if (inbound.kind !== 'invocation') throw new Error(inbound.kind);
  return inbound.invocation;
};
const linesOf = (message: TargetMessage) => {
  const { input } = chosen(message);
  return input.kind === 'message' ? input.text.split('\n') : [];
};

const link = 'https://detail.1688.com/offer/600000000003.html';
const long = `${link}?spm=a26352.1&openUid=BB_x-9&_t=${'9'.repeat(40)}`;

/** Where a message can say something, each with a place that renders markdown or shows it as it is. */
const places: Readonly<Record<string, (words: string) => TargetMessage>> = {
  'the content': (content) => ({ content }),
  'an embed’s description': (description) => ({ embeds: [{ description }] }),
  'an embed’s title': (title) => ({ embeds: [{ title }] }),
  'an embed’s author': (name) => ({ embeds: [{ author: { name } }] }),
  'an embed’s field': (value) => ({ embeds: [{ title: 'a' }, { fields: [{ name: 'a', value }] }] }),
  'a field’s name': (name) => ({ embeds: [{ fields: [{ name, value: 'a' }] }] }),
  'an embed’s footer': (text) => ({ embeds: [{ footer: { text } }] }),
  'a text of the newer components': (content) => ({ components: [{ type: 10, id: 1, content }] }),
  'a section': (content) => ({
    components: [
      { type: 9, components: [{ type: 10, content }], accessory: { type: 11, media: { url: 'x' } } },
    ],
  }),
  'a section in a container': (content) => ({
    components: [{ type: 17, components: [{ type: 14 }, { type: 9, components: [{ type: 10, content }] }] }],
  }),
  'the words of a picture in a gallery': (description) => ({
    components: [{ type: 12, items: [{ media: { url: 'https://a.example/a.png' }, description }] }],
  }),
  'a choice of a menu': (label) => ({
    components: [{ type: 1, components: [{ type: 3, custom_id: 'a', options: [{ label, value: 'b' }] }] }],
  }),
  'a poll’s question': (text) => ({ poll: { question: { text }, answers: [] } }),
  'a poll’s answer': (text) => ({ poll: { question: { text: 'a' }, answers: [{ poll_media: { text } }] } }),
  'a file’s words': (description) => ({ attachments: [{ id: '1', filename: 'a.png', description }] }),
};

/** What people and clients put around a link. */
const wrappers: Readonly<Record<string, (url: string) => string>> = {
  nothing: (url) => url,
  'strong marks': (url) => `**${url}**`,
  'strong marks in a sentence': (url) => `Please buy **${url}**, thanks`,
  'marks that hide it': (url) => `||${url}||`,
  'marks that show no preview': (url) => `see <${url}>.`,
  'words of its own': (url) => `[here](${url})`,
  'words of its own, and a title': (url) => `**[here](<${url}>)** and [there](${url} "title")`,
  emphasis: (url) => `*${url}* and _${url}_`,
  'underlining and striking': (url) => `__${url}__ ~~${url}~~`,
  code: (url) => `\`${url}\``,
  'a code block': (url) => `\`\`\`\n${url}\n\`\`\``,
  'a list': (url) => `- a\n- ${url}\n  1. ${url}`,
  'a quote': (url) => `> ${url}\n>>> and ${url}`,
  'a heading and small print': (url) => `## ${url}\n-# ${url}`,
  brackets: (url) => `(${url}) [${url}] {${url}} 【${url}】（${url}）`,
  'quotes of all kinds': (url) => `"${url}" '${url}' “${url}” 「${url}」`,
  'Chinese words right after it': (url) => `看${url}这个，${url}，还有`,
  'another right before it': (url) => `https://a.example/x,${url}`,
};

describe.each(Object.entries(places))('a link in %s', (_, place) => {
  test.each(Object.entries(wrappers))('in %s, is found', (_wrapper, wrap) => {
    for (const url of [link, long]) {
      expect(linesOf(place(wrap(url)))).toContain(url);
      expect(linesOf(forwarded(place(wrap(url))))).toContain(url);
    }
  });
});

test.each<[string, TargetMessage]>([
  ['an embed', { embeds: [{ url: link }] }],
  ['an embed’s author', { embeds: [{ author: { name: 'a', url: link } }] }],
  ['an embed’s source', { embeds: [{ provider: { name: 'a', url: link } }] }],
  ['an embed’s picture', { embeds: [{ image: { url: link } }] }],
  ['an embed’s video', { embeds: [{ video: { url: link } }] }],
  ['a button', { components: [{ type: 1, components: [{ type: 2, style: 5, label: 'a', url: link }] }] }],
  [
    'a button beside a section',
    { components: [{ type: 9, components: [], accessory: { type: 2, style: 5, url: link } }] },
  ],
  ['a picture in a gallery', { components: [{ type: 12, items: [{ media: { url: link } }] }] }],
  [
    'what can’t be read beside it',
    { content: link, embeds: [[], { url: 7 }], components: [[], { type: 'x' }], poll: 3 as never },
  ],
])('a link that opens on a click on %s is found', (_, message) => {
  expect(linesOf(message)).toContain(link);
  expect(linesOf(forwarded(message))).toContain(link);
});

describe('a link', () => {
  const id = fc.stringMatching(/^[1-9][0-9]{11}$/);
  const tail = fc.constantFrom('', '?spm=a2635.1&a=b_c-d', '#x', '?a=%E5%B1%B1', '?u=(x)');
  const links = fc
    .tuple(id, tail)
    .map(([offer, rest]) => `https://detail.1688.com/offer/${offer}.html${rest}`);
  const marks = [
    '**',
    '*',
    '||',
    '~~',
    '`',
    '```',
    '<',
    '>',
    '"',
    '“',
    '”',
    '（',
    '）',
    '【',
    '】',
    '，',
    '。',
    '\n',
    ' ',
  ];
  const around = fc.array(
    fc.constantFrom(...marks, '(', ')', '[', ']', "'", '!', '?', ';', ':', ',', '.', '看', '件'),
    {
      maxLength: 6,
    },
  );

  test('is found within any punctuation, whole', () => {
    fc.assert(
      fc.property(around, links, around, (before, url, after) => {
        expect(linksIn(before.join('') + url + after.join(''))).toContain(url);
      }),
      { numRuns: runs(2_000) },
    );
  });

  test('is never made up: each stands in the text as it is', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200 }),
        links,
        fc.string({ maxLength: 200 }),
        (before, url, after) => {
          const text = `${before}${url}${after}`;
          for (const one of linksIn(text)) expect(text).toContain(one);
        },
      ),
    );
  });

  test('is looked for in a time that grows as the text does', () => {
    const hostile = [
      'https://',
      'https://a)',
      '[a](https://',
      '_https://_',
      '**https://a**',
      'https://a(((((',
    ];
    // Were it quadratic, each would take longer than any test may.
    for (const each of hostile) linksIn(each.repeat(500_000 / each.length));
  });

  test('comes before the words, whole, however much else is said', () => {
    const words = '很长'.repeat(1_000);
    const embeds = Array.from({ length: 3 }, () => ({ description: words }));
    const lines = linesOf({ content: words, embeds: [...embeds, { footer: { text: link } }] });
    expect(lines[0]).toBe(link);
    expect(lines.join('\n').length).toBeLessThanOrEqual(6_000);
    const many = Array.from(
      { length: 200 },
      (_, n) => `https://detail.1688.com/offer/${600_000_000_000 + n}.html`,
    );
    const kept = linesOf({ content: many.join(' ') });
    expect(kept.length).toBeGreaterThan(100);
    for (const line of kept) expect(many).toContain(line);
  });
});

const onDiscord = 'https://cdn.discordapp.com/attachments/1/2/a.png?ex=1';
const copy = 'https://images-ext-1.discordapp.net/external/a/https/a.example/a.png';
const media = { url: 'https://a.example/a.png', proxy_url: copy, content_type: 'image/png' };

describe('a picture', () => {
  const picturesOf = (message: TargetMessage) => chosen(message, 'Find').pictures;

  test.each<[string, TargetMessage, string]>([
    ['an attached file', { attachments: [attachment('2', onDiscord)] }, onDiscord],
    [
      'an attached file of no known type',
      { attachments: [{ id: '2', filename: 'a.JPG', url: onDiscord }] },
      onDiscord,
    ],
    ['an embed’s picture', { embeds: [{ image: media }] }, copy],
    ['an embed’s thumbnail', { embeds: [{ thumbnail: media }] }, copy],
    [
      'an embed’s thumbnail beside a picture without a copy',
      { embeds: [{ image: { url: 'x' }, thumbnail: media }] },
      copy,
    ],
    ['a gallery', { components: [{ type: 12, items: [{ media }] }] }, copy],
    ['a section', { components: [{ type: 9, components: [], accessory: { type: 11, media } }] }, copy],
    ['a container', { components: [{ type: 17, components: [{ type: 12, items: [{ media }] }] }] }, copy],
    [
      'a file in the newer components',
      { components: [{ type: 13, file: { url: onDiscord, content_type: 'image/webp' } }] },
      onDiscord,
    ],
  ])('in %s is found, forwarded or not', (_, message, wanted) => {
    expect(picturesOf(message)).toEqual([{ link: wanted }]);
    expect(picturesOf(forwarded(message))).toEqual([{ link: wanted }]);
  });

  test.each<[string, TargetMessage]>([
    ['a text file', { attachments: [attachment('2', onDiscord, 'text/plain')] }],
    ['a file of no known type', { attachments: [{ id: '2', filename: 'a.zip', url: onDiscord }] }],
    [
      'a video in a gallery',
      { components: [{ type: 12, items: [{ media: { ...media, content_type: 'video/mp4' } }] }] },
    ],
    [
      'a picture that is elsewhere, of which there is no copy',
      { embeds: [{ image: { url: 'https://a.example/a.png' } }] },
    ],
  ])('is not %s', (_, message) => {
    expect(picturesOf(message)).toBeUndefined();
  });

  test('uploaded comes before what a message shows otherwise', () => {
    const message = { embeds: [{ image: media }], attachments: [attachment('2', onDiscord)] };
    expect(picturesOf(message)).toEqual([{ link: onDiscord }, { link: copy }]);
  });

  test('of somewhere else is not read', async () => {
    const attached = attachment('2', 'https://cdn.discordapp.com.evil.example/a.png');
    const [picture]: readonly AttachedPicture[] = picturesOf({ attachments: [attached] }) ?? [];
    const read =
      picture !== undefined && 'read' in picture ? picture.read(new AbortController().signal) : picture;
    expect(await read).toEqual({ fault: 'not permitted' });
  });
});

describe('a message to the bot', () => {
  const botUserId = '845027738276462632';
  const said = (content: string, overrides: object, guildId?: null) =>
    readMessageCreate(messageCreate(content, { overrides, ...(guildId === null && { guildId }) }), {
      botUserId,
      now: 0,
      localeOf: () => undefined,
      menu,
    })?.invocation;
  const reply = (referenced_message: object) => ({ type: 19, referenced_message });

  test.each<[string, string, object, null | undefined]>([
    ['that forwards one', '', forwarded({ content: link }), null],
    ['that forwards a card', '', forwarded({ embeds: [{ url: link }] }), null],
    ['that answers one with its name', `<@${botUserId}>`, reply({ content: link }), undefined],
    ['that answers a forwarded one', `<@${botUserId}>`, reply(forwarded({ content: link })), undefined],
    ['that answers one with the command', `<@${botUserId}> lookup`, reply({ content: link }), undefined],
    [
      'that answers a forwarded one with the command',
      '/Lookup',
      reply(forwarded({ content: `**${link}**` })),
      null,
    ],
  ])('%s is about the links in that', (_, content, overrides, guildId) => {
    const { input, inMessage } = said(content, overrides, guildId) ?? {};
    expect(input).toMatchObject({ kind: 'message', command: 'lookup' });
    expect(input?.kind === 'message' && input.text.split('\n')[0]).toBe(link);
    expect(inMessage).toBe(true);
  });

  test.each<[string, string, object]>([
    ['with a command of its own', 'seller 1', reply({ content: link })],
    ['that answers one without a link', 'lookup', reply({ content: 'no link' })],
    ['that answers one that is gone', 'lookup', reply({ content: 5 })],
    ['that answers nothing', '', {}],
    ['with words of its own', 'lookup https://a.example', reply({ content: link })],
  ])('%s is a line', (_, content, overrides) => {
    expect(said(content, overrides, null)?.input).toEqual({ kind: 'text', text: content });
  });

  test('brings its own pictures, else those of the one that it answers or forwards', () => {
    const picture = { attachments: [attachment('2', onDiscord)] };
    const other = { attachments: [attachment('3', `${onDiscord}&a=b`)] };
    expect(said('image', reply(forwarded(picture)), null)?.pictures).toEqual([{ link: onDiscord }]);
    expect(said('', forwarded(picture), null)?.pictures).toEqual([{ link: onDiscord }]);
    expect(said('image', { ...reply(other), ...picture }, null)?.pictures).toEqual([{ link: onDiscord }]);
    expect(said('', { ...reply({ content: link }), ...picture }, null)?.input).toEqual({
      kind: 'text',
      text: '',
    });
  });
});

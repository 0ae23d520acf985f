import { describe, expect, test } from 'vitest';
import { type Shown, visible } from './visible.ts';

const empty: Shown = {
  content: '',
  embeds: [],
  components: [],
  files: [],
  allowedMentions: undefined,
  origin: 'channel',
  replyTo: undefined,
};

describe('who is notified', () => {
  const content = '<@11> <@&22> @everyone';

  test("a bot's own message notifies all it names, unless told otherwise", () => {
    expect(visible({ ...empty, content }).pings).toEqual(['11', '&22', 'everyone']);
    expect(visible({ ...empty, content, allowedMentions: { parse: [] } }).pings).toEqual([]);
  });

  test("an interaction's answer notifies only people by itself", () => {
    expect(visible({ ...empty, content, origin: 'interaction' }).pings).toEqual(['11']);
  });

  test('only those listed and named', () => {
    const allowedMentions = { parse: [], users: ['11', '99'] };
    expect(visible({ ...empty, content, allowedMentions }).pings).toEqual(['11']);
  });

  test('embeds notify nobody', () => {
    expect(visible({ ...empty, embeds: [{ description: '<@11> @everyone' }] })).toMatchObject({
      pings: [],
      mentionsDrawn: ['@11', '@everyone'],
    });
  });

  test('a reply notifies its author unless told otherwise', () => {
    expect(visible({ ...empty, replyTo: '1' }).pings).toHaveLength(1);
    expect(visible({ ...empty, replyTo: '1', allowedMentions: { parse: [] } }).pings).toEqual([]);
  });
});

test('what can be read, clicked and seen', () => {
  const file = {
    id: '1',
    filename: 'qr.png',
    description: 'a code',
    contentType: 'image/png',
    bytes: Buffer.from('png'),
  };
  const seen = visible({
    ...empty,
    embeds: [
      {
        title: 'Offer \\*1\\*',
        url: 'https://detail.1688.com/1',
        description: 'a [shop](https://shop.1688.com)',
        fields: [{ name: 'Price', value: '**3**' }],
        footer: { text: 'small **print**' },
        image: { url: 'attachment://qr.png' },
      },
      { title: 'hidden: the same url', url: 'https://detail.1688.com/1' },
    ],
    components: [
      {
        type: 1,
        components: [
          { type: 2, style: 5, label: 'Open', url: 'https://air.1688.com' },
          { type: 2, style: 1, label: 'Do', custom_id: 'x' },
        ],
      },
    ],
    files: [file],
  });
  expect(seen.text).toBe('Offer *1*\na shop\nPrice\n3\nsmall **print**\nOpen\nDo');
  expect(seen.links).toEqual([
    { label: 'shop', url: 'https://shop.1688.com' },
    { label: 'Offer *1*', url: 'https://detail.1688.com/1' },
    { label: 'Open', url: 'https://air.1688.com' },
  ]);
  expect(seen.buttons).toEqual([{ label: 'Do', customId: 'x', style: 1 }]);
  expect(seen.pictures).toEqual([{ url: 'attachment://qr.png', alt: 'a code', bytes: file.bytes }]);
});

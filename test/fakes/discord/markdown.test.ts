import { describe, expect, test } from 'vitest';
import { readMarkdown } from './markdown.ts';

describe('what a reader sees of markdown', () => {
  test.each([
    ['**bold** and *slanted*', 'bold and slanted', ['bold', 'italic']],
    ['\\*\\*plain\\*\\*', '**plain**', []],
    ['`a*b*`', 'a*b*', ['code']],
    ['```\nwhole\n**lines**\n```', 'whole\n**lines**', ['codeblock']],
    ['# head\n- item\n> said\n-# small', 'head\nitem\nsaid\nsmall', ['heading', 'list', 'quote', 'subtext']],
    ['||hidden|| ~~gone~~ __under__', 'hidden gone under', ['spoiler', 'strike', 'underline']],
    ['a # b - c > d', 'a # b - c > d', []],
    ['<t:1:R> <:smile:123456789012345678>', '<t:1:R> <:smile:123456789012345678>', ['timestamp', 'emoji']],
  ])('%j', (source, text, kinds) => {
    const reading = readMarkdown(source);
    expect(reading.text).toBe(text);
    expect(reading.marks.map((mark) => mark.kind)).toEqual(kinds);
    expect(reading.links).toEqual([]);
  });

  test.each([
    [
      'see https://evil.example/a?b=1 now',
      [{ label: 'https://evil.example/a?b=1', url: 'https://evil.example/a?b=1' }],
    ],
    ['[here](https://evil.example)', [{ label: 'here', url: 'https://evil.example' }]],
    ['<https://evil.example>', [{ label: 'https://evil.example', url: 'https://evil.example' }]],
    ['\\[x\\](https://evil.example', [{ label: 'https://evil.example', url: 'https://evil.example' }]],
    ['https:\u200b//evil.example', []],
    ['`https://evil.example`', []],
    ['[x](javascript:alert(1))', []],
  ])('links of %j', (source, links) => {
    expect(readMarkdown(source).links).toEqual(links);
  });

  test('titles know no links and no mentions', () => {
    const reading = readMarkdown('[x](https://evil.example) <@123>', 'title');
    expect(reading).toMatchObject({ links: [], mentions: [] });
  });

  test('mentions', () => {
    expect(readMarkdown('<@1> <@!2> <@&3> <#4> @everyone \\<@5>').mentions).toEqual([
      '@1',
      '@2',
      '@&3',
      '#4',
      '@everyone',
    ]);
  });
});

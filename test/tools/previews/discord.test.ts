import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { encode } from 'uqr';
import { describe, expect, test } from 'vitest';
import { safeUrl } from '../../../src/chat/safe-url.ts';
import { qrPng } from '../../../src/pictures/qr-png.ts';
import { discordPreview, markdownHtml } from '../../../src/tools/previews/discord.ts';
import { readyCards, safeUrls } from '../../arbitraries/card.ts';
import { runs } from '../../harness/runs.ts';

const tag = /<(\/?)([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)>/g;
const allowed = ['a', 'b', 'code', 'div', 'img', 'pre', 'span', 'time'];

describe('the preview', () => {
  test('is harmless HTML, whatever the card', () => {
    fc.assert(
      fc.property(readyCards, fc.constantFrom('en' as const, 'zh-CN' as const), (card, language) => {
        const html = discordPreview.draw(card, language, 'asker');
        const tags = [...html.matchAll(tag)];
        expect(tags.filter(([, , name = '']) => !allowed.includes(name))).toEqual([]);
        expect(html.replaceAll(tag, '')).not.toMatch(/[<>]/);
        const attributes = tags.flatMap(([, , , given = '']) => [...given.matchAll(/ ([a-z-]+)="([^"]*)"/g)]);
        for (const [, name, value = ''] of attributes) {
          expect([
            'class',
            'href',
            'src',
            'alt',
            'target',
            'rel',
            'style',
            'aria-hidden',
            'referrerpolicy',
          ]).toContain(name);
          if (name === 'href') expect(value).toMatch(/^https:\/\//);
          if (name === 'src') expect(value).toMatch(/^(https:\/\/|data:image\/png;base64,)/);
          if (name === 'style') expect(value).toMatch(/^border-color:#[0-9a-f]{6}$/);
        }
        expect(tags.filter(([, close]) => close === '/').length).toBe(
          tags.filter(([, close, name]) => close === '' && name !== 'img').length,
        );
      }),
      { numRuns: runs(150), interruptAfterTimeLimit: 8_000 },
    );
  });

  test('shows what Discord shows', () => {
    const link = safeUrl('https://air.1688.com/im?touid=x', ['1688.com']);
    if (link === undefined) throw new Error('not a safe link');
    const html = discordPreview.draw(
      {
        tone: 'good',
        title: '冷饮机 *new*',
        link,
        body: [
          { kind: 'fields', fields: [{ label: 'Offer', value: [{ code: '951807530375' }] }] },
          { kind: 'copy', label: 'Link', value: link },
          { kind: 'qr', of: link, alt: 'QR code' },
        ],
        actions: [{ kind: 'open', label: 'Open chat', url: link }],
        footnote: ['Request 1'],
      },
      'en',
      'asker',
    );
    expect(html).toContain('✅ 冷饮机 *new*');
    expect(html).toContain('<code class="dc-code">951807530375</code>');
    expect(html).toContain(`<pre class="dc-block">${link}</pre>`);
    expect(html).toContain('Open chat ↗');
    expect(html).toContain('<div class="dc-footer">Request 1</div>');
    expect(html).toMatch(/<img class="dc-image" src="data:image\/png;base64,[^"]+" alt="QR code"/);
  });

  test('marks of lines', () => {
    expect(markdownHtml('a\n- b\n- **c**\n-# d')).toBe(
      'a<div class="dc-item">b</div><div class="dc-item"><b>c</b></div><div class="dc-small">d</div>',
    );
  });
});

test('a QR code’s PNG holds the modules of its code', () => {
  fc.assert(
    fc.property(safeUrls, (link) => {
      const png = qrPng(link);
      const { data, size } = encode(link, { ecc: 'L', border: 4 });
      const side = png.readUInt32BE(16);
      expect(png.readUInt32BE(20)).toBe(side);
      const scale = side / size;
      expect(Number.isInteger(scale)).toBe(true);
      const dataAt = png.indexOf('IDAT');
      const pixels = inflateSync(png.subarray(dataAt + 4, dataAt + 4 + png.readUInt32BE(dataAt - 4)));
      const stride = 1 + Math.ceil(side / 8);
      expect(pixels).toHaveLength(stride * side);
      const isDark = (row: number, column: number) => {
        const [y, x] = [row * scale + scale - 1, column * scale + scale - 1];
        return ((pixels[y * stride + 1 + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0;
      };
      const drawn = data.map((modules, row) => modules.map((_, column) => isDark(row, column)));
      expect(drawn).toEqual(data);
    }),
    { numRuns: 25 },
  );
});

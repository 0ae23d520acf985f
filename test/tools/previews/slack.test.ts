import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadyCard } from '../../../src/chat/card.ts';
import { safeUrl } from '../../../src/chat/safe-url.ts';
import { en } from '../../../src/languages/en/index.ts';
import { zhCn } from '../../../src/languages/zh-cn/index.ts';
import { slackPreview } from '../../../src/tools/previews/slack.ts';
import { readyCards } from '../../arbitraries/card.ts';

const link = safeUrl('https://air.1688.com/x?a=1&b=2', ['1688.com']);
const card = (overrides: Partial<ReadyCard>): ReadyCard => ({
  tone: 'plain',
  title: 'Title',
  body: [],
  actions: [],
  ...overrides,
});

describe('the preview', () => {
  it('turns no word of any card into markup', () => {
    const allowed =
      /^<\/?(?:div|span|b|i|a|code|pre|ul|li|img|time|table|tr|th|td|thead|tbody)(?: (?:class|href|target|rel|src|alt|aria-hidden|referrerpolicy|style)="[^"<>]*")*>$/;
    fc.assert(
      fc.property(readyCards, (any) => {
        const html = slackPreview.draw(any, 'en', 'asker');
        for (const [tag] of html.matchAll(/<[^>]*>?/g)) expect(tag).toMatch(allowed);
        for (const [, style] of html.matchAll(/ style="([^"]*)"/g)) expect(style).toMatch(/^height:\d+px$/);
        for (const [, url] of html.matchAll(/(?:href|src)="([^"]*)"/g)) {
          expect(url).toMatch(
            /^(?:https:\/\/[a-z0-9.]+\.1688\.com\/|data:image\/(?:svg\+xml|png);base64,[\w+/=]+$)/,
          );
        }
      }),
      { endOnFailure: true },
    );
  });

  it('draws a title that stands beside its picture in bold', () => {
    const fields = { kind: 'fields' as const, fields: [{ label: 'Offer', value: ['95'] }] };
    const picture = safeUrl('https://cbu01.1688.com/a.jpg', ['1688.com']);
    if (link === undefined || picture === undefined) throw new Error('no link');
    const pictured = card({ link, picture: { url: picture, alt: 'Title' }, body: [fields, fields] });
    const html = slackPreview.draw(pictured, 'en', 'asker');
    expect(html).toMatch(/<b><a [^>]*href="https:\/\/air\.1688\.com[^>]*>Title<\/a><\/b>/);
    expect(html).not.toContain('*');
  });

  it('draws what is sent to Slack: links, buttons, bold labels, code', () => {
    if (link === undefined) throw new Error('no link');
    const html = slackPreview.draw(
      card({
        title: 'A <b> & "c"',
        link,
        body: [
          { kind: 'fields', fields: [{ label: 'Offer', value: [{ code: '95' }] }] },
          { kind: 'copy', label: 'Copy', value: link },
          { kind: 'qr', of: link, alt: 'QR' },
          { kind: 'chart', alt: '3 "orders"', bars: [{ label: '11-25', value: 3 }] },
        ],
        actions: [{ kind: 'open', label: 'Open', url: link, style: 'primary' }],
        footnote: ['Request 1'],
      }),
      'en',
      'asker',
    );
    expect(html).toContain('<b>A &lt;b&gt; &amp; &quot;c&quot;</b></a>');
    expect(html).toContain('<b>Offer</b>');
    expect(html).toContain('class="sl-button sl-primary" href="https://air.1688.com/x?a=1&amp;b=2"');
    expect(html).toContain('<pre class="sl-pre">https://air.1688.com/x?a=1&amp;b=2</pre>');
    expect(html).toContain('<img class="sl-qr" src="data:image/svg+xml;base64,');
    expect(html).toContain('<b>3 &quot;orders&quot;</b>');
    expect(html).toContain(en.previews.inWorkspace.onlyYou);
    expect(slackPreview.draw(card({}), 'zh-CN', 'asker')).toContain(zhCn.previews.inWorkspace.onlyYou);
    expect(slackPreview.draw(card({}), 'en', 'conversation')).not.toContain(en.previews.inWorkspace.onlyYou);
  });

  it('fetches nothing by its style, and loads no library of Slack’s', () => {
    expect(slackPreview.css).not.toMatch(/url\(|@import|<\//);
    const drawing = ['cards', 'pictures', 'files', 'rich-text', 'fallback-text', 'manifest'];
    for (const file of ['src/tools/previews/slack', ...drawing.map((name) => `adapters/slack/${name}`)]) {
      const code = readFileSync(new URL(`../../../${file}.ts`, import.meta.url), 'utf8');
      expect(code).not.toMatch(/from '@slack\//);
    }
  });
});

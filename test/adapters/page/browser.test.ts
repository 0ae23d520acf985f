import fc from 'fast-check';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Preview } from '../../../adapters/page/previews.ts';
import type { Core } from '../../../src/chat/adapter.ts';
import type { GalleryRow, ReadyCard } from '../../../src/chat/card.ts';
import type { Answer } from '../../../src/chat/invocation.ts';
import { safeUrl } from '../../../src/chat/safe-url.ts';
import { en } from '../../../src/languages/en/index.ts';
import { zhCn } from '../../../src/languages/zh-cn/index.ts';
import { qrPng } from '../../../src/pictures/qr-png.ts';
import { readyCards } from '../../arbitraries/card.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { executablePath, openBrowser, openTab, type Tab } from './open-browser.ts';
import { pageToken, servePage, titlesOnly } from './open-page.ts';

const example = '/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g';
const chatLink = /^https:\/\/air\.1688\.com\/app\/\S+&offerId=951807530375$/;

/** A platform whose drawing tries everything that a drawing must not do. */
const hostilePreview: Preview = {
  name: 'Hostile',
  css: '.tall { height: 700px }',
  draw: ({ title }) => `<div class="tall">${title}</div>
    <script>parent.harmed = 'by script'</script>
    <img src="x" onerror="parent.harmed = 'by event'">
    <a id="away" href="javascript:parent.harmed='by link'" target="_self">away</a>`,
};

/** A core that answers everything by `card`. */
function answering(card: ReadyCard, more: Partial<Answer> = {}): Pick<Core, 'handle'> {
  return {
    handle: (_invocation, transport) =>
      transport.answer({ card, visibility: 'asker', replace: false, language: 'en', ...more }),
  };
}

const plainCard = { tone: 'plain', title: 'A title', body: [], actions: [] } satisfies ReadyCard;

describe.skipIf(executablePath === undefined)('the page in Chromium (skipped where there is none)', () => {
  let bot: TestCore;
  let browser: Browser;
  /** For whoever needs nothing special: a new tab takes longer than most of what is done in it. */
  let usual: Tab | undefined;
  beforeAll(async () => {
    [bot, browser] = await Promise.all([openTestCore(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await bot.close();
  });

  /** Opens the page of the real core, parts of it replaced by `parts`, and closes all of it at the end. */
  async function onPage(
    use: (tab: Tab, served: { readonly url: string; close(): Promise<void> }) => Promise<void>,
    {
      parts = {},
      previews,
      ...options
    }: BrowserContextOptions & { parts?: Partial<Core>; previews?: readonly Preview[] } = {},
  ): Promise<void> {
    const served = await servePage({ ...bot.core, ...parts }, previews);
    const special = Object.keys(options).length > 0;
    const tab = special || usual === undefined ? await openTab(browser, served.url, options) : usual;
    if (tab === usual) await tab.visit(served.url);
    if (!special) usual = tab;
    try {
      await use(tab, served);
      expect(tab.faults).toEqual([]);
    } finally {
      if (special) await tab.close();
      await served.close();
    }
  }

  it('answers the example that it greets with', () =>
    onPage(async ({ page, outside }) => {
      await page.getByRole('button', { name: example }).click();
      const card = page.locator('.card');
      await card.waitFor();
      expect(await page.locator('.greeting').count()).toBe(0);
      expect(await page.locator('.asked').innerText()).toBe(example);
      const chat = card.getByRole('link', { name: en.seller.openChat });
      expect(await chat.getAttribute('href')).toMatch(chatLink);
      expect(await chat.getAttribute('target')).toBe('_blank');
      expect(await chat.getAttribute('rel')).toBe('noopener noreferrer');
      expect(await card.locator('.whole').textContent()).toMatch(chatLink);
      expect(await card.getByRole('img', { name: en.adapter.qrCode }).count()).toBe(1);
      expect(await page.locator('.seen-by').innerText()).toBe('Only you see this');
      const width = () =>
        card
          .locator('img')
          .evaluateAll((found) => found.map((img) => ('naturalWidth' in img ? img.naturalWidth : 0)));
      await expect.poll(width).toEqual([480]);
      expect(outside).toEqual([]);
    }));

  it('copies the whole link', () =>
    onPage(
      async ({ page, say }) => {
        await say(example);
        await page.getByRole('button', { name: 'Copy' }).click();
        await page.getByText('Copied').waitFor();
        expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(chatLink);
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    ));

  it('completes by keyboard: commands, values, options', () =>
    onPage(async ({ page }) => {
      const line = page.locator('#line');
      const options = page.getByRole('option');
      await line.pressSequentially('/');
      await expect.poll(() => options.count()).toBe(bot.core.menu.length);
      expect(await line.getAttribute('aria-expanded')).toBe('true');
      const help = bot.core.menu.findIndex(({ name }) => name === 'help');
      for (let at = 0; at <= help; at += 1) await line.press('ArrowDown');
      const marked = page.locator('[aria-selected="true"]');
      expect(await marked.count()).toBe(1);
      expect(await line.getAttribute('aria-activedescendant')).toBe(await marked.getAttribute('id'));
      await line.press('Enter');
      expect(await line.inputValue()).toBe('/help ');
      await line.pressSequentially('prod');
      await expect.poll(() => options.allInnerTexts()).toEqual([expect.stringContaining('product')]);
      await line.press('Tab');
      expect(await line.inputValue()).toBe('/help product ');
      await line.press('Escape');
      expect(await line.getAttribute('aria-expanded')).toBe('false');
      await line.press('Enter');
      await page.locator('.card', { hasText: 'sku' }).waitFor();
      await line.press('ArrowUp');
      expect(await line.inputValue()).toBe('/help product ');
      await line.press('ArrowDown');
      expect(await line.inputValue()).toBe('');
    }));

  it('completes by pointer, in the midst of a line, and says what is being typed', () =>
    onPage(async ({ page }) => {
      const line = page.locator('#line');
      await line.pressSequentially('/seller 951807530375 --sh');
      await page.getByRole('option', { name: '--share' }).click();
      expect(await line.inputValue()).toBe('/seller 951807530375 --share ');
      await page.getByRole('option', { name: 'yes' }).click();
      expect(await line.inputValue()).toBe('/seller 951807530375 --share yes ');
      await line.fill('');
      await line.pressSequentially('/seller ');
      await expect.poll(() => page.locator('#hint').innerText()).toMatch(/^offer .*Example 951807530375$/s);
      expect(await page.locator(':focus').getAttribute('id')).toBe('line');
    }));

  it('runs buttons and choices', () =>
    onPage(async ({ page, say }) => {
      await say('/selller 1');
      await page.getByRole('button', { name: 'Help' }).click();
      await page.locator('.turn').nth(1).locator('.card').waitFor();
      expect(await page.locator('.asked').nth(1).innerText()).toBe('Help');
      await say('/freight 889512351602 2');
      const choice = page.locator('.card select').last();
      await choice.waitFor();
      const wanted = await choice.locator('option:not([disabled])').last().innerText();
      await choice.selectOption(wanted);
      // The answer takes the place of the card that was chosen on, and of the turn that asked.
      await page.locator('.card .fields', { hasText: wanted }).waitFor();
    }));

  it('puts an answer that replaces in the place of the card that was clicked', () => {
    const card = (title: string): ReadyCard => ({
      ...plainCard,
      title,
      actions: [{ kind: 'run', label: 'Next', run: title }],
    });
    const handle: Core['handle'] = async ({ input }, transport) => {
      const first = input.kind !== 'payload';
      if (!first) await transport.defer('asker', true);
      const answer: Answer = {
        card: card(first ? 'first' : `after ${input.payload}`),
        visibility: 'asker',
        replace: !first,
        language: 'en',
      };
      await (first ? transport.answer(answer) : transport.deliver(answer));
    };
    return onPage(
      async ({ page, say }) => {
        await say('/anything');
        await page.getByRole('button', { name: 'Next' }).click();
        await page.locator('.card', { hasText: 'after first' }).waitFor();
        expect(await page.locator('.card').count()).toBe(1);
        expect(await page.locator('.turn').count()).toBe(1);
        await page.getByRole('button', { name: 'Next' }).click();
        await page.locator('.card', { hasText: 'after after first' }).waitFor();
      },
      { parts: { handle } },
    );
  });

  it('says that an answer is being made, until it is there', () => {
    const held = Promise.withResolvers<void>();
    const handle: Core['handle'] = async (invocation, transport) => {
      await transport.defer('asker', false);
      await held.promise;
      await bot.core.handle(invocation, { ...transport, answer: transport.deliver });
    };
    return onPage(
      async ({ page }) => {
        await page.locator('#line').fill('/help');
        await page.locator('#line').press('Enter');
        await page.locator('.waiting', { hasText: bot.core.words.en.working }).waitFor();
        expect(await page.locator('.turn').getAttribute('aria-busy')).toBe('true');
        held.resolve();
        await page.locator('.card').waitFor();
        expect(await page.locator('.waiting').count()).toBe(0);
      },
      { parts: { handle } },
    );
  });

  it('says so when the bot is gone', () =>
    onPage(async ({ page }, served) => {
      await served.close();
      await page.locator('#line').fill('/help');
      await page.locator('#line').press('Enter');
      await page.locator('.card.bad', { hasText: 'The bot does not answer' }).waitFor();
    }));

  it('marks what everyone sees', () =>
    onPage(
      async ({ page, say }) => {
        await say('/x');
        expect(await page.locator('.seen-by').innerText()).toBe('Everyone in the conversation sees this');
      },
      { parts: answering(plainCard, { visibility: 'conversation' }) },
    ));

  it('speaks Chinese where the browser does', () =>
    onPage(
      async ({ page, say }) => {
        expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
        expect(await page.locator('#line').getAttribute('aria-label')).toBe('命令');
        await say('/help');
        expect(await page.locator('.card').innerText()).toContain(zhCn.help.title);
        expect(await page.locator('.seen-by').innerText()).toBe('仅您可见');
      },
      { locale: 'zh-CN' },
    ));

  it('shows answers as other platforms do, old ones and new ones', () =>
    onPage(
      async ({ page, say }) => {
        await say('/help');
        const title = await page.locator('.card .title').innerText();
        await page.getByRole('radio', { name: titlesOnly.name }).check();
        const frame = page.frameLocator('.preview').first();
        await frame.getByRole('heading', { name: title }).waitFor();
        await say('/status');
        await expect.poll(() => page.locator('.preview').count()).toBe(2);
        expect(await page.locator('.card').count()).toBe(0);
        await page.getByRole('radio', { name: 'This page' }).check();
        await page.locator('.card').nth(1).waitFor();
        expect(await page.locator('.preview').count()).toBe(0);
      },
      { previews: [titlesOnly] },
    ));

  it('lets no drawing of another platform run anything, and gives it the room that it needs', async () => {
    const served = await servePage(bot.core, [hostilePreview]);
    const tab = await openTab(browser, served.url);
    await tab.say('/help');
    await tab.page.getByRole('radio', { name: 'Hostile' }).check();
    const frame = tab.page.frameLocator('.preview');
    await frame.locator('#away').click();
    await expect
      .poll(async () => (await tab.page.locator('.preview').boundingBox())?.height)
      .toBeGreaterThan(700);
    expect(await tab.page.evaluate('"harmed" in window')).toBe(false);
    expect(tab.faults.length).toBeGreaterThan(0);
    await tab.close();
    await served.close();
  });

  it('puts in foreign words as words', () => {
    const words = `<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>&amp;`;
    const card: ReadyCard = {
      ...plainCard,
      title: words,
      body: [
        { kind: 'text', text: [words, { bold: words }, { code: words }] },
        { kind: 'fields', fields: [{ label: words, value: [words] }] },
        { kind: 'list', items: [[words]] },
        { kind: 'copy', label: words, value: words },
      ],
      actions: [{ kind: 'run', label: words, run: 'x?' }],
      footnote: [words],
    };
    return onPage(
      async ({ page, say }) => {
        await say(words);
        expect(await page.locator('.asked').innerText()).toBe(words);
        const shown = await page.locator('.card').evaluate((drawn) => drawn.textContent ?? '');
        expect(shown.split(words)).toHaveLength(12);
        expect(await page.locator('.card img, .card script').count()).toBe(0);
        expect(await page.evaluate('"harmed" in window')).toBe(false);
      },
      { parts: answering(card) },
    );
  });

  it('shows a gallery as a grid, two abreast on a phone, whose pictures open and whose titles lead on', async () => {
    const ran: string[] = [];
    const picture = safeUrl('https://cbu01.alicdn.com/img/flask.png', ['alicdn.com']);
    const row = (title: string): GalleryRow<string> => ({
      ...(picture !== undefined && { picture: { url: picture, alt: `Picture of ${title}` } }),
      title,
      facts: ['¥12.00 · ', { time: { ms: 1_790_000_000_000, words: '09-21 21:33 UTC+8' } }],
      name: title,
      actions: [{ kind: 'run', label: 'Show', run: `product?offer=${title}` }],
    });
    const card: ReadyCard = {
      ...plainCard,
      body: [
        { kind: 'gallery', menus: ['Show'], rows: ['Flask A', 'Flask B', 'Flask C', 'Flask D'].map(row) },
        {
          kind: 'table',
          caption: 'Orders',
          columns: [
            { label: 'Order', kind: 'text' },
            { label: 'Total', kind: 'amount' },
          ],
          rows: [[{ text: ['1234'] }, { text: ['¥1,234.50'], value: 123_450 }]],
        },
      ],
    };
    const handle: Core['handle'] = (invocation, transport) => {
      if (invocation.input.kind === 'payload') ran.push(invocation.input.payload);
      return answering(card).handle(invocation, transport);
    };
    await onPage(
      async ({ page }, { url }) => {
        await page.route('https://cbu01.alicdn.com/**', (route) =>
          route.fulfill({ contentType: 'image/png', body: qrPng('https://example.com') }),
        );
        await page.goto('about:blank');
        await page.goto(`${url}/#${pageToken}`);
        await page.locator('#line').fill('/search flask');
        await page.locator('#line').press('Enter');
        const rows = page.locator('.gallery > li');
        await rows.nth(3).waitFor();
        const tops = await rows.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
        expect(tops[0]).toBe(tops[1]);
        expect(tops[2]).toBeGreaterThan(tops[1] ?? 0);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
        const time = page.locator('.gallery time').first();
        expect(await time.getAttribute('datetime')).toBe('2026-09-21T14:13:20.000Z');
        expect(await time.getAttribute('title')).toBe('09-21 21:33 UTC+8');
        await page.getByRole('button', { name: 'Picture of Flask B' }).click();
        const dialog = page.getByRole('dialog', { name: 'Picture of Flask B' });
        await dialog.waitFor();
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
        expect(await page.getByRole('region', { name: 'Orders' }).locator('td.number').innerText()).toBe(
          '¥1,234.50',
        );
        await page.getByRole('button', { name: 'Flask C', exact: true }).click();
        await expect.poll(() => ran).toEqual(['product?offer=Flask C']);
      },
      { parts: { handle }, viewport: { width: 390, height: 844 }, timezoneId: 'Europe/Berlin' },
    );
  });

  it('gives a list to tick the width of its card', () =>
    onPage(async ({ page, say }) => {
      await say('/search 保温杯');
      const [list, card] = await Promise.all(
        ['.ticks', '.card'].map((part) => page.locator(part).first().boundingBox()),
      );
      expect(list?.width ?? 0).toBeGreaterThan((card?.width ?? Number.NaN) * 0.8);
    }));

  it('draws any card: every action there, every copy whole, never wider than a phone', async () => {
    let card: ReadyCard = plainCard;
    const handle: Core['handle'] = (invocation, transport) => answering(card).handle(invocation, transport);
    const served = await servePage({ ...bot.core, handle });
    const tab = await openTab(browser, served.url, { viewport: { width: 340, height: 600 } });
    const drawn = tab.page.locator('.turn:last-child .card');
    await fc.assert(
      fc.asyncProperty(readyCards, async (any) => {
        card = any;
        await tab.say('/x');
        const links = any.actions.flatMap((action) => (action.kind === 'open' ? [action.url] : []));
        const hrefs = await drawn
          .locator(':scope > .actions a')
          .evaluateAll((found) => found.map((link) => link.getAttribute('href')));
        expect(hrefs).toEqual(links);
        const choices = any.actions.flatMap((action) => (action.kind === 'select' ? action.options : []));
        expect(await drawn.locator(':scope > .actions option:not([disabled])').count()).toBe(choices.length);
        expect(await drawn.locator(':scope > .actions > button').count()).toBe(
          any.actions.filter(({ kind }) => kind === 'run').length,
        );
        const rows = any.body.flatMap((block) => (block.kind === 'gallery' ? block.rows : []));
        expect(await drawn.locator('.gallery > li').count()).toBe(rows.length);
        expect(await drawn.locator('.gallery .row-title, .gallery .actions > button').count()).toBe(
          rows.flatMap(({ actions }) => actions).length,
        );
        const cells = any.body.flatMap((block) => (block.kind === 'table' ? block.rows.flat() : []));
        expect(await drawn.locator('.table tbody th, .table tbody td').count()).toBe(cells.length);
        const copies = any.body.flatMap((block) => (block.kind === 'copy' ? [block.value] : []));
        expect(await drawn.locator('.whole').allTextContents()).toEqual(
          copies.map((value) => value.toWellFormed()),
        );
        expect(await tab.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(340);
        expect(
          await tab.page.locator('#conversation').evaluate((log) => log.scrollWidth - log.clientWidth),
        ).toBeLessThanOrEqual(0);
      }),
      { numRuns: 8 },
    );
    await tab.close();
    await served.close();
  });
});

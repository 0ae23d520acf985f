import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatorChain } from '../../src/domain/audit/entry.ts';
import { allWords } from '../../src/languages/index.ts';
import { executablePath } from '../adapters/page/open-browser.ts';
import { type ConsoleBrowser, findings, openConsoleBrowser, sideways } from './console-browser.ts';
import { fillFurther } from './full-store.ts';
import { orderId } from './open-console.ts';

/** Every kind of page, and of what a page says, by its address. */
const addresses: Readonly<Record<string, string>> = {
  parked: '/parked',
  'parked, retried': '/parked?retried=3',
  unreadable: '/unreadable',
  orders: '/orders',
  'an order': `/orders/${orderId(3)}`,
  'no such order': '/orders?id=330500000000000000',
  watches: '/watches',
  requests: '/requests',
  'requests that wait': '/requests?open=yes',
  workspaces: '/workspaces',
  people: '/people',
  audit: '/audit',
  'audit, nothing found': `/audit?organization=${operatorChain}&command=none`,
  'audit, a filter that needs more': '/audit?person=slack%3AU0BOSS',
  settings: '/settings',
  'no such page': '/nothing',
  'an address that can’t be read': '/orders?after=nonsense',
};

describe.skipIf(executablePath === undefined)('every page of the console (skipped without Chromium)', () => {
  let opened: ConsoleBrowser;
  beforeAll(async () => {
    opened = await openConsoleBrowser(fillFurther);
  });
  afterAll(() => opened.close());

  /** Opens what a person can fold out. */
  const unfold = (page: Page) =>
    page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');

  it.each([
    { locale: 'en-US', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
    { locale: 'en-US', colorScheme: 'dark', viewport: { width: 360, height: 720 } },
    { locale: 'zh-CN', colorScheme: 'light', viewport: { width: 360, height: 720 } },
    { locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  ] as const)(
    'has nothing that axe finds wrong, and no line that is too wide: $locale, $colorScheme, $viewport.width px',
    async (options) => {
      const language = options.locale === 'zh-CN' ? 'zh-CN' : 'en';
      // What is dark differs by its colours alone.
      const rules = options.colorScheme === 'dark' ? ['color-contrast'] : undefined;
      const wrong: Record<string, readonly string[]> = {};
      const look = async (name: string, page: Page) => {
        // With its style: what is waited for may stand there before that has come.
        await page.waitForLoadState();
        expect(await page.locator('html').getAttribute('lang'), name).toBe(language);
        await unfold(page);
        const over = await sideways(page);
        const found = [...(over === 0 ? [] : [`${over} px too wide`]), ...(await findings(page, rules))];
        if (found.length > 0) wrong[name] = found;
      };
      const stranger = await opened.newPage({ ...options, reducedMotion: 'reduce' });
      await stranger.goto(opened.at('/orders'));
      await look('sign-in', stranger);
      await stranger.locator('input[name=token]').fill('not-the-admin-token');
      await stranger.keyboard.press('Enter');
      await stranger.locator('.notice.bad').waitFor();
      await look('a wrong token', stranger);
      await stranger.context().close();

      const page = await opened.signedIn({ ...options, reducedMotion: 'reduce' });
      for (const [name, path] of Object.entries(addresses)) {
        await page.goto(opened.at(path));
        await look(name, page);
      }
      await page.goto(opened.at('/unreadable'));
      await page.locator('form[action$="/look"] button').first().click();
      await page.locator('pre').waitFor();
      await look('a raw message', page);
      await page.locator('input[name=proof]').evaluateAll((fields) => {
        for (const each of fields) each.setAttribute('value', 'of an earlier sign-in');
      });
      await page.locator('form[action$="/read"] button').click();
      await page.getByText(allWords[language].console.refused.stale).waitFor();
      await look('a form of an earlier sign-in', page);
      // Last, so that there are figures to draw.
      await page.goto(opened.at(''));
      await page.locator('.chart svg').first().waitFor();
      await look('health', page);
      expect(wrong).toEqual({});
      await page.context().close();
    },
  );

  it('names what is parked in words, and folds what would push the next message out of sight', async () => {
    const { console: words, watch } = allWords.en;
    const page = await opened.signedIn();
    await page.goto(opened.at('/parked'));
    const about = await page.locator('tbody td:first-child').allInnerTexts();
    for (const what of [words.parked.order(orderId(3)), words.parked.summary('2026-11-29')]) {
      expect(about).toContain(what);
    }
    expect(about).toContain(watch.parkedRequest.answer);
    await page.goto(opened.at('/unreadable'));
    const wide = page.locator('tr', { hasText: 'aFieldWithQuiteALongNameOfItsOwn0' });
    const fields = wide.locator('li:visible');
    const inSight = await fields.count();
    await wide.locator('td:nth-child(4) summary').click();
    // All that are shown of a message, and how many more there are.
    expect([inSight, await fields.count()]).toEqual([12, 101]);
    await page.getByRole('button', { name: words.unreadable.look }).first().click();
    await page.locator('pre').waitFor();
    expect(await page.getByRole('button', { name: words.unreadable.look }).count()).toBe(0);
    await page.context().close();
  });
});

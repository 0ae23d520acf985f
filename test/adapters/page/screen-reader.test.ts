import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inventedPeople } from '../../../adapters/page/people.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { drivenOnPage } from '../../../src/wiring/partner.ts';
import { orderOf } from '../../arbitraries/order.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { executablePath, openBrowser, openTab, type Tab } from './open-browser.ts';
import { pageToken, servePage, titlesOnly } from './open-page.ts';

const results = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
  passes: z.array(z.object({ id: z.string() })),
});

const orderId = '3305075341149134260';

/** Lines whose cards hold every kind of block among them, and points in time in a table and in a text. */
const everyKind = [
  '/search 保温杯',
  '/compare 600000000003 600000000005',
  '/product 951807530375 --chart',
  '/order list',
  `/order show ${orderId}`,
];

/** What axe finds wrong on the page as it stands, best practices such as whole landmarks among it. */
async function findings({ page }: Tab): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations, passes } = results.parse(await page.evaluate('axe.run(document)'));
  expect(passes.length).toBeGreaterThan(15);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

describe.skipIf(executablePath === undefined)(
  'the page for a screen reader (skipped without Chromium)',
  () => {
    let bot: TestCore;
    let browser: Browser;
    beforeAll(async () => {
      [bot, browser] = await Promise.all([openTestCore(), openBrowser()]);
      bot.news.known.push({
        order: orderOf({ orderId }),
        changedAt: Date.parse('2026-05-21T10:00:00+08:00'),
      });
    });
    afterAll(async () => {
      await browser.close();
      await bot.close();
    });

    it.each([
      { locale: 'en-US', colorScheme: 'light' },
      { locale: 'en-US', colorScheme: 'dark' },
      { locale: 'zh-CN', colorScheme: 'light' },
      { locale: 'zh-CN', colorScheme: 'dark' },
    ] as const)('has nothing that axe finds wrong in $locale, $colorScheme', async (options) => {
      const served = await servePage(bot.core);
      const tab = await openTab(browser, served.url, { ...options, reducedMotion: 'reduce' });
      try {
        const { page } = tab;
        expect(await findings(tab)).toEqual([]);
        await page.locator('#line').pressSequentially('/');
        await page.getByRole('option').first().waitFor();
        expect(await findings(tab)).toEqual([]);
        await page.locator('#line').press('Escape');
        await tab.say('/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g');
        // A gallery, an offer with its chart and tables, what stands in fields, and a refusal.
        await tab.say('/search flask');
        await tab.say('/product 951807530375');
        await tab.say('/status');
        await tab.say('/nonsense');
        expect(await page.locator('.card.warning').count(), 'the last alone is refused').toBe(1);
        expect(await findings(tab)).toEqual([]);
        await tab.say('/image --sort price');
        await page.locator('.turn').last().getByRole('button').first().click();
        await page.locator('.asking').waitFor();
        expect(await findings(tab)).toEqual([]);
      } finally {
        await tab.close();
        await served.close();
      }
    });

    it('has nothing that axe finds wrong where it drives the sandbox as one of several people', async () => {
      if (bot.sandbox === undefined) throw new Error('no sandbox');
      const sandbox = drivenOnPage(bot.sandbox, systemRandom);
      const onSandbox = { sandbox, people: inventedPeople };
      const served = await servePage(bot.core, [titlesOnly], 0, pageToken, undefined, onSandbox);
      const tab = await openTab(browser, served.url);
      try {
        const { page } = tab;
        await page.locator('.sandbox summary').click();
        await page.getByRole('button', { name: 'Place an order' }).click();
        await page.getByText('It happened.').waitFor();
        expect(await findings(tab)).toEqual([]);
        await tab.say('/help');
        expect(await findings(tab)).toEqual([]);
      } finally {
        await tab.close();
        await served.close();
      }
    });

    it.each(['en-US', 'zh-CN'])('has nothing wrong in any kind of block in %s', async (locale) => {
      const served = await servePage(bot.core);
      const tab = await openTab(browser, served.url, { locale, reducedMotion: 'reduce' });
      try {
        for (const line of everyKind) await tab.say(line);
        for (const kind of [
          '.gallery',
          '.ticks',
          '.table',
          '.chart',
          '.fields',
          '.text time',
          '.table time',
        ]) {
          expect(await tab.page.locator(`.card ${kind}`).count(), kind).toBeGreaterThan(0);
        }
        expect(await findings(tab)).toEqual([]);
      } finally {
        await tab.close();
        await served.close();
      }
    });
  },
);

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Core } from '../../src/chat/adapter.ts';
import { executablePath, openBrowser, openTab, type Tab } from '../adapters/page/open-browser.ts';
import { servePage } from '../adapters/page/open-page.ts';
import { adapterContract, type Seen, type Surface } from './adapter-contract.ts';

describe.skipIf(executablePath === undefined)('in Chromium (skipped where there is none)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  /** One tab for each language: a new one takes longer than all that it is opened for. */
  const tabs = new Map<string, Tab>();
  async function tabOn(url: string, locale: string): Promise<Tab> {
    const known = tabs.get(locale);
    if (known !== undefined) {
      await known.visit(url);
      return known;
    }
    const opened = await openTab(browser, url, { locale });
    tabs.set(locale, opened);
    return opened;
  }

  /** A person with a browser, who reads the last card on the page. */
  async function open(core: Core, locale: 'en-US' | 'zh-CN'): Promise<Surface> {
    const served = await servePage(core);
    const tab = await tabOn(served.url, locale);
    const answer = tab.page.locator('.answer').last();

    async function seen(): Promise<Seen> {
      const labels = async (selector: string) =>
        (await answer.locator(selector).allInnerTexts()).map((text) => text.trim());
      return {
        text: await answer.innerText(),
        links: await answer
          .locator('a')
          .evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? '')),
        mentions: await labels('.mention'),
        buttons: await labels('.actions button, .actions option:not([disabled])'),
        pictures: tab.outside.length,
        qr: (await answer.locator('.qr path').count()) > 0,
        to: (await answer.locator('.seen-by.asker').count()) > 0 ? 'asker' : 'conversation',
      };
    }

    return {
      async type(line) {
        await tab.say(line);
        return seen();
      },
      async click(label) {
        const before = await tab.page.locator('.answer').count();
        const button = answer.getByRole('button', { name: label, exact: true });
        if ((await button.count()) > 0) await button.click();
        else await answer.locator('select', { hasText: label }).selectOption({ label });
        await tab.page.locator('.answer').nth(before).waitFor();
        return seen();
      },
      close: () => served.close(),
    };
  }

  adapterContract({ name: 'the page', open, sharing: false, qrAtOnce: true, pictures: true });
});

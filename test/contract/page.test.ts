import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Core } from '../../src/chat/adapter.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { executablePath, openBrowser, openTab, type Tab } from '../adapters/page/open-browser.ts';
import { servePage } from '../adapters/page/open-page.ts';
import { scriptedCore } from '../harness/scripted-core.ts';
import { adapterContract, type Seen, type Surface } from './adapter-contract.ts';
import { type OutletSurface, outletContract, type SeenNews } from './outlet-contract.ts';

/** Runs in the page: each message once, in the order in which it was posted, as it is drawn. */
const readNews = `(() => {
  const shown = new Map();
  for (const message of document.querySelectorAll('[data-message]')) {
    const inThread = message.closest('.thread') !== null;
    const known = shown.get(message.dataset.message);
    const above = message.closest('.turn').querySelector(':scope > [data-message]').dataset.message;
    const texts = (selector) => [...message.querySelectorAll(selector)].map(({ textContent }) => textContent);
    shown.set(message.dataset.message, {
      ref: message.dataset.message,
      text: message.querySelector('.card').textContent,
      links: [...message.querySelectorAll('a')].map((link) => link.getAttribute('href')),
      mentions: [],
      buttons: texts('.actions button, .actions option:not([disabled])'),
      pictures: message.querySelectorAll('.chart, .qr').length,
      aloud: known?.aloud === true || !inThread,
      ...(inThread ? { under: above } : known?.under === undefined ? {} : { under: known.under }),
    });
  }
  return [...shown.values()];
})()`;

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
        async files() {
          const [saved] = await Promise.all([
            tab.page.waitForEvent('download'),
            answer.locator('.file button').click(),
          ]);
          const content = await readFile(await saved.path(), 'utf8');
          expect(tab.faults).toEqual([]);
          return [{ name: saved.suggestedFilename(), content }];
        },
      };
    }

    return {
      async type(line) {
        await tab.say(line);
        return seen();
      },
      async click(label) {
        const count = () => tab.page.locator('.answer').count();
        const [before, words] = [await count(), await answer.innerText()];
        const button = answer.getByRole('button', { name: label, exact: true });
        if ((await button.count()) > 0) await button.click();
        else await answer.locator('select', { hasText: label }).selectOption({ label });
        // An answer is a card more, or takes the place of the one that was clicked.
        const isAnswered = async () => (await count()) > before || (await answer.innerText()) !== words;
        await expect.poll(isAnswered, { timeout: 10_000 }).toBe(true);
        return seen();
      },
      close: () => served.close(),
    };
  }

  adapterContract({
    name: 'the page',
    people: ['page:operator'],
    open,
    sharing: false,
    qrAtOnce: true,
    pictures: true,
  });

  const to = { place: 'local', conversation: 'page' };

  /** Somebody with a browser, who reads what the bot says by itself. */
  async function openForNews(): Promise<OutletSurface> {
    const served = await servePage(scriptedCore(async () => {}));
    const { page, faults } = await tabOn(served.url, 'en-US');
    let looks = 0;

    /** Everything that was said before is on the page once this is: it comes in order. */
    async function caughtUp(): Promise<void> {
      looks += 1;
      const title = `look ${looks}`;
      await served.outlet.post(
        to,
        { card: { tone: 'plain', title, body: [], actions: [] }, language: 'en' },
        title,
      );
      await page.locator('.told .title', { hasText: new RegExp(`^${title}$`) }).waitFor();
    }

    return {
      outlet: served.outlet,
      to,
      person: { person: 'operator', name: 'operator' },
      now: systemClock.now,
      async seen() {
        await caughtUp();
        // In the page at once: hundreds of messages take as many round trips otherwise.
        const all: SeenNews[] = await page.evaluate(readNews);
        return all.filter(({ text }) => !/^●look \d+$/.test(text));
      },
      fail() {
        throw new Error('nothing fails on this machine');
      },
      refusal: async () => () =>
        served.outlet.post(
          { ...to, conversation: 'nowhere' },
          { card: { tone: 'plain', title: 'x', body: [], actions: [] }, language: 'en' },
          'key',
        ),
      // Arbitrary cards have pictures from where the page takes none.
      problems: () => faults.filter((fault) => !fault.startsWith('Loading the image')),
      close: () => served.close(),
    };
  }

  outletContract({
    name: 'the page',
    open: openForNews,
    threads: true,
    links: false,
    pings: false,
    charts: true,
    faults: [],
    refusals: ['gone'],
    goesDown: false,
  });
});

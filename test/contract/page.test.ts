import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { z } from 'zod';
import type { Core } from '../../src/chat/adapter.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { executablePath, openBrowser, openTab, type Tab } from '../adapters/page/open-browser.ts';
import { servePage } from '../adapters/page/open-page.ts';
import { scriptedCore } from '../harness/scripted-core.ts';
import { adapterContract, type Seen, type Surface } from './adapter-contract.ts';
import { type FormSurface, formContract } from './form-contract.ts';
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
      buttons: texts('.row-title, .actions button, .actions option:not([disabled])'),
      pictures: message.querySelectorAll('.chart, .qr').length,
      aloud: known?.broadcast === true || !inThread,
      ...(inThread ? { under: above } : known?.under === undefined ? {} : { under: known.under }),
    });
  }
  return [...shown.values()];
})()`;

/** Runs in the page: all that is read off the last answer, in one round trip. */
const readAnswer = `(() => {
  const answer = [...document.querySelectorAll('.answer')].at(-1);
  const labels = (selector) => [...answer.querySelectorAll(selector)].map((found) => found.innerText.trim());
  return {
    text: answer.innerText,
    links: [...answer.querySelectorAll('a')].map((found) => found.getAttribute('href') ?? ''),
    mentions: labels('.mention'),
    buttons: labels('.row-title, .actions button, .actions option:not([disabled])'),
    // One that can't be loaded is taken out.
    pictures: answer.querySelectorAll('img').length,
    qr: answer.querySelector('.qr path') !== null,
    to: answer.querySelector('.seen-by.asker') === null ? 'conversation' : 'asker',
  };
})()`;

/** That a page shows before it is visited anew. */
const mostAnswers = 60;

const texts = z.array(z.string());
const seenSchema = z.object({
  text: z.string(),
  links: texts,
  mentions: texts,
  buttons: texts,
  pictures: z.number(),
  qr: z.boolean(),
  to: z.enum(['asker', 'conversation']),
});

describe.skipIf(executablePath === undefined)('in Chromium (skipped where there is none)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  /**
   * One visit for each language: it takes longer than most of what is done in it. Each person comes to the page as the one
   * before left it, and reads what comes last; behind it is the core of that person alone.
   */
  const visits = new Map<string, { readonly tab: Tab; readonly url: string; core: Core }>();
  const undo: (() => Promise<void>)[] = [];
  afterAll(async () => {
    await Promise.all(undo.map((step) => step()));
  });

  async function visitBy(core: Core, locale: 'en-US' | 'zh-CN'): Promise<Tab> {
    const known = visits.get(locale);
    if (known !== undefined) {
      known.core = core;
      const { page, faults, visit } = known.tab;
      // A page that gets longer and longer gets slower; a form that nobody sent off stays open.
      const isLong = (await page.locator('.answer').count()) > mostAnswers;
      if (isLong || faults.length > 0 || (await page.locator('form.asking').count()) > 0)
        await visit(known.url);
      return known.tab;
    }
    const served = await servePage({
      handle: (...asked) => visit.core.handle(...asked),
      suggest: (...asked) => visit.core.suggest(...asked),
      menu: core.menu,
      words: core.words,
    });
    undo.push(() => served.close());
    const visit = { tab: await openTab(browser, served.url, { locale }), url: served.url, core };
    visits.set(locale, visit);
    return visit.tab;
  }

  /** A person with a browser, who reads the last card on the page. */
  async function open(core: Core, locale: 'en-US' | 'zh-CN'): Promise<Surface> {
    const tab = await visitBy(core, locale);
    const answer = tab.page.locator('.answer').last();

    async function seen(): Promise<Seen> {
      return {
        ...seenSchema.parse(await tab.page.evaluate(readAnswer)),
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
        await expect.poll(isAnswered).toBe(true);
        return seen();
      },
      close: async () => expect(tab.faults).toEqual([]),
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

  /** Somebody who fills in forms in a browser. */
  async function openForms(core: Core): Promise<FormSurface> {
    const tab = await visitBy(core, 'en-US');
    const form = tab.page.locator('form.asking').last();

    async function put(values: Readonly<Record<string, string>>): Promise<void> {
      for (const [name, value] of Object.entries(values)) {
        const field = form.locator(`[name="${name}"]`);
        const option = field.locator(`option[value="${value}"]`);
        if ((await option.count()) > 0) await field.selectOption(value);
        else if ((await field.locator('option').count()) > 0) throw new Error('Malformed value');
        else await field.fill(value);
        if ((await field.inputValue()) !== value) throw new Error('Malformed value');
      }
      await form.locator('button[type=submit]').click();
    }
    return {
      async fill(values) {
        await tab.say('/status');
        await tab.page.locator('.answer').last().getByRole('button', { name: 'Open' }).click();
        await form.waitFor();
        try {
          await put(values);
        } catch (error) {
          // A field for numbers or days takes nothing else.
          if (!/Cannot type text|Malformed value/.test(String(error))) throw error;
          await form.locator('.actions .button').last().click();
          return 'prevented';
        }
        const faulty = form.locator('.field-faulty');
        await faulty.first().waitFor();
        const found: [string, string][] = [];
        for (const field of await faulty.all()) {
          const name = await field.locator('[name]').first().getAttribute('name');
          found.push([name ?? '', await field.locator('.fault-of-field').innerText()]);
        }
        return Object.fromEntries(found);
      },
      async correct(values) {
        await put(values);
        await expect.poll(() => form.count()).toBe(0);
      },
      close: async () => expect(tab.faults).toEqual([]),
    };
  }

  formContract({ name: 'the page', person: 'page:operator', open: openForms, slow: true });

  const to = { workspace: 'local', conversation: 'page' };
  let newsTab: Tab | undefined;

  /** Somebody with a browser, who reads what the bot says by itself. */
  async function openForNews(): Promise<OutletSurface> {
    const served = await servePage(scriptedCore(async () => {}));
    if (newsTab === undefined) newsTab = await openTab(browser, served.url);
    else await newsTab.visit(served.url);
    const { page, faults } = newsTab;
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

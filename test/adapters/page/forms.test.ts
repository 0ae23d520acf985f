import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExchangeBook } from '../../../adapters/page/exchanges.ts';
import { allWords } from '../../../src/languages/index.ts';
import type { Language } from '../../../src/runtime/language.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { executablePath, openBrowser, openTab } from './open-browser.ts';
import { pageToken, servePage } from './open-page.ts';

const offer = '600000000001';

/** Of a clause in a card. */
const lineHeight = "getComputedStyle(document.querySelector('.answer .clause')).lineHeight";

describe.skipIf(executablePath === undefined)('a form on the page (skipped without Chromium)', () => {
  let bot: TestCore;
  let browser: Browser;
  beforeAll(async () => {
    [bot, browser] = await Promise.all([openTestCore(), openBrowser()]);
    await bot.xport.addresses.save(
      {
        name: '张三丰',
        phone: '13811112222',
        province: '浙江省',
        city: '杭州市',
        district: '滨江区',
        address: '网商路699号',
        districtCode: '330108',
      },
      { userId: undefined, signal: new AbortController().signal },
    );
  });
  afterAll(async () => {
    await browser.close();
    await bot.close();
  });

  it.each([
    ['en-US', 'en'],
    ['zh-CN', 'zh-CN'],
  ] as const)(
    'in %s is filled in by keyboard alone on a phone: a fault stands at its field',
    async (locale, language) => {
      const served = await servePage(bot.core);
      const tab = await openTab(browser, served.url, { locale, viewport: { width: 390, height: 844 } });
      const { page } = tab;
      const { buying } = allWords[language];
      try {
        await tab.say(`/product ${offer}`);
        await page.locator('.answer').last().getByRole('button', { name: buying.order }).press('Enter');
        const form = page.locator('form.asking');
        await form.waitFor();
        // Variant, quantity and address, in this order.
        const variant = form.locator('select').first();
        await expect.poll(() => page.locator('form.asking select:focus').count()).toBe(1);
        await page.keyboard.press('ArrowDown');
        const chosen = await variant.inputValue();
        expect(chosen).not.toBe('');
        await page.keyboard.press('Tab');
        const quantity = form.locator('input[type=number]');
        await page.keyboard.press('ControlOrMeta+a');
        await page.keyboard.type('0');
        await page.keyboard.press('Tab');
        await page.keyboard.press('ArrowDown');
        const address = await form.locator('select').nth(1).inputValue();
        expect(address).not.toBe('');
        await page.keyboard.press('Shift+Tab');
        await page.keyboard.press('Enter');
        const fault = form.locator('.field-faulty .fault-of-field');
        await fault.waitFor();
        await expect.poll(() => form.locator('input[type=number][aria-invalid=true]:focus').count()).toBe(1);
        expect(await quantity.inputValue()).toBe('0');
        const described = (await quantity.getAttribute('aria-describedby')) ?? '';
        expect(described.split(' ')).toContain(await fault.getAttribute('id'));
        expect(await variant.inputValue()).toBe(chosen);
        expect(await form.locator('select').nth(1).inputValue()).toBe(address);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
        await page.keyboard.press('ControlOrMeta+a');
        await page.keyboard.type((await quantity.getAttribute('min')) ?? '');
        await page.keyboard.press('Enter');
        await page.locator('.card', { hasText: buying.notYetOrdered }).waitFor();
        expect(await form.count()).toBe(0);
        expect(tab.faults).toEqual([]);
      } finally {
        await tab.close();
        await served.close();
      }
    },
  );

  it('opens for what a typed line leaves out, on the first field that is still empty', async () => {
    const served = await servePage(bot.core);
    const tab = await openTab(browser, served.url, {});
    const { page } = tab;
    try {
      await tab.say(`/order preview ${offer} --address 5738`);
      await page.locator('.answer').last().getByRole('button', { name: allWords.en.core.fillIn }).click();
      const form = page.locator('form.asking');
      await expect.poll(() => page.locator('form.asking input[type=number]:focus').count()).toBe(1);
      expect(await form.locator('input[type=text]').first().inputValue()).toBe(offer);
      await page.keyboard.type('2');
      await form.locator('select').first().selectOption({ index: 1 });
      await form.locator('button[type=submit]').click();
      await form.waitFor({ state: 'detached' });
      await page.locator('.answer').last().getByText(allWords.en.buying.notYetOrdered).waitFor();
    } finally {
      await tab.close();
      await served.close();
    }
  });

  it.each([
    [1280, 900],
    [390, 844],
  ])('at %i × %i opens in sight, its buttons too', async (width, height) => {
    const served = await servePage(bot.core);
    const tab = await openTab(browser, served.url, { viewport: { width, height } });
    const { page } = tab;
    const { buying, orders } = allWords.en;
    try {
      await tab.say(`/product ${offer}`);
      await page.locator('.answer').last().getByRole('button', { name: buying.order }).click();
      const form = page.locator('form.asking');
      await expect.poll(() => page.locator('form.asking select:focus').count()).toBe(1);
      const top = await bottomOf(page.locator('.bar'));
      const end = (await page.locator('.entry').boundingBox())?.y ?? 0;
      expect((await form.boundingBox())?.y).toBeGreaterThanOrEqual(top);
      for (const button of await form.locator('.actions .button').all()) {
        expect(await bottomOf(button)).toBeLessThanOrEqual(end);
      }
      const variant = await form.locator('select').first().locator('option').nth(1).innerText();
      await form.locator('select').first().selectOption({ label: variant });
      await form.locator('select').nth(1).selectOption({ index: 1 });
      await form.locator('button[type=submit]').click();
      await form.waitFor({ state: 'detached' });
      // It reads as it was filled in, not by ids.
      expect(await page.locator('.asked').last().innerText()).toContain(variant);
      const pairs = page.locator('.answer').last().locator('.pair');
      const [first, second] = await Promise.all([0, 1].map((at) => pairs.nth(at).boundingBox()));
      if (width === 390) expect(first?.y).toBe(second?.y);
      await page.locator('.answer').last().locator('.button.primary').click();
      const steps = page.locator('.answer').last().locator('.clause', { hasText: orders.step.paid });
      await steps.waitFor();
      const line = Number.parseFloat(String(await page.evaluate(lineHeight)));
      expect((await steps.boundingBox())?.height).toBeLessThan(line * 1.5);
    } finally {
      await tab.close();
      await served.close();
    }
  });

  it('keeps the conversation over a restart, without what is a seller’s or whole', async () => {
    const book: ExchangeBook = {
      keep: (kept) => bot.store.exchanges.keep({ ...kept, organization: 'page:local' }),
      since: (asked) => bot.store.exchanges.since({ ...asked, organization: 'page:local' }),
    };
    const before = await servePage(bot.core, [], 0, pageToken, book);
    const tab = await openTab(browser, before.url);
    await tab.say('/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g');
    await tab.say('/address list');
    const id = /\d{4,}/.exec(await tab.page.locator('.answer').last().innerText())?.[0] ?? '';
    await tab.say(`/address show ${id}`);
    expect(await tab.page.locator('.answer').last().innerText()).toContain('网商路699号');
    await tab.say('/address add --name 李四 --phone 13911113333 --division 浙江省 --street 江南大道1号');
    await expect.poll(async () => (await book.since({ person: 'operator', since: 0 })).length).toBe(4);
    const kept = JSON.stringify(await book.since({ person: 'operator', since: 0 }));
    expect(kept).not.toMatch(/air\.1688|cnalichn|网商路|699号|138\D?1111|李四|139\D?1111/);
    await before.close();

    const after = await servePage(bot.core, [], 0, pageToken, book);
    try {
      await tab.visit(after.url);
      const asked = tab.page.locator('.earlier .asked');
      await expect.poll(() => asked.count()).toBe(4);
      expect(await asked.allInnerTexts()).toEqual([
        '/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g',
        '/address list',
        `/address show ${id}`,
        '/address add …',
      ]);
      // What stands there can still be clicked.
      const answers = tab.page.locator('.answer');
      await tab.page.locator('.earlier').nth(2).getByRole('button').first().click();
      await tab.page.locator('form.asking').waitFor();
      expect(await answers.count()).toBe(4);
      expect(tab.faults).toEqual([]);
    } finally {
      await tab.close();
      await after.close();
    }
  });

  it('stands in the language of the answer that it belongs to, not in the browser’s', async () => {
    const served = await servePage(bot.core);
    const tab = await openTab(browser, served.url, { locale: 'en-US' });
    const form = tab.page.locator('form.asking');
    const opened = async (language: Language) => {
      await tab.say(`/language ${language}`);
      await tab.say(`/product ${offer}`);
      const order = allWords[language].buying.order;
      await tab.page.locator('.answer').last().getByRole('button', { name: order }).click();
      await form.waitFor();
      await form.locator('button[type=submit]').click();
      await form.locator('.field-faulty .fault-of-field').first().waitFor();
      return {
        language: await form.getAttribute('lang'),
        cancel: await form.locator('.actions .button').last().innerText(),
        nothing: await form.locator('select').first().locator('option').first().innerText(),
        needed: await form.locator('.required').first().getAttribute('title'),
        fault: await form.locator('.field-faulty .fault-of-field').first().innerText(),
      };
    };
    try {
      expect(await opened('zh-CN')).toEqual({
        language: 'zh-CN',
        cancel: '取消',
        nothing: '请选择…',
        needed: '必填',
        fault: '请填写此项。',
      });
      await form.getByRole('button', { name: '取消' }).click();
      expect(await opened('en')).toEqual({
        language: 'en',
        cancel: 'Cancel',
        nothing: 'Choose…',
        needed: 'required',
        fault: 'Fill this in.',
      });
    } finally {
      await tab.close();
      await served.close();
    }
  });
});

async function bottomOf(shown: Locator): Promise<number> {
  const { y, height } = (await shown.boundingBox()) ?? { y: 0, height: 0 };
  return y + height;
}

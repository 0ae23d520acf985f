import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { openReverseProxy } from '../../http/reverse-proxy.ts';
import { executablePath, openBrowser } from './open-browser.ts';
import { authorization, pageToken, servePage, titlesOnly } from './open-page.ts';

const otherToken = 'TokenOfAnotherStart0123456789';
const actions = [{ kind: 'run', label: 'Again', run: 'again?' }] as const;
const newCore = () =>
  scriptedCore((transport) => transport.answer(answerOf('An answer', { card: { actions } })));

describe.skipIf(executablePath === undefined)(
  'the page and its token, in Chromium (skipped where there is none)',
  () => {
    let browser: Browser;
    let served: Awaited<ReturnType<typeof servePage>>;
    const tabs: Page[] = [];
    beforeAll(async () => {
      browser = await openBrowser();
    });
    beforeEach(async () => {
      served = await servePage(newCore());
    });
    afterEach(async () => {
      for (const tab of tabs.splice(0)) await tab.context().close();
      await served.close();
    });
    afterAll(() => browser.close());

    /** A tab in a browser of its own, which keeps nothing of others, and what it asked for. */
    async function open(address: string, locale = 'en-US') {
      const context = await browser.newContext({ locale });
      const page = await context.newPage();
      tabs.push(page);
      const asked: { readonly url: string; readonly authorization: string | undefined }[] = [];
      page.on('request', (request) =>
        asked.push({ url: request.url(), authorization: request.headers()['authorization'] }),
      );
      await page.goto(address);
      return { page, asked };
    }

    const prompt = (page: Page) => page.getByRole('dialog');
    const greeting = (page: Page) => page.locator('.greeting');

    async function paste(page: Page, text: string, button = 'Open'): Promise<void> {
      await prompt(page).getByRole('textbox').fill(text);
      await prompt(page).getByRole('button', { name: button }).click();
    }

    it('opens by the printed address, takes the token out of it, and sends it in a header alone', async () => {
      const { page, asked } = await open(`${served.url}/#${pageToken}`);
      await greeting(page).waitFor();
      expect(await prompt(page).count()).toBe(0);
      expect(page.url()).toBe(`${served.url}/`);
      await page.locator('#line').fill('/x');
      await page.locator('#line').press('Enter');
      await page.locator('.answer').waitFor();
      await page.getByRole('radio', { name: titlesOnly.name }).check();
      await page.frameLocator('.preview').getByRole('heading', { name: 'An answer' }).waitFor();
      // Of the first address the fragment stays in the browser.
      expect(asked.slice(1).filter(({ url }) => url.includes(pageToken))).toEqual([]);
      const data = asked.filter(({ url }) =>
        /\/page\/(?:menu$|suggestions$|invocations$|news\?|previews\/)/.test(url),
      );
      expect(data.length).toBeGreaterThanOrEqual(4);
      for (const each of data) expect(each).toMatchObject({ authorization });
    });

    it('keeps the token for the tab, and asks in another', async () => {
      const { page } = await open(`${served.url}/#${pageToken}`);
      await greeting(page).waitFor();
      await page.reload();
      await greeting(page).waitFor();
      expect(await prompt(page).count()).toBe(0);
      const other = await page.context().newPage();
      await other.goto(served.url);
      await prompt(other).waitFor();
      expect(await page.evaluate('JSON.stringify([localStorage.length, document.cookie])')).toBe('[0,""]');
    });

    it.each([
      ['en-US', /operator of the bot.*prints this page’s address.*paste it here/s, 'Open', 'not the token'],
      ['zh-CN', /机器人的操作者.*打印本页面的地址.*粘贴到这里/s, '打开', '这不是当前运行的机器人的令牌'],
    ])('says in %s where the token is, and that one is wrong', async (locale, where, button, wrong) => {
      const { page, asked } = await open(served.url, locale);
      await prompt(page).waitFor();
      expect(await prompt(page).innerText()).toMatch(where);
      expect(await prompt(page).innerText()).toContain(`${served.url}/#…`);
      expect(await page.locator(':focus').getAttribute('id')).toBe('token-entry');
      // Without a token nothing is asked for in vain.
      expect(asked.filter(({ url }) => url.includes('/page/menu'))).toEqual([]);
      for (const text of ['x', `${served.url}/#${otherToken}`, '令牌']) {
        await paste(page, text, button);
        await prompt(page).getByRole('alert').filter({ hasText: wrong }).waitFor();
      }
      await page.keyboard.press('Escape');
      expect(await prompt(page).count()).toBe(1);
      expect(await greeting(page).count()).toBe(0);
      await paste(page, pageToken, button);
      await greeting(page).waitFor();
      expect(await prompt(page).count()).toBe(0);
    });

    it.each([
      ['the whole address', (url: string) => `${url}/#${pageToken}`],
      ['the printed line', (url: string) => ` The chat page, for you alone: ${url}/#${pageToken}\n`],
      ['the fragment', () => `#${pageToken}`],
    ])('takes %s', async (_what, text) => {
      const { page } = await open(served.url);
      await paste(page, text(served.url));
      await greeting(page).waitFor();
    });

    it('says that the token in the address is wrong', async () => {
      const { page } = await open(`${served.url}/#${otherToken}`);
      await prompt(page).getByRole('alert').filter({ hasText: 'not the token' }).waitFor();
      expect(page.url()).toBe(`${served.url}/`);
    });

    it('says so when the bot is gone meanwhile', async () => {
      const { page } = await open(served.url);
      await prompt(page).waitFor();
      await served.close();
      await paste(page, pageToken);
      await prompt(page).getByRole('alert').filter({ hasText: 'does not answer' }).waitFor();
    });

    it('asks anew when the bot was started again, and keeps what is on the page', async () => {
      const { page } = await open(`${served.url}/#${pageToken}`);
      await page.locator('#line').fill('/x');
      await page.locator('#line').press('Enter');
      await page.locator('.answer').waitFor();
      const port = Number(new URL(served.url).port);
      await served.close();
      const core = newCore();
      served = await servePage(core, undefined, port, otherToken);
      await prompt(page).getByRole('alert').filter({ hasText: 'not the token' }).waitFor();
      // The new address, in the same tab: nothing is loaded anew.
      await page.goto(`${served.url}/#${otherToken}`);
      await expect.poll(() => prompt(page).count()).toBe(0);
      expect(page.url()).toBe(`${served.url}/`);
      await page.locator('#line').fill('/y');
      await page.locator('#line').press('Enter');
      await expect.poll(() => page.locator('.answer').count()).toBe(2);
      expect(core.asked.map(({ input }) => input)).toEqual([{ kind: 'text', text: '/y' }]);
    });

    it('sends a command again that was refused for its token, once there is the right one', async () => {
      const { page } = await open(`${served.url}/#${pageToken}`);
      await page.locator('#line').fill('/x');
      await page.locator('#line').press('Enter');
      await page.locator('.answer').waitFor();
      const port = Number(new URL(served.url).port);
      await served.close();
      const core = newCore();
      served = await servePage(core, undefined, port, otherToken);
      await prompt(page).waitFor();
      // Put away, as a browser lets a person who insists.
      await prompt(page).evaluate((dialog) => Reflect.get(dialog, 'close').call(dialog));
      await page.getByRole('button', { name: 'Again' }).click();
      await paste(page, otherToken);
      await expect.poll(() => page.locator('.answer').count()).toBe(2);
      expect(core.asked).toHaveLength(1);
    });

    it('is asked for behind a proxy that changes the Host and adds nothing', async () => {
      const proxy = await openReverseProxy(served.url);
      const { page } = await open(proxy.url);
      await prompt(page).waitFor();
      expect(await greeting(page).count()).toBe(0);
      await page.context().close();
      tabs.length = 0;
      await proxy.close();
    });

    it('fits a phone', async () => {
      const { page } = await open(served.url, 'zh-CN');
      await page.setViewportSize({ width: 320, height: 568 });
      await prompt(page).waitFor();
      const box = await prompt(page).boundingBox();
      expect(box?.x ?? -1).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(320);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    });
  },
);

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatorChain } from '../../src/domain/audit/entry.ts';
import { en } from '../../src/languages/en/index.ts';
import { executablePath } from '../adapters/page/open-browser.ts';
import { type ConsoleBrowser, openConsoleBrowser } from './console-browser.ts';
import { adminToken } from './open-console.ts';

const { refused, signIn, parked, title } = en.console;

/** A page of somebody else's, which acts in the name of whoever looks at it. */
async function openOtherSite(page: () => string) {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // What listens on a port gives an address.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

describe.skipIf(executablePath === undefined)(
  'what the console refuses in Chromium (skipped where there is none)',
  () => {
    let opened: ConsoleBrowser;
    let site: Awaited<ReturnType<typeof openOtherSite>>;
    let html = '';
    beforeAll(async () => {
      [opened, site] = await Promise.all([openConsoleBrowser(), openOtherSite(() => html)]);
    });
    afterAll(async () => {
      await site.close();
      await opened.close();
    });

    /** The proof that stands in the forms of the operator's own pages. */
    async function proofOf(page: Page): Promise<string> {
      await page.goto(opened.at('/parked'));
      return (await page.locator('input[name=proof]').first().getAttribute('value')) ?? '';
    }

    /** The operator is still signed in, and nothing was done. */
    async function expectUntouched(page: Page): Promise<void> {
      await page.goto(opened.at('/parked'));
      await page.getByRole('heading', { name: parked.title }).waitFor();
      expect(await page.locator('tbody tr').count()).toBe(2);
      await page.goto(opened.at(`/audit?organization=${operatorChain}`));
      const what = await page.locator('tbody strong').allInnerTexts();
      expect(new Set(what)).toEqual(new Set(['console sign-in']));
    }

    it.each([
      // Another port is the same site for a cookie: the browser sends it along.
      { host: '127.0.0.1', sends: 'with the operator’s own cookie' },
      { host: 'localhost', sends: 'without a cookie' },
    ])('does nothing that a page on $host asks for, $sends', async ({ host, sends }) => {
      const page = await opened.signedIn();
      const proof = await proofOf(page);
      html = `<form method="post" action="${opened.at('/retry-all')}"><input name="proof" value="${proof}"><button>Win</button></form>
        <iframe src="${opened.at('/parked')}"></iframe>`;
      await page.goto(`http://${host}:${site.port}/`);
      // Nor is it shown inside of another page, where a click could be led to its buttons.
      const [, frame] = page.frames();
      await expect.poll(() => frame?.url()).toMatch(/^(?:chrome-error:|http)/);
      expect(await frame?.content()).not.toContain(parked.retryAll);

      const sent = page.waitForRequest((request) => request.method() === 'POST');
      await page.getByRole('button', { name: 'Win' }).click();
      const headers = await (await sent).allHeaders();
      expect(headers['cookie'] !== undefined).toBe(sends === 'with the operator’s own cookie');
      await page.getByText(refused.elsewhere).waitFor();
      // The way back.
      await page.getByRole('link', { name: title }).click();
      await page.locator('#live').waitFor();
      await expectUntouched(page);
      await page.context().close();
    });

    it('does nothing by a script of another page, and tells it nothing', async () => {
      const page = await opened.signedIn();
      const proof = await proofOf(page);
      html = '<p id="here">Another page</p>';
      await page.goto(`http://127.0.0.1:${site.port}/`);
      const seen = await page.evaluate(
        async ({ to, form }) => {
          const read = (mode: 'cors' | 'no-cors', init: RequestInit) =>
            fetch(to, { ...init, mode, credentials: 'include' }).then(
              (answer) => answer.text(),
              () => 'kept from it',
            );
          const body = new URLSearchParams(form);
          return [await read('no-cors', { method: 'POST', body }), await read('cors', {})];
        },
        { to: opened.at('/retry-all'), form: { proof } },
      );
      expect(seen).toEqual(['kept from it', 'kept from it']);
      await expectUntouched(page);
      await page.context().close();
    });

    it('takes no form whose proof was changed, or is of an earlier sign-in', async () => {
      const page = await opened.signedIn();
      await page.goto(opened.at('/parked'));
      const change = (value: string) =>
        page.locator('input[name=proof]').evaluateAll((fields, to) => {
          for (const each of fields) each.setAttribute('value', to);
        }, value);
      for (const value of ['', 'x', 'x'.repeat(43)]) {
        await change(value);
        await page.getByRole('button', { name: parked.retryAll }).click();
        await page.getByText(refused.stale).waitFor();
        // Still signed in, with the menu to begin again from.
        await page.getByRole('link', { name: en.console.pages.parked }).click();
        await page.getByRole('heading', { name: parked.title }).waitFor();
      }
      // Left open while the operator signs out and in again in another tab.
      const left = await page.context().newPage();
      await left.goto(opened.at('/parked'));
      const other = await page.context().newPage();
      await other.goto(opened.at(''));
      await other.getByRole('button', { name: signIn.signOut }).click();
      await page.getByRole('button', { name: parked.retryAll }).click();
      await page.getByText(signIn.over).waitFor();
      await other.locator('input[name=token]').fill(adminToken);
      await other.keyboard.press('Enter');
      await other.locator('#live').waitFor();
      await left.getByRole('button', { name: parked.retryAll }).click();
      await left.getByText(refused.stale).waitFor();
      await expectUntouched(page);
      await page.context().close();
    });

    it('signs nobody in for a forged or foreign cookie, and takes the token at once', async () => {
      const page = await opened.signedIn();
      const [cookie] = await page.context().cookies();
      const known = cookie ?? expect.fail('no cookie');
      for (const value of [
        'x',
        `${known.value.slice(0, -3)}AAA`,
        known.value.replace(/^[^.]+/, 'zzzzzzzz'),
      ]) {
        await page.context().addCookies([{ ...known, value }]);
        await page.goto(opened.at('/orders'));
        await page.getByText(signIn.over).waitFor();
      }
      await page.locator('input[name=token]').fill(adminToken);
      await page.keyboard.press('Enter');
      await page.locator('#live').waitFor();
      await expectUntouched(page);
      await page.context().close();
    });

    // Last, since what it uses up is shared by all of one address.
    it('says how long to wait after too many wrong tokens, and still takes the right one', async () => {
      const page = await opened.newPage();
      await page.goto(opened.at('/people'));
      const tooOften = new RegExp(signIn.tooOften(7).replace('7 seconds', String.raw`\d+ seconds?`));
      for (let tries = 0; ; tries += 1) {
        expect(tries).toBeLessThan(20);
        await page.locator('input[name=token]').fill(`wrong-token-number-${tries}`);
        const answered = page.waitForResponse((response) => response.request().method() === 'POST');
        await page.getByRole('button', { name: signIn.button }).click();
        const answer = await answered;
        await page.locator('.notice.bad').waitFor();
        if (answer.status() === 429) break;
        await page.getByText(signIn.wrong).waitFor();
      }
      await page.getByText(tooOften).waitFor();
      await page.locator('input[name=token]').fill(adminToken);
      await page.keyboard.press('Enter');
      await page.locator('#live').waitFor();
      await page.context().close();
    });
  },
);

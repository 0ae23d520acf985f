import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operatorChain } from '../../src/domain/audit/entry.ts';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { executablePath, openBrowser } from '../adapters/page/open-browser.ts';
import { adminToken, openConsoleBot, orderId, unreadableBody } from './open-console.ts';

const results = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** One of each kind of page: the other lists are made by the same few lines. */
const drawnApart: readonly string[] = ['', '/parked', '/unreadable', '/audit', `/orders/${orderId(3)}`];

const paths = [
  '',
  '/parked',
  '/unreadable',
  '/orders',
  `/orders/${orderId(3)}`,
  '/watches',
  '/requests',
  '/workspaces',
  '/people',
  '/audit',
  '/settings',
] as const;

describe.skipIf(executablePath === undefined)('the console in Chromium (skipped where there is none)', () => {
  let served: Awaited<ReturnType<typeof openConsoleBot>>;
  let browser: Browser;
  const faults: string[] = [];
  const outside: string[] = [];
  beforeAll(async () => {
    [served, browser] = await Promise.all([openConsoleBot(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
    expect(faults).toEqual([]);
    expect(outside).toEqual([]);
    const wrong = served.log.lines.filter((line) => /"level":"error"|a request failed/.test(line));
    // What is read again to no avail is told again.
    expect(wrong.filter((line) => !line.includes('"trace":"trace-of-it"'))).toEqual([]);
  });

  const at = (path: string) => `${served.bot.url}/console${path}`;

  async function signedIn(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-US', ...options });
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) faults.push(message.text());
    });
    page.on('request', (request) => {
      if (!/^http:\/\/127\.0\.0\.1:|^data:/.test(request.url())) outside.push(request.url());
    });
    await page.goto(at(''));
    await page.locator('input[name=token]').fill(adminToken);
    await page.keyboard.press('Enter');
    await page.locator('#live').waitFor();
    return page;
  }

  it('asks for the token, and keeps the session in a cookie that no script and no other site gets', async () => {
    const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
    await page.goto(at('/orders'));
    expect(await page.locator('main').innerText()).not.toContain(orderId(1));
    await page.locator('input[name=token]').fill('not-the-admin-token');
    await page.getByRole('button', { name: en.console.signIn.button }).click();
    await page.getByText(en.console.signIn.wrong).waitFor();
    await page.locator('input[name=token]').fill(adminToken);
    await page.keyboard.press('Enter');
    await page.locator('#live').waitFor();
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/console' });
    // By keyboard alone: past the menu, and out again.
    await page.reload();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    await page.getByRole('button', { name: en.console.signIn.signOut }).focus();
    await page.keyboard.press('Enter');
    await page.locator('input[name=token]').waitFor();
    // The cookie of before opens nothing any more.
    await page.context().addCookies([{ ...(cookie ?? expect.fail('no cookie')) }]);
    await page.goto(at('/orders'));
    await page.getByText(en.console.signIn.over).waitFor();
    await page.context().close();
  });

  it.each([
    {
      locale: 'en-US',
      colorScheme: 'light',
      viewport: { width: 1200, height: 800 },
      looked: drawnApart.slice(0, 2),
    },
    { locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 360, height: 720 }, looked: drawnApart },
  ] as const)(
    'has nothing that axe finds wrong, and no line that is too wide: $locale, $colorScheme, $viewport.width px',
    async ({ looked, ...options }) => {
      const page = await signedIn({ ...options, reducedMotion: 'reduce' });
      for (const path of paths) {
        await page.goto(at(path));
        expect(await page.locator('html').getAttribute('lang')).toBe(
          options.locale === 'zh-CN' ? 'zh-CN' : 'en',
        );
        await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
        const over = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect(over, path).toBe(0);
        if (!looked.includes(path)) continue;
        await page.evaluate(axe.source);
        const { violations } = results.parse(await page.evaluate('axe.run(document)'));
        const found = violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`),
        );
        expect(found, path).toEqual([]);
      }
      await page.context().close();
    },
  );

  it('goes through long lists page by page, and finds one order', async () => {
    const page = await signedIn();
    await page.goto(at('/orders'));
    expect(await page.locator('tbody tr').count()).toBe(50);
    await page.getByRole('link', { name: 'More' }).click();
    expect(await page.locator('tbody tr').count()).toBe(10);
    await page.getByRole('link', { name: en.console.first }).click();
    await page.locator('input[name=id]').fill(orderId(3));
    await page.keyboard.press('Enter');
    // The message that was about it.
    await page.getByText('trace-of-it').waitFor();
    const known = await page.locator('main').innerText();
    for (const part of [
      '¥64.61',
      '义乌市灯具厂',
      '<b>台灯</b>',
      'YT7565691026776',
      en.orders.parcelState.moving,
      '✓ paid',
    ]) {
      expect(known).toContain(part);
    }
    await page.locator('a[hreflang=zh-CN]').click();
    await page.getByRole('heading', { name: zhCn.console.orders.messages }).waitFor();
    await page.goto(at('/audit?organization=page%3Alocal&command=watch&person=page%3Aoperator'));
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.context().close();
  });

  it('retries what is parked, which is then said in the chat, and discards the rest with a reason', async () => {
    const page = await signedIn();
    const health = await page.context().newPage();
    await health.goto(at(''));
    await health.getByText('2 messages could not be said').waitFor();
    const chat = await (await browser.newContext({ locale: 'en-US' })).newPage();
    await chat.goto(`${served.bot.url}/#${served.bot.tokens.page}`);
    await chat.locator('.greeting').waitFor();

    await page.goto(at('/parked'));
    const row = page.locator('tr', { hasText: orderId(1) });
    await expect.poll(() => row.innerText()).toContain('the conversation <is> "gone"');
    await row.getByRole('button', { name: 'Retry' }).click();
    await page.getByText(en.console.parked.retried(1)).waitFor();
    await chat.locator('.card', { hasText: orderId(1) }).waitFor();
    expect(await chat.locator('.card', { hasText: orderId(2) }).count()).toBe(0);

    const other = page.locator('tr', { hasText: orderId(2) });
    await other.locator('summary').click();
    await other.locator('input[name=reason]').fill('told by phone');
    await other.getByRole('button', { name: en.console.parked.confirm }).click();
    await page.getByText('Discarded.').waitFor();
    expect(await page.locator('tbody tr').count()).toBe(0);
    // Without a reload.
    await health.getByText(en.console.health.inTime).waitFor();

    await page.goto(at(`/audit?organization=${operatorChain}`));
    const told = await page.locator('tbody').innerText();
    expect(told).toContain('console retry');
    expect(told).toContain('console discard');
    expect(told).toContain('told by phone');
    await chat.context().close();
    await page.context().close();
  });

  it('shows of an unreadable message its shape alone, its bytes on one more click that is written down, and discards it', async () => {
    const page = await signedIn();
    await page.goto(at('/unreadable'));
    const shape = await page.locator('tbody').innerText();
    expect(shape).toContain('text of 24 characters');
    expect(shape).toContain('deep.list[2]');
    expect(shape).toContain(en.console.unreadable.malformed['JSON without a message type']);
    expect(await page.content()).not.toContain('a-value-nobody-asked-for');
    // Once more, to no avail.
    await page.getByRole('button', { name: en.console.unreadable.retry }).click();
    await page.getByText(en.console.unreadable.again(1)).waitFor();
    await expect
      .poll(async () => {
        await page.reload();
        return page.locator('tbody tr').count();
      })
      .toBe(1);
    await page.getByRole('button', { name: en.console.unreadable.look }).click();
    expect(await page.locator('pre').innerText()).toBe(unreadableBody);
    await page.locator('summary').click();
    await page.locator('input[name=reason]').fill('a test of the partner’s');
    await page.getByRole('button', { name: en.console.parked.confirm }).click();
    await page.getByText('Discarded.').waitFor();
    expect(await page.locator('tbody tr').count()).toBe(0);
    await page.goto(at(`/audit?organization=${operatorChain}&command=console+look`));
    expect(await page.locator('tbody').innerText()).toContain('digest-of-it');
    await page.goto(at(`/audit?organization=${operatorChain}&command=console+retry`));
    expect(await page.locator('tbody').innerText()).toContain('digest-of-it');
    const store = await served.openAgain();
    expect(await store.audit.verify({ organization: operatorChain })).not.toHaveProperty('broken');
    await store.close();
    await page.context().close();
  });
});

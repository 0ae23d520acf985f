import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatorChain } from '../../src/domain/audit/entry.ts';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { executablePath } from '../adapters/page/open-browser.ts';
import { type ConsoleBrowser, openConsoleBrowser } from './console-browser.ts';
import { adminToken, orderId, unreadableBody } from './open-console.ts';

describe.skipIf(executablePath === undefined)('the console in Chromium (skipped where there is none)', () => {
  let opened: ConsoleBrowser;
  beforeAll(async () => {
    opened = await openConsoleBrowser();
  });
  afterAll(async () => {
    const { log } = opened.served;
    await opened.close();
    const wrong = log.lines.filter((line) => /"level":"error"|a request failed/.test(line));
    // What is read again to no avail is told again.
    expect(wrong.filter((line) => !line.includes('"trace":"trace-of-it"'))).toEqual([]);
  });

  const at = (path: string) => opened.at(path);

  it('asks for the token, and keeps the session in a cookie that no script and no other site gets', async () => {
    const page = await opened.newPage();
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

  it('goes through long lists page by page, and finds one order', async () => {
    const page = await opened.signedIn();
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
    const page = await opened.signedIn();
    const health = await page.context().newPage();
    await health.goto(at(''));
    await health.getByText('2 messages could not be said').waitFor();
    const chat = await opened.newPage();
    await chat.goto(`${opened.served.bot.url}/#${opened.served.bot.tokens.page}`);
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
    const page = await opened.signedIn();
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
    const store = await opened.served.openAgain();
    expect(await store.audit.verify({ organization: operatorChain })).not.toHaveProperty('broken');
    await store.close();
    await page.context().close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { en } from '../../../src/languages/en/index.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { drivenOnPage } from '../../../src/wiring/partner.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { executablePath, openBrowser, openTab } from './open-browser.ts';
import { authorization, pageToken, servePage } from './open-page.ts';

const pageSandbox = z.object({ orders: z.array(z.object({ id: z.string() })), done: z.boolean() });

/** How far what is in the panel stands out of it. */
const beyond =
  "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.sandbox-panel'))";

describe('the panel that drives the sandbox', () => {
  let bot: TestCore;
  let served: Awaited<ReturnType<typeof servePage>>;
  beforeAll(async () => {
    bot = await openTestCore();
    if (bot.sandbox === undefined) throw new Error('no sandbox');
    const sandbox = drivenOnPage(bot.sandbox, systemRandom);
    served = await servePage(bot.core, [], 0, pageToken, undefined, { sandbox });
  });
  afterAll(async () => {
    await served.close();
    await bot.close();
  });

  const drive = (body: unknown, url = served.url, token: string = authorization) =>
    fetch(`${url}/page/sandbox`, {
      method: 'POST',
      headers: { authorization: token, origin: url, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const statusOf = (order: string) => bot.sandbox?.orders.find(order)?.status;

  it('takes an order from step to step, and says where that can’t be', async () => {
    const placed = pageSandbox.parse(await (await drive({ do: 'place' })).json());
    const id = placed.orders[0]?.id ?? '';
    expect(placed.done).toBe(true);
    const pay = { do: 'step', order: id, step: 'pay' };
    expect(await (await drive(pay)).json()).toMatchObject({ done: true });
    expect(statusOf(id)).toBe('waitsellersend');
    expect(await (await drive(pay)).json()).toMatchObject({ done: false });
    expect(await (await drive({ ...pay, step: 'steal' })).json()).toMatchObject({ done: false });
    expect((await drive({ do: 'anything' })).status).toBe(400);
  });

  it('is there with the token alone, and with a sandbox alone', async () => {
    expect((await drive({ do: 'place' }, served.url, 'Bearer wrong')).status).toBe(401);
    const plain = await servePage(bot.core);
    try {
      expect((await drive({ do: 'place' }, plain.url)).status).toBe(404);
    } finally {
      await plain.close();
    }
  });

  it.skipIf(executablePath === undefined)('folds out of the header (skipped without Chromium)', async () => {
    const browser = await openBrowser();
    const tab = await openTab(browser, served.url, { viewport: { width: 390, height: 844 } });
    const { page } = tab;
    try {
      await page.locator('.sandbox summary').click();
      await page.getByRole('button', { name: 'Place an order' }).click();
      await page.getByText('It happened.').waitFor();
      const id = await page.locator('.sandbox select').inputValue();
      await page.getByRole('button', { name: en.orders.trying.steps.pay }).click();
      await expect.poll(() => statusOf(id)).toBe('waitsellersend');
      await page.getByText('It happened.').waitFor();
      await page.getByRole('button', { name: en.orders.trying.steps.pay }).click();
      await page.getByText('That can’t happen now').waitFor();
      expect(await page.evaluate(beyond)).toBe(0);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      expect(tab.faults).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  it('has the partner answer nobody for a minute', async () => {
    const { sandbox } = bot;
    if (sandbox === undefined) throw new Error('no sandbox');
    expect((await fetch(sandbox.url)).status).toBe(404);
    expect(await (await drive({ do: 'silence' })).json()).toMatchObject({ done: true });
    await expect(fetch(sandbox.url)).rejects.toThrow();
    sandbox.faults.silence(0);
    expect((await fetch(sandbox.url)).status).toBe(404);
  });
});

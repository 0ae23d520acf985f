import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReadyCard } from '../../../src/chat/card.ts';
import type { Form } from '../../../src/chat/form.ts';
import type { Invocation } from '../../../src/chat/invocation.ts';
import type { Outgoing, Sent } from '../../../src/chat/outlet.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { executablePath, openBrowser, openTab, type Tab } from './open-browser.ts';
import { servePage, titlesOnly } from './open-page.ts';

const to = { workspace: 'local', conversation: 'page' };
const outgoing = (title: string, card: Partial<ReadyCard> = {}): Outgoing => ({
  language: 'en',
  card: { tone: 'plain', title, body: [], actions: [], ...card },
});
const refOf = (sent: Sent): string => {
  if (!('sent' in sent)) throw new Error(`not sent: ${JSON.stringify(sent)}`);
  return sent.sent;
};
const runs = (label: string, run: string) => ({ kind: 'run', label, run }) as const;

const form: Form = {
  title: 'Watch orders here',
  submit: 'Watch',
  payload: 'ask?',
  fields: [
    {
      name: 'events',
      label: 'Which news',
      hint: 'some of the list',
      required: true,
      example: 'paid',
      maxLength: 50,
      several: true,
      choices: [
        { value: 'paid', label: 'Payments' },
        { value: 'shipped', label: 'Shipments' },
      ],
    },
    {
      name: 'summary',
      label: 'Daily summary',
      hint: 'yes or no',
      required: false,
      initial: 'no',
      example: 'yes',
      maxLength: 3,
      several: false,
      choices: [
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
      ],
    },
    {
      name: 'above',
      label: 'Above',
      hint: 'an amount',
      required: true,
      example: '500',
      maxLength: 6,
      several: false,
    },
    {
      name: 'seller',
      label: 'Seller',
      hint: 'a name',
      required: false,
      example: 'Li',
      maxLength: 20,
      several: false,
    },
  ],
};

/** Asks the form for the payload `ask?`, takes amounts below 1000, and answers anything else by what it was asked. */
const newCore = () =>
  scriptedCore(async (transport, { input }: Invocation) => {
    if (input.kind === 'payload' && input.payload === 'ask?') return transport.ask?.(form, 'en');
    if (input.kind === 'form') {
      if (Number(input.values['above']) >= 1000)
        return transport.mend?.([{ name: 'above', why: 'too much' }]);
      return transport.answer(answerOf('Submitted', { card: { tone: 'good' } }));
    }
    const title = input.kind === 'payload' ? `ran ${input.payload}` : 'An answer';
    return transport.answer(
      answerOf(title, {
        card: { actions: [runs('Watch…', 'ask?')] },
        replace: input.kind === 'payload' && input.payload === 'replace?',
      }),
    );
  });

describe.skipIf(executablePath === undefined)('the page in Chromium (skipped where there is none)', () => {
  let browser: Browser;
  let tab: Tab;
  let core = newCore();
  let served: Awaited<ReturnType<typeof servePage>>;
  beforeAll(async () => {
    browser = await openBrowser();
    served = await servePage(core);
    tab = await openTab(browser, served.url);
    await served.close();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    core = newCore();
    served = await servePage(core);
    await tab.visit(served.url);
  });
  afterEach(async () => {
    expect(tab.faults).toEqual([]);
    await served.close();
  });

  const post = async (title: string, card: Partial<ReadyCard> = {}) =>
    refOf(await served.outlet.post(to, outgoing(title, card), `post ${title}`));
  const reply = (under: string, title: string, aloud = false) =>
    served.outlet.reply(to, under, outgoing(title), aloud, `reply ${title}`);
  const edit = (ref: string, title: string, card: Partial<ReadyCard> = {}) =>
    served.outlet.edit(to, ref, outgoing(title, card));
  const told = () => tab.page.locator('.told > .answer .title').allInnerTexts();

  describe('what the bot says by itself', () => {
    it('stands in the conversation, with the time, and its buttons work', async () => {
      await post('Order 1', { actions: [runs('Details', 'order?1')] });
      const card = tab.page.locator('.told .card', { hasText: 'Order 1' });
      await card.waitFor();
      expect(await tab.page.locator('.told .seen-by time').count()).toBe(1);
      expect(await tab.page.locator('.greeting').count()).toBe(1);
      await card.getByRole('button', { name: 'Details' }).click();
      await tab.page.locator('.card', { hasText: 'ran order?1' }).waitFor();
      expect(core.asked.at(-1)?.input).toEqual({ kind: 'payload', payload: 'order?1' });
    });

    it('changes in its place, shortly marked, and keeps the focus where it was', async () => {
      const actions = [runs('Details', 'order?1'), runs('Track', 'track?1')];
      const ref = await post('Order 1', { actions });
      await post('Order 2');
      const track = tab.page.getByRole('button', { name: 'Track' });
      await track.focus();
      await edit(ref, 'Order 1, shipped', { actions });
      await expect.poll(told).toEqual(['Order 1, shipped', 'Order 2']);
      expect(await tab.page.locator(':focus').innerText()).toBe('Track');
      expect(await tab.page.locator('.answer.changed').count()).toBe(1);
      expect(await tab.page.locator('.answer.changed .seen-by').innerText()).toMatch(/ · changed /);
    });

    it('moves nothing for whoever wants less motion', async () => {
      const animation = () =>
        tab.page.evaluate(
          "getComputedStyle(document.querySelector('.answer.changed > .card')).animationName",
        );
      const ref = await post('Order 1');
      await expect.poll(told).toEqual(['Order 1']);
      await edit(ref, 'Order 1, paid');
      await tab.page.locator('.answer.changed').waitFor();
      expect(await animation()).toBe('changed');
      await tab.page.emulateMedia({ reducedMotion: 'reduce' });
      expect(await animation()).toBe('none');
      await tab.page.emulateMedia({ reducedMotion: null });
    });

    it('has its lines under its card, the earlier ones folded; aloud ones also in the conversation', async () => {
      const ref = await post('Order 1');
      for (let line = 1; line <= 5; line += 1) await reply(ref, `line ${line}`, line === 5);
      const lines = tab.page.locator('.thread li');
      await expect.poll(() => lines.count()).toBe(5);
      const shown = () => tab.page.locator('.thread li:visible .title').allInnerTexts();
      expect(await shown()).toEqual(['line 3', 'line 4', 'line 5']);
      const more = tab.page.locator('.thread > button');
      expect(await more.innerText()).toBe('Show 2 earlier');
      expect(await more.getAttribute('aria-expanded')).toBe('false');
      await more.click();
      expect(await shown()).toHaveLength(5);
      await more.click();
      expect(await shown()).toHaveLength(3);
      expect(await told()).toEqual(['Order 1', 'line 5']);
      expect(await tab.page.getByRole('button', { name: 'On “Order 1”' }).count()).toBe(1);
    });

    it('is seen by several tabs, and by those that are opened later', async () => {
      const ref = await post('Order 1');
      await reply(ref, 'Paid');
      const other = await openTab(browser, served.url);
      await other.page.locator('.thread', { hasText: 'Paid' }).waitFor();
      await edit(ref, 'Order 1, shipped');
      for (const { page } of [tab, other])
        await page.locator('.title', { hasText: 'Order 1, shipped' }).waitFor();
      expect(other.faults).toEqual([]);
      await other.close();
    });

    it('is caught up with by itself after a lost connection', async () => {
      const ref = await post('Order 1');
      await tab.page.locator('.told').waitFor();
      await tab.page.context().setOffline(true);
      await served.close();
      await tab.page.locator('#offline', { hasText: 'trying again' }).waitFor();
      const port = Number(new URL(served.url).port);
      served = await servePage(core, [titlesOnly], port);
      await post('Order 2');
      await tab.page.context().setOffline(false);
      await expect.poll(told).toEqual(['Order 1', 'Order 2']);
      expect(await tab.page.locator('#offline').innerText()).toBe('');
      expect(await edit(ref, 'x')).toMatchObject({ refused: 'message gone' });
    });

    it('moves nobody who reads further up, and says that there is more', async () => {
      for (let at = 0; at < 30; at += 1) await post(`Order ${at}`);
      await expect.poll(async () => (await told()).length).toBe(30);
      await expect.poll(() => tab.page.evaluate('scrollY > 0')).toBe(true);
      await tab.page.evaluate('scrollTo(0, 0)');
      await expect.poll(() => tab.page.evaluate('scrollY')).toBe(0);
      await post('Order 30');
      const newer = tab.page.locator('#newer');
      await newer.waitFor();
      expect(await tab.page.evaluate('scrollY')).toBe(0);
      await newer.click();
      await expect.poll(() => tab.page.evaluate('scrollY > 500')).toBe(true);
      await newer.waitFor({ state: 'hidden' });
    });

    it('is shown as other platforms do, also once it has changed', async () => {
      const ref = await post('Order 1');
      await tab.page.locator('.told').waitFor();
      await tab.page.getByRole('radio', { name: titlesOnly.name }).check();
      await edit(ref, 'Order 1, paid');
      await tab.page.frameLocator('.preview').getByRole('heading', { name: 'Order 1, paid' }).waitFor();
    });

    it('may be replaced by the answer to its button, and change further', async () => {
      const ref = await post('Order 1', { actions: [runs('Quiet', 'replace?')] });
      await tab.page.getByRole('button', { name: 'Quiet' }).click();
      await expect.poll(told).toEqual(['ran replace?']);
      await edit(ref, 'Order 1, paid');
      await expect.poll(told).toEqual(['Order 1, paid']);
      expect(await tab.page.locator('.turn').count()).toBe(1);
    });
  });

  describe('a form', () => {
    const asking = () => tab.page.locator('.asking');
    async function open(): Promise<void> {
      await tab.say('/x');
      await tab.page.getByRole('button', { name: 'Watch…' }).click();
      await asking().waitFor();
    }

    it('stands under the card, its first field ready, each with its label, hint and mark', async () => {
      await open();
      expect(await tab.page.locator('.turn').count()).toBe(1);
      expect(await tab.page.locator(':focus').getAttribute('value')).toBe('paid');
      expect(await asking().getAttribute('aria-labelledby')).toBe(
        await asking().locator('h3').getAttribute('id'),
      );
      expect(await tab.page.getByRole('group', { name: /Which news/ }).count()).toBe(1);
      expect(await tab.page.getByLabel('Daily summary').inputValue()).toBe('no');
      const above = tab.page.getByLabel('Above');
      expect(await above.getAttribute('placeholder')).toBe('500');
      expect(await above.getAttribute('maxlength')).toBe('6');
      const described = await above.getAttribute('aria-describedby');
      expect(await tab.page.locator(`[id="${described}"]`).innerText()).toBe('an amount');
      expect(await asking().locator('.required').count()).toBe(2);
    });

    it('is filled in by keyboard alone, and leaves out what is empty', async () => {
      await open();
      const { keyboard } = tab.page;
      for (const key of ['Tab', 'Space', 'Tab', 'Y', 'Tab', '5', '0', 'Enter']) await keyboard.press(key);
      await tab.page.locator('.card', { hasText: 'Submitted' }).waitFor();
      expect(core.asked.at(-1)?.input).toEqual({
        kind: 'form',
        payload: 'ask?',
        values: { events: 'shipped', summary: 'yes', above: '50' },
      });
      expect(await asking().count()).toBe(0);
      expect(await tab.page.locator('.asked').last().innerText()).toBe(
        'Watch orders here: Shipments, Yes, 50',
      );
    });

    it('is not sent without what it needs', async () => {
      await open();
      await tab.page.getByLabel('Above').fill('5');
      await tab.page.getByRole('button', { name: 'Watch', exact: true }).click();
      expect(await asking().locator('[aria-invalid="true"]').count()).toBe(1);
      expect(core.asked).toHaveLength(2);
      await tab.page.getByLabel('Payments').check();
      await tab.page.getByRole('button', { name: 'Watch', exact: true }).click();
      await tab.page.locator('.card', { hasText: 'Submitted' }).waitFor();
    });

    it('stays with all that was typed when it could not be read', async () => {
      await open();
      await tab.page.getByLabel('Payments').check();
      await tab.page.getByLabel('Above').fill('9999');
      await tab.page.getByLabel('Above').press('Enter');
      await tab.page.getByText('too much').waitFor();
      await expect.poll(() => tab.page.getByLabel('Above').isEnabled()).toBe(true);
      expect(await tab.page.getByLabel('Above').inputValue()).toBe('9999');
      await tab.page.getByLabel('Above').fill('9');
      await tab.page.getByLabel('Above').press('Enter');
      await tab.page.locator('.card.good').waitFor();
      await asking().waitFor({ state: 'detached' });
    });

    it.each(['Escape', 'Cancel'])('closes at %s, and gives the focus back', async (way) => {
      await open();
      if (way === 'Escape') await tab.page.keyboard.press('Escape');
      else await tab.page.getByRole('button', { name: 'Cancel' }).click();
      expect(await asking().count()).toBe(0);
      expect(await tab.page.locator(':focus').innerText()).toBe('Watch…');
      expect(core.asked).toHaveLength(2);
    });

    it('is there once, however often it is asked for', async () => {
      await open();
      await tab.page.getByRole('button', { name: 'Watch…' }).click();
      await expect.poll(() => core.asked.length).toBe(3);
      await asking().waitFor();
      expect(await asking().count()).toBe(1);
    });

    it('stays under a card that changes meanwhile', async () => {
      const ref = await post('Order 1', { actions: [runs('Watch…', 'ask?')] });
      await tab.page.getByRole('button', { name: 'Watch…' }).click();
      await tab.page.getByLabel('Above').fill('7');
      await edit(ref, 'Order 1, paid');
      await expect.poll(told).toEqual(['Order 1, paid']);
      expect(await tab.page.getByLabel('Above').inputValue()).toBe('7');
      expect(await tab.page.locator(':focus').getAttribute('name')).toBe('above');
    });
  });

  it('draws a chart, its words for those who do not see it', async () => {
    const bars = [3, 0, 12_345].map((value, day) => ({ label: `11-2${day}`, value }));
    await post('Summary', { body: [{ kind: 'chart', alt: 'Orders a day: 3, 0, 12345', bars }] });
    const chart = tab.page.getByRole('img', { name: 'Orders a day: 3, 0, 12345' });
    await chart.waitFor();
    expect(await chart.locator('text').allTextContents()).toEqual([
      '3',
      '11-20',
      '0',
      '11-21',
      '12.3k',
      '11-22',
    ]);
    const heights = await chart
      .locator('rect')
      .evaluateAll((found) => found.map((bar) => Number(bar.getAttribute('height'))));
    expect(heights).toEqual([1, 0, 104]);
  });
});

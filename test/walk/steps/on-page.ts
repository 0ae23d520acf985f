import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Tab } from '../../adapters/page/open-browser.ts';
import type { Hands, Puts } from './walker.ts';

/** On the page, with its own browser. */
export function handsOnPage(tab: Tab): Hands {
  const { page } = tab;
  const answers = page.locator('.answer');
  const answer = () => answers.last();

  /** Resolves once what `act` did is answered: by a card more, or by another in the place of the one that was clicked. */
  async function answered(act: () => Promise<unknown>): Promise<void> {
    const before = await answers.count();
    const last = await answer().elementHandle();
    await act();
    const isAnswered = async () => (await answers.count()) > before || !(await last?.isVisible());
    await expect.poll(isAnswered).toBe(true);
    await expect.poll(() => page.locator('[aria-busy=true]').count()).toBe(0);
  }

  return {
    say: (line) => tab.say(line),
    decide: (command, id) => tab.say(`/${command} ${id}`),
    async press(label) {
      await answered(() => answer().getByRole('button', { name: label }).first().click());
      return 1;
    },
    async fill(label, puts) {
      await answer().getByRole('button', { name: label }).first().click();
      const form = page.locator('form.asking');
      await fillIn(form, puts);
      await answered(() => form.locator('button[type=submit]').click());
      return 2;
    },
    async tick(count, label) {
      for (let at = 0; at < count; at += 1) await answer().getByRole('checkbox').nth(at).click();
      await answered(() => answer().getByRole('button', { name: label }).first().click());
      return count + 1;
    },
    text: () => answer().innerText(),
  };
}

async function fillIn(form: Locator, puts: Puts): Promise<void> {
  for (const [name, put] of Object.entries(puts)) {
    const field = form.locator(`[name="${name}"]`).first();
    // The first of a menu is that nothing is chosen.
    if (typeof put === 'string') await field.fill(put);
    else await field.selectOption({ index: put.choice + 1 });
  }
}

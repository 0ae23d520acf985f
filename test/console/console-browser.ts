import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Store } from '../../src/store/contract/store.ts';
import { openBrowser } from '../adapters/page/open-browser.ts';
import { adminToken, openConsoleBot } from './open-console.ts';

const results = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** A bot with a console, and a browser in front of it. */
export interface ConsoleBrowser {
  readonly served: Awaited<ReturnType<typeof openConsoleBot>>;
  readonly browser: Browser;
  /** The address of a page of the console. */
  at(path: string): string;
  /** A tab of its own, whose operator has signed in and sees the health page. */
  signedIn(options?: BrowserContextOptions): Promise<Page>;
  /** A tab of its own; what goes wrong in it is kept until {@link ConsoleBrowser.close}. */
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** Closes both. Nothing went wrong in any page, and nothing was asked of any other machine. */
  close(): Promise<void>;
}

export async function openConsoleBrowser(
  alsoFill?: (store: Store) => Promise<void>,
): Promise<ConsoleBrowser> {
  const faults: string[] = [];
  const outside: string[] = [];
  const [served, browser] = await Promise.all([openConsoleBot({}, alsoFill), openBrowser()]);
  const at = (path: string) => `${served.bot.url}/console${path}`;

  async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-US', ...options });
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      // That another page may not frame the console is what its policy is for.
      if (/content security policy(?!.*frame-ancestors)/i.test(message.text())) faults.push(message.text());
    });
    page.on('request', (request) => {
      if (!/^http:\/\/(?:127\.0\.0\.1|localhost):|^data:/.test(request.url())) outside.push(request.url());
    });
    return page;
  }

  return {
    served,
    browser,
    at,
    newPage,
    async signedIn(options) {
      const page = await newPage(options);
      await page.goto(at(''));
      await page.locator('input[name=token]').fill(adminToken);
      await page.keyboard.press('Enter');
      await page.locator('#live').waitFor();
      return page;
    },
    async close() {
      await browser.close();
      await served.close();
      expect(faults).toEqual([]);
      expect(outside).toEqual([]);
    },
  };
}

/** What axe finds wrong on the page as it stands; by the rules of `only`, where they are given. */
export async function findings(page: Page, only?: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const options = JSON.stringify({ resultTypes: ['violations'], ...(only && { runOnly: only }) });
  const { violations } = results.parse(await page.evaluate(`axe.run(document, ${options})`));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** How far the page can be scrolled sideways, px. */
export async function sideways(page: Page): Promise<number> {
  return z
    .number()
    .parse(
      await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    );
}

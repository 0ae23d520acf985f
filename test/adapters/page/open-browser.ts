import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { pageToken } from './open-page.ts';

/**
 * Where distributions put the browser. Debian builds its headless shell of the same source as the browser: a visit takes a
 * quarter of the time, since it draws no window for anybody (130 ms against 550 ms, Chromium 156).
 */
export const executablePath = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => existsSync(path));

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Nothing leaves this machine: no other name leads anywhere. To hold up each request and ask takes a fifth of a visit.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** A browser with a profile of its own, which goes when it is closed. */
export function openBrowser(): Promise<Browser> {
  if (executablePath === undefined) throw new Error('no chromium here');
  return chromium.launch({ executablePath, args });
}

/** A tab, what it asked the outside for, and what went wrong in it. */
export interface Tab {
  readonly page: Page;
  readonly outside: readonly URL[];
  /** Faults of scripts, and what the content security policy stopped. */
  readonly faults: readonly string[];
  /** Opens the chat page at `url` anew, with the token of the tests' pages unless it holds one. */
  visit(url: string): Promise<void>;
  /** Types `line`, sends it, and waits for one answer more. */
  say(line: string): Promise<void>;
  close(): Promise<void>;
}

/** A tab with the chat page of `url`, and what belongs to it alone: cookies, permissions, language. */
export async function openTab(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Tab> {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  const page = await context.newPage();
  const outside: URL[] = [];
  const faults: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.hostname !== '127.0.0.1' && url.protocol !== 'blob:') outside.push(url);
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text());
  });
  const tab: Tab = {
    page,
    outside,
    faults,
    async visit(to) {
      outside.length = 0;
      faults.length = 0;
      // With the page open already, an address that differs by its fragment alone loads nothing.
      await page.goto('about:blank');
      await page.goto(to.includes('#') ? to : `${to}/#${pageToken}`);
      await page.locator('.greeting, .earlier').first().waitFor();
    },
    async say(line) {
      const answers = page.locator('.answer');
      const before = await answers.count();
      await page.locator('#line').fill(line);
      await page.locator('#line').press('Enter');
      await answers.nth(before).waitFor();
    },
    close: () => context.close(),
  };
  await tab.visit(url);
  return tab;
}

import { loadavg } from 'node:os';
import type { ExchangeBook } from '../../adapters/page/exchanges.ts';
import { openBrowser, openTab, type Tab } from '../adapters/page/open-browser.ts';
import { pageToken, servePage } from '../adapters/page/open-page.ts';
import { openTestCore } from '../harness/core.ts';

/**
 * Whether a page with 200 turns can be typed into as an empty one can. `npx node test/bench/page-turns.ts` (with Chromium):
 * milliseconds from a key to the frame that shows it, and for a whole line; the medians of rounds in turn.
 */
const rounds = 15;
const turns = 200;
const line = 'ceramic mug with a lid, 400 ml, white or blue';

type Row = Awaited<ReturnType<ExchangeBook['since']>>[number];

function bookWith(rows: Row[]): ExchangeBook {
  return {
    keep: async ({ id, at, body }) => void rows.push({ id, at, body }),
    since: async () => rows,
  };
}

/** The median of what each key of the line took to be seen, and what the whole line took. */
async function typed({ page }: Tab): Promise<{ readonly key: number; readonly whole: number }> {
  await page.locator('#line').fill('');
  await page.locator('#line').focus();
  await page.evaluate(`{
    const taken = [];
    window.taken = taken;
    window.onkeydown = ({ timeStamp }) =>
      requestAnimationFrame(() => setTimeout(() => taken.push(performance.now() - timeStamp)));
  }`);
  const before = performance.now();
  await page.keyboard.type(line);
  const whole = performance.now() - before;
  // The frame of the last key.
  await page.evaluate('new Promise((seen) => setTimeout(seen, 300))');
  return { key: median((await page.evaluate('window.taken')) as number[]), whole };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const load = loadavg()[0] ?? 0;
const [bot, browser] = await Promise.all([openTestCore(), openBrowser()]);
const said: Row[] = [];
const asked = await servePage(bot.core, [], 0, pageToken, bookWith(said));
const asking = await openTab(browser, asked.url);
for (const text of ['/search 杯子', '/product 600000000001', '/order list', '/help']) await asking.say(text);
await asking.close();
await asked.close();
const many = Array.from({ length: turns }, (_, at) => said[at % said.length]).flatMap((row, at) =>
  row === undefined ? [] : [{ ...row, id: `turn-${at}` }],
);
const pages = await Promise.all(
  [[], many].map((rows) => servePage(bot.core, [], 0, pageToken, bookWith(rows))),
);
const [empty, full] = await Promise.all(pages.map(({ url }) => openTab(browser, url)));
if (empty === undefined || full === undefined) throw new Error('no tabs');
const shown = await full.page.locator('.turn').count();

const kept = { empty: { key: [0], whole: [0] }, full: { key: [0], whole: [0] } };
for (let round = 0; round <= rounds; round += 1) {
  for (const [name, tab] of Object.entries({ empty, full }) as ['empty' | 'full', Tab][]) {
    await tab.page.bringToFront();
    const took = await typed(tab);
    // The first warms the page up.
    if (round === 0) kept[name] = { key: [], whole: [] };
    else for (const what of ['key', 'whole'] as const) kept[name][what].push(took[what]);
  }
}
for (const what of ['key', 'whole'] as const) {
  const [one, other] = [median(kept.empty[what]), median(kept.full[what])];
  console.log(
    `${what}: empty ${one.toFixed(1)} ms, ${shown} turns ${other.toFixed(1)} ms (${(other / one).toFixed(2)})`,
  );
}
console.log(`load average at the start ${load.toFixed(2)}`);
await browser.close();
await Promise.all(pages.map(({ close }) => close()));
await bot.close();

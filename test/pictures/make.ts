import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Preview } from '../../adapters/page/previews.ts';
import { createNewsCards } from '../../src/cards/news-cards.ts';
import type { ReadyCard } from '../../src/chat/card.ts';
import { packCard } from '../../src/chat/payload.ts';
import { allWords } from '../../src/languages/index.ts';
import { previews } from '../../src/wiring/platforms.ts';
import { openBrowser } from '../adapters/page/open-browser.ts';
import { answerTo, typed } from '../harness/asking.ts';
import { openTestCore } from '../harness/core.ts';
import { run, temporaryFolder } from '../harness/process.ts';

/*
 * npm run pictures: docs/card-*.png and docs/order-*.png for the README, each by the renderer that the platform gets. The sandbox's
 * product pictures lead nowhere, so a drawing stands in for them.
 */

const line = '/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g';
const folder = new URL('../../docs/', import.meta.url).pathname;

const standIn = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="0 0 40 40">
<rect width="40" height="40" fill="#e8eef4"/><rect x="6" y="9" width="28" height="20" rx="2" fill="#9fb3c8"/>
<circle cx="15" cy="19" r="6.5" fill="#486581"/><circle cx="15" cy="19" r="2" fill="#d9e2ec"/>
<path d="M25 13h6M25 17h6M25 21h6M25 25h6" stroke="#486581" stroke-width="1.5"/><rect x="9" y="30" width="5" height="3" fill="#627d98"/>
<rect x="26" y="30" width="5" height="3" fill="#627d98"/></svg>`;

const browser = await openBrowser();
mkdirSync(folder, { recursive: true });
await drawPreviews();
await drawPage();
await drawTerminal();
await browser.close();

async function newPage(width: number, height: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 2 });
  await page.route(/alicdn\.com|sandbox\.invalid/, (route) =>
    route.fulfill({ contentType: 'image/svg+xml', body: standIn }),
  );
  return page;
}

async function drawPreviews(): Promise<void> {
  const bot = await openTestCore();
  const { card } = await answerTo(bot.core, typed(line));
  await bot.close();
  const order = await orderCard();
  for (const preview of await previews()) {
    await drawPreview(preview, card, 'card');
    await drawPreview(preview, order, 'order');
  }
}

/** The card of an order on its way, as order news show it. */
async function orderCard(): Promise<ReadyCard> {
  const at = (text: string) => Date.parse(`${text}+08:00`);
  const cards = createNewsCards({ words: allWords, now: () => at('2026-05-22T09:12:00') });
  const card = cards.order({
    order: {
      orderId: '3305075341149134260',
      orderNo: 'PO202605200001',
      market: '1688',
      phase: 'shipped',
      totalFen: 10_000,
      shippingFen: 500,
      productFen: 9500,
      moneyUnsure: false,
      times: {
        created: at('2026-05-20T15:40:00'),
        paid: at('2026-05-20T15:41:00'),
        shipped: at('2026-05-21T10:00:00'),
      },
      passed: ['created', 'paid', 'shipped'],
      parcels: [
        { mailNo: 'YT7565691026776', carrier: 'YTO', state: 'moving', at: at('2026-05-22T08:30:00') },
      ],
      items: [
        { offerId: '951807530375', title: '冷藏车制冷机组 12V 直流', sku: '银色', quantity: 5, unit: '台' },
      ],
      seller: { name: '济南恒冰冷链设备有限公司' },
      unknownMessages: [],
    },
    news: [],
    mentions: [],
    language: 'en',
  });
  const long = { keep: async () => 'k', recall: async () => undefined };
  return packCard(card, { button: 2000, option: 75 }, 'pictures', long);
}

async function drawPreview(preview: Preview, card: ReadyCard, name: string): Promise<void> {
  const page = await newPage(640, 400);
  await page.setContent(
    `<meta charset="utf-8"><style>body { margin: 0 } ${preview.css}</style><div id="frame">${preview.draw(card, 'en', name === 'card' ? 'asker' : 'conversation')}</div>`,
  );
  await page.waitForLoadState('networkidle');
  await page.locator('#frame').screenshot({ path: `${folder}${name}-${preview.name.toLowerCase()}.png` });
  await page.close();
}

async function drawPage(): Promise<void> {
  await using data = await temporaryFolder();
  const bot = run('src/main.ts', {
    input: 'none',
    environment: { DATABASE_URL: `sqlite:${data.path}/x.db` },
  });
  const page = await newPage(760, 700);
  await page.goto(await bot.page);
  await page.locator('#line').fill(line);
  await page.locator('#line').press('Enter');
  await page.locator('.answer .qr').first().waitFor();
  // The page's own policy forbids a function that is made of text, which waiting for one takes.
  await page.evaluate('Promise.all([...document.images].map((image) => image.decode().catch(() => {})))');
  await page.screenshot({ path: `${folder}card-page.png` });
  await page.close();
  bot.process.kill('SIGTERM');
  await bot.exited;
}

async function drawTerminal(): Promise<void> {
  await using data = await temporaryFolder();
  const bot = run('src/main.ts', {
    input: { text: line },
    environment: { DATABASE_URL: `sqlite:${data.path}/x.db` },
  });
  await bot.exited;
  const page = await newPage(900, 900);
  await page.setContent('<meta charset="utf-8"><pre id="frame"></pre>');
  await page.addStyleTag({
    content:
      'body { margin: 0 } pre { margin: 0; padding: 16px; width: 860px; background: #16181d; color: #e6e6e6; font: 13px/1.25 monospace; white-space: pre-wrap; word-break: break-all }',
  });
  const shown = `$ echo '${line}' | npm start --silent\n${bot.stdout.trimEnd()}`;
  await page.locator('#frame').evaluate((frame, text) => {
    frame.textContent = text;
  }, shown);
  await page.locator('#frame').screenshot({ path: `${folder}card-terminal.png` });
  await page.close();
}

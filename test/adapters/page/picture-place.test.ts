import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../../src/languages/en/index.ts';
import { zhCn } from '../../../src/languages/zh-cn/index.ts';
import { mostPictureBytes } from '../../../src/pictures/read-picture.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { temporaryFolder } from '../../harness/process.ts';
import { pictures } from '../../pictures/pictures.ts';
import { executablePath, openBrowser, openTab, type Tab } from './open-browser.ts';
import { servePage } from './open-page.ts';

const found = en.pictures.image.title;
const png = { name: 'unit.png', mimeType: 'image/png', buffer: pictures.png };

/**
 * Has `file` dragged over `onto`, by `events` in turn. Gives whether the page dealt with the last of them: what is left to
 * the browser opens the file.
 */
async function drag(page: Page, events: readonly string[], onto: string, file = png): Promise<boolean> {
  const { name, mimeType: type, buffer } = file;
  const dealtWith: unknown = await page.evaluate(`(() => {
    const bytes = Uint8Array.from(atob('${buffer.toString('base64')}'), (each) => each.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], ${JSON.stringify(name)}, ${JSON.stringify({ type })}));
    const target = document.querySelector(${JSON.stringify(onto)});
    const about = { dataTransfer, bubbles: true, cancelable: true };
    const left = ${JSON.stringify(events)}.map((event) => target.dispatchEvent(new DragEvent(event, about)));
    return !left.at(-1);
  })()`);
  return dealtWith === true;
}

describe.skipIf(executablePath === undefined)('a picture on the page (skipped without Chromium)', () => {
  let bot: TestCore;
  let browser: Browser;
  let served: Awaited<ReturnType<typeof servePage>>;
  let usual: Tab;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let largest: string;
  let tooLarge: string;
  beforeAll(async () => {
    [bot, browser, folder] = await Promise.all([openTestCore(), openBrowser(), temporaryFolder()]);
    served = await servePage(bot.core);
    usual = await openPickingTab();
    const bytes = Buffer.alloc(mostPictureBytes + 1);
    bytes.set(pictures.png);
    largest = await onDisk('largest.png', bytes.subarray(0, -1));
    tooLarge = await onDisk('too-large.png', bytes);
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
    await bot.close();
    await folder[Symbol.asyncDispose]();
  });

  /** Where `bytes` are a file that a browser can read by itself. */
  async function onDisk(name: string, bytes: Uint8Array): Promise<string> {
    const path = join(folder.path, name);
    await writeFile(path, bytes);
    return path;
  }

  /** A tab that hands every choice of a file to the test: asked for only then, it may come too late for a key. */
  async function openPickingTab(options?: BrowserContextOptions): Promise<Tab> {
    const tab = await openTab(browser, served.url, options);
    tab.page.on('filechooser', () => undefined);
    return tab;
  }

  async function onPage(use: (tab: Tab) => Promise<void>, options?: BrowserContextOptions): Promise<void> {
    const tab = options === undefined ? usual : await openPickingTab(options);
    await tab.visit(served.url);
    await use(tab);
    expect(tab.faults).toEqual([]);
    if (tab !== usual) await tab.close();
  }

  /** Picks a file as the composer's button asks for one. */
  async function pick(page: Page, file: typeof png | string): Promise<void> {
    const asked = page.waitForEvent('filechooser');
    await page.locator('#pick').click();
    await (await asked).setFiles(file);
  }

  const composer = (page: Page) => page.locator('#composer');
  const lastCard = (page: Page) => page.locator('.answer').last();

  it('is picked, shown, and sent by keyboard alone', () =>
    onPage(async ({ page }) => {
      await page.locator('#line').focus();
      await page.keyboard.press('Shift+Tab');
      const focused = page.locator(':focus');
      expect(await focused.getAttribute('aria-label')).toBe('Add a picture');
      const asked = page.waitForEvent('filechooser');
      await page.keyboard.press('Enter');
      const chooser = await asked;
      expect(chooser.isMultiple()).toBe(false);
      await chooser.setFiles(png);
      await composer(page).getByText('unit.png', { exact: true }).waitFor();
      expect(await page.getByRole('status').filter({ hasText: 'unit.png is attached' }).count()).toBe(1);
      expect(await focused.getAttribute('id')).toBe('line');
      await page.keyboard.insertText('/image --max-price 40');
      await page.keyboard.press('Enter');
      await page.locator('.card', { hasText: found }).waitFor();
      expect(await lastCard(page).innerText()).toContain(en.products.search.priceTo('¥40.00'));
      expect(await page.locator('.asked').innerText()).toMatch(/^\/image --max-price 40\s+unit\.png$/);
      expect(await composer(page).getByText('unit.png').count()).toBe(0);
    }));

  it('needs no words', () =>
    onPage(async ({ page }) => {
      await page.getByRole('button', { name: 'Send' }).click();
      expect(await page.locator('.turn').count()).toBe(0);
      await pick(page, png);
      await page.getByRole('button', { name: 'Send' }).click();
      await page.locator('.card', { hasText: found }).waitFor();
      await page.locator('#line').press('ArrowUp');
      expect(await page.locator('#line').inputValue()).toBe('');
    }));

  it('is taken off again, and another takes its place', () =>
    onPage(async ({ page, say }) => {
      await pick(page, png);
      await pick(page, { ...png, name: 'other.png' });
      expect(await composer(page).locator('.held').innerText()).toContain('other.png');
      expect(await composer(page).locator('.held').innerText()).not.toContain('unit.png');
      const off = page.getByRole('button', { name: 'Take off other.png' });
      await page.locator('#pick').focus();
      await page.keyboard.press('Shift+Tab');
      await off.and(page.locator(':focus')).waitFor();
      await page.keyboard.press('Space');
      expect(await off.count()).toBe(0);
      expect(await page.locator(':focus').getAttribute('id')).toBe('pick');
      await pick(page, { ...png, name: 'other.png' });
      await off.click();
      await say('/image');
      expect(await lastCard(page).innerText()).toContain(en.pictures.image.missing);
    }));

  it('is dropped onto the composer, and beside it is kept from taking the place of the page', () =>
    onPage(async ({ page, say }) => {
      expect(await drag(page, ['dragover'], '#conversation')).toBe(true);
      expect(await page.locator('.dropping').count()).toBe(0);
      expect(await drag(page, ['dragover'], '#line')).toBe(true);
      expect(await page.locator('#composer.dropping').count()).toBe(1);
      await drag(page, ['dragleave'], '#composer');
      expect(await page.locator('.dropping').count()).toBe(0);
      expect(await drag(page, ['dragover', 'drop'], '#line')).toBe(true);
      expect(await page.locator('.dropping').count()).toBe(0);
      await composer(page).getByText('unit.png', { exact: true }).waitFor();
      await say('/image');
      expect(await lastCard(page).innerText()).toContain(found);
    }));

  it('is pasted from the clipboard; words that come with a picture of them stay words', () =>
    onPage(
      async ({ page, say }) => {
        const write = (more: string) =>
          page.evaluate(`(async () => {
            const canvas = new OffscreenCanvas(2, 2);
            canvas.getContext('2d').fillRect(0, 0, 1, 1);
            const words = (text, type) => new Blob([text], { type });
            const item = new ClipboardItem({ 'image/png': await canvas.convertToBlob(), ${more} });
            await navigator.clipboard.write([item]);
          })()`);
        const line = page.locator('#line');
        await write(
          `'text/plain': words('/help', 'text/plain'), 'text/html': words('<td>/help</td>', 'text/html')`,
        );
        await line.press('ControlOrMeta+V');
        await expect.poll(() => line.inputValue()).toBe('/help');
        expect(await composer(page).locator('.held button').count()).toBe(0);
        await line.fill('');
        await write('');
        await line.press('ControlOrMeta+V');
        await composer(page).locator('.held button').waitFor();
        expect(await line.inputValue()).toBe('');
        await say('/image');
        expect(await lastCard(page).innerText()).toContain(found);
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    ));

  it('that is too large is not sent, and the person told what to do', () =>
    onPage(async ({ page }) => {
      await pick(page, tooLarge);
      const told = composer(page).getByRole('status');
      await told.filter({ hasText: 'larger than 5 MB. Make it smaller' }).waitFor();
      expect(await composer(page).locator('.held button').count()).toBe(0);
      await pick(page, largest);
      await composer(page).getByText('largest.png', { exact: true }).waitFor();
      expect(await composer(page).getByText('larger than').count()).toBe(0);
      await page.getByRole('button', { name: 'Send' }).click();
      await page.locator('.card', { hasText: found }).waitFor();
    }));

  it('that says it is something else is refused at once, one that only says it is a picture by the bot', () =>
    onPage(async ({ page, say }) => {
      await pick(page, { ...png, name: 'list.pdf', mimeType: 'application/pdf' });
      await composer(page).getByText('That is no picture. Add a png, jpeg, webp or gif.').waitFor();
      await drag(page, ['drop'], '#composer', { ...png, name: 'a.txt', mimeType: 'text/plain' });
      expect(await composer(page).locator('.held button').count()).toBe(0);
      await pick(page, { ...png, buffer: Buffer.from('<html>') });
      await say('/image');
      expect(await lastCard(page).innerText()).toContain(en.pictures.image.notRead);
      expect(await lastCard(page).innerText()).toContain(en.pictures.image.fault['no picture']);
    }));

  it('speaks Chinese where the browser does', () =>
    onPage(
      async ({ page, say }) => {
        expect(await page.locator('#pick').getAttribute('aria-label')).toBe('添加图片');
        await pick(page, { ...png, name: '表.pdf', mimeType: 'application/pdf' });
        await composer(page).getByText('这不是图片。请添加 png、jpeg、webp 或 gif 图片。').waitFor();
        await pick(page, tooLarge);
        await composer(page).getByText('图片超过 5 MB。').waitFor();
        await pick(page, { ...png, name: '空白.png', buffer: Buffer.from('x') });
        await page.getByRole('button', { name: '移除 空白.png' }).waitFor();
        await say('/image');
        expect(await lastCard(page).innerText()).toContain(zhCn.pictures.image.fault['no picture']);
      },
      { locale: 'zh-CN' },
    ));

  it('that is gone when it is sent is asked for again', () =>
    onPage(async ({ page }) => {
      const file = await onDisk('gone.png', pictures.png);
      await pick(page, file);
      await rm(file);
      await page.getByRole('button', { name: 'Send' }).click();
      await page.locator('.card.bad', { hasText: 'The picture could not be read' }).waitFor();
      await page.getByText('Add it again, then send the command again.').waitFor();
    }));

  it('may be called anything', () =>
    onPage(async ({ page }) => {
      const name = `<img src=x onerror=harmed=1>${'long '.repeat(40)}\u202egnp.exe`;
      await drag(page, ['drop'], '#composer', { ...png, name });
      expect(await composer(page).locator('.held-name').textContent()).toBe(name);
      await page.getByRole('button', { name: 'Send' }).click();
      await page.locator('.card').waitFor();
      expect(await page.locator('.asked').textContent()).toBe(name);
      expect(await page.evaluate('"harmed" in window')).toBe(false);
      expect(
        await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
      ).toBe(0);
    }));

  describe('in a form', () => {
    async function openForm(page: Page, say: Tab['say']) {
      await say('/image --sort price');
      await page.getByRole('button', { name: 'Give a picture…' }).click();
      const form = page.locator('.asking');
      await form.waitFor();
      return form;
    }

    it('takes the place of a link, and is sent with what else the command was given', () =>
      onPage(async ({ page, say }) => {
        const form = await openForm(page, say);
        const link = form.getByRole('textbox');
        await expect.poll(() => link.evaluate((each) => each.matches(':focus'))).toBe(true);
        await page.keyboard.press('Tab');
        const asked = page.waitForEvent('filechooser');
        await page.keyboard.press('Enter');
        await (await asked).setFiles(png);
        await form.getByRole('button', { name: 'Take off unit.png' }).waitFor();
        expect(await link.isDisabled()).toBe(true);
        await form.getByRole('button', { name: 'Take off unit.png' }).click();
        expect(await link.isDisabled()).toBe(false);
        // Neither a link nor a picture: the form asks on.
        await form.locator('button[type=submit]').click();
        expect(await page.locator('.turn').count()).toBe(1);
        await drag(page, ['dragover', 'drop'], '.asking .or-picture');
        await form.locator('button[type=submit]').click();
        await page.locator('.card', { hasText: found }).waitFor();
        expect(await lastCard(page).innerText()).toContain(en.products.search.sorted.price);
        expect(await form.count()).toBe(0);
      }));

    it('stays there, to be exchanged, where it was none', () =>
      onPage(async ({ page, say }) => {
        const form = await openForm(page, say);
        await form.locator('input[type=file]').setInputFiles({ ...png, buffer: Buffer.from('x') });
        await form.locator('button[type=submit]').click();
        await form.locator('.field-faulty .fault-of-field').waitFor();
        await expect.poll(() => form.locator('button[type=submit]').isEnabled()).toBe(true);
        await form.getByRole('button', { name: 'Take off unit.png' }).waitFor();
        await form.locator('input[type=file]').setInputFiles(png);
        await form.locator('button[type=submit]').click();
        await page.locator('.card', { hasText: found }).waitFor();
      }));
  });
});

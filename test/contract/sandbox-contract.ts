import { expect, it } from 'vitest';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import type { Surface, SurfaceFacts } from './adapter-contract.ts';

/** Asks for what the sandbox has a recorded answer to. */
export const recordedLine = '/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g';
const recordedLink =
  'https://air.1688.com/app/ocms-fusion-components-1688/def_cbu_web_im/index.html?touid=cnalichn%E5%B1%B1%E4%B8%9C%E7%BB%BF%E5%BE%B7%E5%88%B6%E5%86%B7&siteid=cnalichn&status=1&offerId=951807530375';
const addressLine =
  '/address add --name 张三丰 --phone "+86 138 1111 2222" --division "浙江省 杭州市 滨江区" --street 网商路699号';
const nickname = '山东绿德制冷';

/**
 * What a bot on the sandbox shows, whether it runs in this process or in one of its own: `withSurface` runs a test with a
 * person of that locale, whose platform has nothing of the tests before.
 */
export function sandboxContract(
  facts: Pick<SurfaceFacts, 'sharing' | 'qrAtOnce' | 'pictures'>,
  withSurface: (
    run: (surface: Surface) => Promise<void>,
    options?: { readonly locale: 'en-US' | 'zh-CN' },
  ) => Promise<void>,
): void {
  it('answers /seller with the chat link, for the asker alone', () =>
    withSurface(async (surface) => {
      const seen = await surface.type(recordedLine);
      expect(seen.to).toBe('asker');
      expect(seen.links).toContain(recordedLink);
      expect(seen.text).toContain('951807530375');
      expect(seen.text).toContain(recordedLink);
      expect(seen.text).not.toMatch(/Request [0-9a-f]{32}/);
      expect(seen.text).not.toContain(nickname);
      expect(seen.mentions).toEqual([]);
      if (facts.pictures) expect(seen.pictures).toBeGreaterThan(0);
    }));

  it('finds the seller from a link to the offer', () =>
    withSurface(async (surface) => {
      const seen = await surface.type('/seller https://detail.1688.com/offer/951807530375.html?spm=a26352.1');
      expect(seen.links).toContain(recordedLink);
    }));

  it('shows a QR code of the link', () =>
    withSurface(async (surface) => {
      const first = await surface.type(recordedLine);
      expect(first.qr).toBe(facts.qrAtOnce);
      if (!facts.qrAtOnce) expect((await surface.click(en.seller.showQr)).qr).toBe(true);
    }));

  if (facts.sharing) {
    it('shares the card with the conversation on a click', () =>
      withSurface(async (surface) => {
        await surface.type(recordedLine);
        const shared = await surface.click(en.seller.shareHere);
        expect(shared.to).toBe('conversation');
        expect(shared.links).toContain(recordedLink);
        expect(shared.text).not.toContain(nickname);
      }));
  }

  it('speaks Chinese with Chinese people', () =>
    withSurface(
      async (surface) => {
        expect((await surface.type('/help')).text).toContain(zhCn.help.title);
        expect((await surface.type('/seller')).text).toContain(
          zhCn.core.argumentFault(
            { kind: 'missing', name: 'offer' },
            zhCn.seller.offer.expected,
            zhCn.seller.offer.hint,
          ),
        );
      },
      { locale: 'zh-CN' },
    ));

  it.each([
    ['/help', en.help.jobs.find.about],
    ['/help seller', 'openUid'],
    ['/status', en.status.title],
    ['/language en', en.language.set],
    ['/address list', en.addresses.title],
    ['/address add', en.addresses.howToAdd],
    ['/address show 7', en.addresses.unknown('7')],
    ['/address edit 7', en.addresses.unknown('7')],
  ])('answers %s', (line, words) =>
    withSurface(async (surface) => {
      expect((await surface.type(line)).text).toContain(words);
    }),
  );

  it('chooses a kind of the offer, and asks where it should go', () =>
    withSurface(async (surface) => {
      const kinds = await surface.type('/order create 889512351602 2');
      expect(kinds.text).toContain(en.buying.whichKind);
      const given = await surface.type('/order create 889512351602 2 --sku 530ad00177264564503ec3b848650652');
      expect(given.text).toContain(en.buying.noAddress);
      expect(given.buttons).toContain(en.buying.giveAddress);
    }));

  it.each([
    ['/search 保温杯 --sort price', ['1–10 of', 'Stainless steel vacuum flask', 'sold in 30 days']],
    [
      '/product 600000000020',
      ['Price', '¥11.71 to ¥13.31', en.products.product.minimum, 'from 500 pieces: ¥12.51'],
    ],
    ['/product 951807530375 --chart', ['from 500 units: ¥3,514.02']],
    ['/compare 600000000020 600000000019', ['¥13.31 ✓ lowest', '¥14.08', en.products.compare.logic.sku]],
    ['/category', ['Home and kitchen', 'Toys and pets']],
    ['/freight 600000000020 100 --to Yiwu', [en.products.freight.total, '¥444.00', 'Yiwu, Zhejiang']],
  ])('answers %s, for the asker alone, pinging nobody', (line, words) =>
    withSurface(async (surface) => {
      const seen = await surface.type(line);
      for (const each of words) expect(seen.text).toContain(each);
      expect(seen.to).toBe('asker');
      expect(seen.mentions).toEqual([]);
      expect(seen.links.filter((link) => !/^https:\/\/(detail|pictures)\./.test(link))).toEqual([]);
    }),
  );

  it('goes from a search to its next page, to an offer, and to its seller', () =>
    withSurface(async (surface) => {
      await surface.type('/search 保温杯');
      const next = await surface.click('Next');
      expect(next.text).toContain('11–20 of');
      // What is ticked has the name alone; an entry of a menu has the price, too.
      const twelfth = next.buttons.filter((label) => label.startsWith('12. '));
      const offer = twelfth.find((label) => label.includes('¥')) ?? twelfth[0];
      const product = await surface.click(offer ?? 'the twelfth offer');
      expect(product.text).toContain(en.products.product.minimum);
      expect(product.buttons).toEqual(expect.arrayContaining(['Compare', 'Freight', en.products.chat]));
      const seller = await surface.click(en.orders.sellerChat);
      expect(seller.links.some((link) => link.startsWith('https://air.1688.com/'))).toBe(true);
    }));

  it('walks the categories', () =>
    withSurface(async (surface) => {
      await surface.type('/category');
      expect((await surface.click('Home and kitchen')).text).toContain('Vacuum flasks');
      expect((await surface.click('Vacuum flasks')).buttons).toContain(en.products.searchHere);
    }));

  it('keeps an address, and shows nobody else what would find the person', () =>
    withSurface(async (surface) => {
      const added = await surface.type(addressLine);
      expect(added.text).toContain(en.addresses.added);
      expect(added.to).toBe('asker');
      const listed = await surface.click(en.addresses.all);
      for (const { text } of [added, listed]) {
        expect(text).toContain('138****2222');
        expect(text).toContain('张**');
        expect(text).toContain('浙江省 杭州市 滨江区');
        expect(text).not.toMatch(/13811112222|张三丰|网商路/);
      }
      const shown = await surface.type('/address show 1001');
      expect(shown.to).toBe('asker');
      const masked = shown.text.includes(en.addresses.masked);
      expect(shown.text).toContain(masked ? '138****2222' : '13811112222');
      expect(shown.text.includes('张三丰')).toBe(!masked);
      expect(shown.text.includes('网商路699号')).toBe(!masked);
      expect(shown.mentions).toEqual([]);
    }));

  it('runs a button, then a choice: help for a job, and for one command of it', () =>
    withSurface(async (surface) => {
      await surface.type('/help');
      await surface.click(en.help.jobs.talk.name);
      expect((await surface.click('/seller')).text).toContain('BBBJ82cNui3EUaxxMi_7Go73g');
    }));

  it.each([
    ['/seller', en.core.argumentFault({ kind: 'missing', name: 'offer' }, en.seller.offer.expected)],
    ['/seller abc', en.seller.offer.expected],
    [`/seller ${'9'.repeat(40)}`, en.seller.offer.expected],
    [
      '/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g one-more',
      en.core.argumentFault({ kind: 'extra', given: 'one-more' }, ''),
    ],
    ['/shoptalk selller 951807530375', en.core.slip('seller 951807530375')],
    [`/shoptalk ${'x'.repeat(2500)}`, en.core.unknownCommand('|').split('|')[0] ?? ''],
  ])('answers “%.50s” with what is wrong, privately', (line, words) =>
    withSurface(async (surface) => {
      const seen = await surface.type(line);
      expect(seen.text).toContain(words);
      expect(seen.to).toBe('asker');
    }),
  );
}

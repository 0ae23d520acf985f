import { describe, expect, it } from 'vitest';
import type { Core } from '../../src/chat/adapter.ts';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { orderOf } from '../arbitraries/order.ts';
import {
  type Behaviour,
  chatLink,
  cutBody,
  envelope,
  flood,
  openFaultyUpstream,
  raw,
  reset,
} from '../fakes/faulty-upstream.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';
import { answerOf, scriptedCore } from '../harness/scripted-core.ts';
import { everyCommand } from './every-command.ts';

/** What a person sees of one answer, read off the wire (or the screen), never off the card. */
export interface Seen {
  /** Every word, a line each. */
  readonly text: string;
  /** Where a click can lead: links in text, link buttons, linked titles. */
  readonly links: readonly string[];
  /** Who would be pinged. */
  readonly mentions: readonly string[];
  /** Labels of buttons and choices that run something. */
  readonly buttons: readonly string[];
  readonly pictures: number;
  /** Whether a QR code can be seen. */
  readonly qr: boolean;
  readonly to: 'asker' | 'conversation';
  /** What can be taken along, whole, and whether nobody but the asker can. */
  files(): Promise<readonly SeenFile[]>;
}

interface SeenFile {
  readonly name: string;
  readonly content: string;
}

/** One person in one conversation on one platform. */
export interface Surface {
  /** Types a command the way people do there, and waits for the answer that stays. */
  type(line: string): Promise<Seen>;
  /** Clicks a button of the last answer. */
  click(label: string): Promise<Seen>;
  close(): Promise<void>;
}

export interface SurfaceFacts {
  readonly name: string;
  /** Those who type there, as `platform:id`. */
  readonly people: readonly string[];
  /** Starts the real adapter on `core` with a person whose locale is `locale`. */
  open(core: Core, locale: 'en-US' | 'zh-CN'): Promise<Surface>;
  /** An answer can be shown to a whole conversation there, and the card offers it. */
  readonly sharing: boolean;
  /** A QR code is on the card at once; otherwise behind a button. */
  readonly qrAtOnce: boolean;
  /** A file is printed rather than saved, without what steers a display. */
  readonly filesPrinted?: boolean;
  /** It is in no workspace, so that what is decided for a whole one can't be decided there. */
  readonly outside?: boolean;
  /** The platform shows remote pictures. */
  readonly pictures: boolean;
}

const recordedLine = '/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g';
const recordedLink =
  'https://air.1688.com/app/ocms-fusion-components-1688/def_cbu_web_im/index.html?touid=cnalichn%E5%B1%B1%E4%B8%9C%E7%BB%BF%E5%BE%B7%E5%88%B6%E5%86%B7&siteid=cnalichn&status=1&offerId=951807530375';
const addressLine =
  '/address add --name 张三丰 --phone "+86 138 1111 2222" --division "浙江省 杭州市 滨江区" --street 网商路699号';
const nickname = '山东绿德制冷';
const hostile =
  '<!channel> @everyone [x](http://evil.example) <@U0123456789> <@123456789012345678> <http://evil.example|x> ```';

/** Answers the chat-link call by `link` and the product call by `product`. */
function upstreamOf(link: Behaviour, product: Behaviour): Behaviour {
  return (response, request) => (request.path.endsWith('/decrypt') ? link : product)(response, request);
}

/** The promises that every adapter keeps: same commands in, same facts out, nothing pinged, nothing forged. */
export function adapterContract(facts: SurfaceFacts): void {
  everyCommand(facts);

  describe(`${facts.name}: what every platform shows`, () => {
    async function withSurface(
      run: (surface: Surface, bot: TestCore) => Promise<void>,
      options: { locale?: 'en-US' | 'zh-CN'; behaviour?: Behaviour } = {},
    ): Promise<void> {
      const upstream = options.behaviour === undefined ? undefined : await openFaultyUpstream();
      if (options.behaviour !== undefined) upstream?.behave(options.behaviour);
      const bot = await openTestCore(upstream === undefined ? {} : { upstream: upstream.url });
      const surface = await facts.open(bot.core, options.locale ?? 'en-US');
      try {
        await run(surface, bot);
      } finally {
        await surface.close();
        await bot.close();
        await upstream?.close();
      }
    }

    it('answers /seller with the chat link, for the asker alone', () =>
      withSurface(async (surface) => {
        const seen = await surface.type(recordedLine);
        expect(seen.to).toBe('asker');
        expect(seen.links).toContain(recordedLink);
        expect(seen.text).toContain('951807530375');
        expect(seen.text).toContain(recordedLink);
        expect(seen.text).toMatch(/Request [0-9a-f]{32}/);
        expect(seen.text).toContain('Sandbox');
        expect(seen.text).not.toContain(nickname);
        expect(seen.mentions).toEqual([]);
        if (facts.pictures) expect(seen.pictures).toBeGreaterThan(0);
      }));

    it('finds the seller from a link to the offer', () =>
      withSurface(async (surface) => {
        const seen = await surface.type(
          '/seller https://detail.1688.com/offer/951807530375.html?spm=a26352.1',
        );
        expect(seen.links).toContain(recordedLink);
      }));

    it('shows a QR code of the link', () =>
      withSurface(async (surface) => {
        const first = await surface.type(recordedLine);
        expect(first.qr).toBe(facts.qrAtOnce);
        if (!facts.qrAtOnce) expect((await surface.click('QR code')).qr).toBe(true);
      }));

    it('hands out a file, for whoever sees the answer, with every character of it', async () => {
      const content = `\uFEFF"id","商品"\r\n"3305075341149134260","${hostile.replaceAll('"', '""')}"\r\n`;
      const file = { name: 'orders-2026-11-25.csv', mediaType: 'text/csv', content } as const;
      const body = [{ kind: 'text', text: ['2 rows'] }] as const;
      const answer = answerOf('Exported', { card: { body, file } });
      const core = scriptedCore((transport) => transport.answer(answerOf('Hello')));
      const surface = await facts.open(core, 'en-US');
      core.script = (transport) => transport.answer(answer);
      try {
        const seen = await surface.type('/status');
        expect(seen.text).toContain('2 rows');
        expect(seen.text).toContain(file.name);
        expect(seen.to).toBe('asker');
        expect(seen.mentions).toEqual([]);
        const plain = (text: string) => (facts.filesPrinted ? text.replaceAll(/\uFEFF|\r/g, '') : text);
        expect(await seen.files()).toEqual([{ name: file.name, content: plain(content) }]);
      } finally {
        await surface.close();
      }
    });

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
          expect((await surface.type('/seller')).text).toContain('缺少 offer');
        },
        { locale: 'zh-CN' },
      ));

    it.each([
      ['/help', 'Open the Wangwang chat'],
      ['/help seller', 'openUid'],
      ['/status', 'Everything is connected'],
      ['/language en', 'I speak English here'],
      ['/address list', 'Delivery addresses'],
      ['/address add', 'Add a delivery address'],
      ['/address show 7', 'There is no address 7'],
      ['/address edit 7', 'There is no address 7'],
    ])('answers %s', (line, words) =>
      withSurface(async (surface) => {
        expect((await surface.type(line)).text).toContain(words);
      }),
    );

    it('previews an order, and places it on a click', () =>
      withSurface(async (surface, bot) => {
        const preview = await surface.type(
          '/order preview 889512351602 2 --sku 530ad00177264564503ec3b848650652 --address 5738',
        );
        expect(preview.to).toBe('asker');
        for (const words of ['¥58.00', '¥6.00', '¥1.61', '¥65.61']) expect(preview.text).toContain(words);
        expect(bot.sandbox?.orders.all()).toEqual([]);
        const ordered = await surface.click(en.buying.orderFor('¥65.61'));
        const [order, ...others] = bot.sandbox?.orders.all() ?? [];
        expect(others).toEqual([]);
        expect(ordered.to).toBe('asker');
        expect(ordered.text).toContain(en.buying.create.placed);
        expect(ordered.text).toContain(order?.orderId);
      }));

    it('chooses a kind of the offer, and asks where it should go', () =>
      withSurface(async (surface) => {
        const kinds = await surface.type('/order create 889512351602 2');
        expect(kinds.text).toContain(en.buying.whichKind);
        const given = await surface.type(
          '/order create 889512351602 2 --sku 530ad00177264564503ec3b848650652',
        );
        expect(given.text).toContain(en.buying.noAddress);
        expect(given.buttons).toContain(en.buying.giveAddress);
      }));

    it('pays and cancels after asking, and says why it could not', () =>
      withSurface(async (surface, bot) => {
        bot.news.partner = async () =>
          orderOf({ phase: 'awaiting payment', passed: ['created'], totalFen: 6561, parcels: [] });
        const question = await surface.type('/order pay 3305075341149134260');
        expect(question.text).toContain(en.buying.pay.title);
        expect(question.text).toContain('¥65.61');
        const paid = await surface.click('Pay ¥65.61');
        expect(paid.text).toContain(en.buying.pay.nothingPaid);
        expect(paid.text).toContain('订单不存在');
        await surface.type('/order cancel 3305075341149134260');
        const cancelled = await surface.click(en.buying.cancel.button);
        expect(cancelled.text).toContain(en.buying.cancel.notDone);
        expect(cancelled.to).toBe('asker');
      }));

    it.each([
      ['/search 保温杯 --sort price', ['1–10 of', 'Stainless steel vacuum flask', 'sold in 30 days']],
      ['/product 600000000020', ['Price', '¥11.71 to ¥13.31', 'Minimum order', 'from 500 pieces: ¥12.51']],
      ['/product 951807530375 --chart', ['from 500 units: ¥3,514.02']],
      ['/compare 600000000020 600000000019', ['¥13.31 ✓ lowest', '¥14.08', 'by variant']],
      ['/category', ['Home and kitchen', '1813']],
      ['/freight 600000000020 100 --to Yiwu', ['Freight in all', '¥444.00', 'Yiwu, Zhejiang']],
    ])('answers %s, for the asker alone, pinging nobody', (line, words) =>
      withSurface(async (surface) => {
        const seen = await surface.type(line);
        for (const each of words) expect(seen.text).toContain(each);
        expect(seen.text).toContain('Sandbox');
        expect(seen.to).toBe('asker');
        expect(seen.mentions).toEqual([]);
        expect(seen.links.filter((link) => !/^https:\/\/(detail|cbu01)\./.test(link))).toEqual([]);
      }),
    );

    it('goes from a search to its next page, to an offer, and to its seller', () =>
      withSurface(async (surface) => {
        await surface.type('/search 保温杯');
        const next = await surface.click('Next');
        expect(next.text).toContain('11–20 of');
        const offer = next.buttons.find((label) => label.startsWith('12. '));
        const product = await surface.click(offer ?? 'the twelfth offer');
        expect(product.text).toContain('Minimum order');
        expect(product.buttons).toEqual(expect.arrayContaining(['Compare', 'Freight', 'Seller chat']));
        const seller = await surface.click(en.orders.sellerChat);
        expect(seller.links.some((link) => link.startsWith('https://air.1688.com/'))).toBe(true);
      }));

    it('walks the categories', () =>
      withSurface(async (surface) => {
        await surface.type('/category');
        expect((await surface.click('Home and kitchen')).text).toContain('Vacuum flasks');
        expect((await surface.click('Vacuum flasks')).buttons).toContain('Search here');
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
        const masked = shown.text.includes('no direct message');
        expect(shown.text).toContain(masked ? '138****2222' : '13811112222');
        expect(shown.text.includes('张三丰')).toBe(!masked);
        expect(shown.text.includes('网商路699号')).toBe(!masked);
        expect(shown.mentions).toEqual([]);
      }));

    it('runs a choice: help for one command', () =>
      withSurface(async (surface) => {
        await surface.type('/help');
        expect((await surface.click('/seller')).text).toContain('BBBJ82cNui3EUaxxMi_7Go73g');
      }));

    it.each([
      ['/seller', 'offer is missing'],
      ['/seller abc', 'offer must be'],
      [`/seller ${'9'.repeat(40)}`, 'offer must be'],
      ['/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g one-more', 'too many'],
      ['/shoptalk selller 951807530375', 'Did you mean /seller?'],
      [`/shoptalk ${'x'.repeat(2500)}`, 'There is no command'],
    ])('answers “%.50s” with what is wrong, privately', (line, words) =>
      withSurface(async (surface) => {
        const seen = await surface.type(line);
        expect(seen.text).toContain(words);
        expect(seen.to).toBe('asker');
      }),
    );

    it('shows a hostile title and company as plain words', () =>
      withSurface(
        async (surface) => {
          const seen = await surface.type(recordedLine);
          expect(seen.mentions).toEqual([]);
          expect(
            seen.links.filter((link) => !/^https:\/\/([a-z0-9-]+\.)*(1688|alicdn)\.com\//.test(link)),
          ).toEqual([]);
          expect(seen.text).toContain('everyone');
        },
        {
          behaviour: upstreamOf(
            chatLink('https://air.1688.com/im?touid=cnalichn测试&offerId=951807530375'),
            envelope({ data: { subject: hostile, subjectTrans: hostile, companyName: hostile } }),
          ),
        },
      ));

    it.each([
      'javascript:alert(1)',
      'http://air.1688.com/im',
      'https://1688.com.evil.example/im',
      'https://air.1688.com@evil.example/im',
      '//evil.example',
      '',
    ])('never makes a link of “%s”', (link) =>
      withSurface(
        async (surface) => {
          const seen = await surface.type(recordedLine);
          expect(seen.links.filter((each) => !each.startsWith('https://detail.1688.com/'))).toEqual([]);
          expect(seen.text).not.toContain('evil.example');
          expect(seen.text).not.toContain('javascript:');
          expect(seen.to).toBe('asker');
        },
        { behaviour: upstreamOf(chatLink(link), envelope({ data: {} })) },
      ),
    );

    it.each<[string, Behaviour, string]>([
      ['refuses', envelope({ code: 500_123, msg: '余额不足' }), '500123'],
      [
        'sends HTML',
        raw('<html><body>Bad gateway</body></html>', { headers: { 'content-type': 'text/html' } }),
        'made no sense',
      ],
      ['cuts the body', cutBody, 'can not be reached'],
      ['resets', reset, 'can not be reached'],
      ['sends 5 MB', flood(5 * 1024 * 1024), 'too large'],
      ['sends nonsense', raw('{"code":200,"data":7}'), 'made no sense'],
    ])('says so when the partner %s', (_, behaviour, words) =>
      withSurface(
        async (surface) => {
          const seen = await surface.type(recordedLine);
          expect(seen.text).toContain(words);
          expect(seen.text).not.toMatch(/<html|<body|\bat \S+ \(|node:internal/);
          expect(seen.to).toBe('asker');
        },
        { behaviour },
      ),
    );
  });
}

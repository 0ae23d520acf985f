import { describe, expect, it } from 'vitest';
import type { Core } from '../../src/chat/adapter.ts';
import { workbookType } from '../../src/chat/card-file.ts';
import { en } from '../../src/languages/en/index.ts';
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
import { recordedLine, sandboxContract } from './sandbox-contract.ts';

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
  /** It has no files but texts: of a workbook it shows the same table as text. */
  readonly filesAreTexts?: boolean;
  /** It is in no workspace, so that what is decided for a whole one can't be decided there. */
  readonly outside?: boolean;
  /** The platform shows remote pictures. */
  readonly pictures: boolean;
}

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

    sandboxContract(facts, withSurface);

    it('hands out a workbook with all its bytes, or the same table as text', async () => {
      const asText = {
        name: 'orders-2026-11-25.csv',
        mediaType: 'text/csv',
        content: '"id"\r\n"1"\r\n',
      } as const;
      const content = 'PK\u0003\u0004 of a workbook\u0000';
      const base64 = Buffer.from(content).toString('base64');
      const file = { name: 'orders-2026-11-25.xlsx', mediaType: workbookType, base64, asText } as const;
      const core = scriptedCore((transport) => transport.answer(answerOf('Hello')));
      const surface = await facts.open(core, 'en-US');
      core.script = (transport) => transport.answer(answerOf('Exported', { card: { file } }));
      try {
        const seen = await surface.type('/status');
        const text = facts.filesPrinted ? asText.content.replaceAll('\r', '') : asText.content;
        const shown = facts.filesAreTexts
          ? { name: asText.name, content: text }
          : { name: file.name, content };
        expect(seen.text).toContain(shown.name);
        expect(await seen.files()).toEqual([shown]);
      } finally {
        await surface.close();
      }
    });

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

    it('shows a hostile title and company as plain words', () =>
      withSurface(
        async (surface) => {
          const seen = await surface.type(recordedLine);
          expect(seen.mentions).toEqual([]);
          expect(
            seen.links.filter(
              (link) => !/^https:\/\/([a-z0-9-]+\.)*(1688\.com|sandbox\.invalid)\//.test(link),
            ),
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
        en.xport.title({ kind: 'malformed', detail: '', requestId: '' }),
      ],
      ['cuts the body', cutBody, en.xport.title({ kind: 'unreachable', detail: '' })],
      ['resets', reset, en.xport.title({ kind: 'unreachable', detail: '' })],
      ['sends 5 MB', flood(5 * 1024 * 1024), en.xport.title({ kind: 'too large', limitBytes: 0 })],
      [
        'sends nonsense',
        raw('{"code":200,"data":7}'),
        en.xport.title({ kind: 'malformed', detail: '', requestId: '' }),
      ],
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

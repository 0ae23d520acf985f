import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadyCard } from '../../src/chat/card.ts';
import type {
  Destination,
  Found,
  MessageRef,
  Outgoing,
  Outlet,
  Refused,
  Sent,
} from '../../src/chat/outlet.ts';
import type { PersonMention, Text } from '../../src/chat/text.ts';
import { hostileWords, readyCards } from '../arbitraries/card.ts';
import { inlinesOf } from '../harness/card-parts.ts';

/** One message as a person in the conversation sees it, read off the wire (or the screen), never off the card. */
export interface SeenNews {
  readonly ref: MessageRef;
  /** Every word, whatever the white space between them. */
  readonly text: string;
  /** Where a click can lead. */
  readonly links: readonly string[];
  /** Who was pinged, by the platform's own ids, and every broad mention. */
  readonly mentions: readonly string[];
  /** Labels of buttons and choices that run something. */
  readonly buttons: readonly string[];
  /** Pictures that were made by the bot. */
  readonly pictures: number;
  /** The message that it hangs under or replies to. */
  readonly under?: MessageRef;
  /** Everyone in the conversation sees it without looking into a thread. */
  readonly aloud: boolean;
}

/** What can happen to one send on its way. */
export type SendFault =
  /** The platform asks to wait for 7 s, and does nothing. */
  | 'limited'
  /** It does what it was asked to, and its answer never arrives. */
  | 'answer lost'
  /** It does nothing, and no answer arrives. */
  | 'request lost';

/** One conversation, with the real adapter on one side and somebody who looks on the other. */
export interface OutletSurface {
  readonly outlet: Outlet;
  /** A conversation in which the bot may speak. */
  readonly to: Destination;
  /** Somebody there. */
  readonly person: PersonMention;
  /** The platform's time, ms since 1970 UTC. */
  now(): number;
  /** Everything that stands in `to`, oldest first. */
  seen(): Promise<readonly SeenNews[]>;
  /** Somebody deletes one of the bot's messages, where people can. */
  remove?(message: MessageRef): Promise<void>;
  /** What happens to the next post, reply or edit. Only called for what {@link OutletFacts.faults} names. */
  fail(fault: SendFault): void;
  /** Makes the platform refuse: gives the call that meets the refusal. Only for {@link OutletFacts.refusals}. */
  refusal(kind: Refused): Promise<() => Promise<Sent>>;
  /** Cuts the platform off as a whole, and gives what brings it back. Only where {@link OutletFacts.goesDown}. */
  goDown?(): Promise<() => Promise<void>>;
  /** From now on the platform refuses whoever goes faster than it allows; with `wait`, the platform's time goes on. */
  readonly pace?: { enforce(): void; wait(ms: number): Promise<void> };
  /** Whatever the platform objects to, although it let it pass. Empties nothing. */
  problems(): readonly string[];
  close(): Promise<void>;
}

export interface OutletFacts {
  readonly name: string;
  open(): Promise<OutletSurface>;
  /** A reply hangs under its card and can be kept from those who don't look there. */
  readonly threads: boolean;
  /** A message that stands there can be changed; otherwise another one says so. Yes, when left out. */
  readonly edits?: boolean;
  /** Its messages have links. */
  readonly links: boolean;
  /** A mention of a person pings that person there. */
  readonly pings: boolean;
  /** Charts are shown as pictures, not as their words. */
  readonly charts: boolean;
  readonly faults: readonly SendFault[];
  readonly refusals: readonly Refused[];
  readonly goesDown: boolean;
}

const hour = 60 * 60_000;

function card(title: string, overrides: Partial<ReadyCard> = {}): Outgoing {
  return { card: { tone: 'plain', title, body: [], actions: [], ...overrides }, language: 'en' };
}

function refOf(sent: Sent): MessageRef {
  if (!('sent' in sent)) throw new Error(`not sent: ${JSON.stringify(sent)}`);
  return sent.sent;
}

const words = (text: string) => text.replaceAll(/\s+/g, '');

/** The promises that every adapter's outlet keeps. */
export function outletContract(facts: OutletFacts): void {
  async function withSurface(run: (surface: OutletSurface) => Promise<void>): Promise<void> {
    const surface = await facts.open();
    try {
      await run(surface);
      expect(surface.problems()).toEqual([]);
    } finally {
      await surface.close();
    }
  }

  describe(`${facts.name}: speaking unasked`, () => {
    it('states what it can do', () =>
      withSurface(async ({ outlet }) => {
        expect(outlet.listItems).toBeGreaterThanOrEqual(20);
        expect(outlet.paceMs).toBeGreaterThan(0);
        expect(outlet.editableMs).toBeGreaterThan(0);
        expect(outlet.payloadLimits.button).toBeGreaterThanOrEqual(64);
        expect(outlet.payloadLimits.option).toBeGreaterThanOrEqual(64);
      }));

    it('posts a card for everyone, once, with its buttons, and gives its name', () =>
      withSurface(async ({ outlet, to, seen }) => {
        const sent = await outlet.post(
          to,
          card('Order 1', {
            body: [{ kind: 'fields', fields: [{ label: 'Paid', value: ['¥100.00'] }] }],
            actions: [{ kind: 'run', label: 'Details', run: 'order show?id=1' }],
            footnote: ['At 12:00'],
          }),
          'key-1',
        );
        const ref = refOf(sent);
        expect(ref).toMatch(/^\S{1,200}$/);
        expect(await seen()).toMatchObject([{ ref, aloud: true, buttons: ['Details'], mentions: [] }]);
        const text = (await seen())[0]?.text ?? '';
        for (const part of ['Order 1', 'Paid', '¥100.00', 'At 12:00']) expect(text).toContain(part);
      }));

    it('says things under a card, for all or for those who look there', () =>
      withSurface(async ({ outlet, to, seen }) => {
        const ref = refOf(await outlet.post(to, card('Order 1'), 'key-1'));
        const quiet = refOf(await outlet.reply(to, ref, card('Paid'), false, 'key-2'));
        const aloud = refOf(await outlet.reply(to, ref, card('Refund'), true, 'key-3'));
        expect(new Set([ref, quiet, aloud]).size).toBe(3);
        expect(await seen()).toMatchObject([
          { ref, aloud: true },
          { ref: quiet, under: ref, aloud: !facts.threads },
          { ref: aloud, under: ref, aloud: true },
        ]);
      }));

    it.runIf(facts.edits ?? true)(
      'gives a card another content, as often as asked, and says nothing else',
      () =>
        withSurface(async ({ outlet, to, seen }) => {
          let ref = refOf(await outlet.post(to, card('Unpaid'), 'key-1'));
          const paid = card('Paid', { actions: [{ kind: 'run', label: 'Track', run: 'order track?id=1' }] });
          ref = refOf(await outlet.edit(to, ref, paid));
          ref = refOf(await outlet.edit(to, ref, paid));
          const after = await seen();
          expect(after).toMatchObject([{ ref, buttons: ['Track'] }]);
          expect(after[0]?.text).toContain('Paid');
          expect(after[0]?.text).not.toContain('Unpaid');
        }),
    );

    it('finds a message by its key, also once it was edited, and no other', () =>
      withSurface(async ({ outlet, to, now }) => {
        const since = now() - hour;
        const ref = refOf(await outlet.post(to, card('One'), 'key-1'));
        refOf(await outlet.post(to, card('Two'), 'key-2'));
        const under = refOf(await outlet.reply(to, ref, card('Line'), false, 'key-3'));
        const aloud = refOf(await outlet.reply(to, ref, card('Line'), true, 'key-4'));
        refOf(await outlet.edit(to, ref, card('One, edited')));
        expect(await outlet.find(to, 'key-1', since)).toEqual({ found: ref });
        expect(await outlet.find(to, 'key-3', since, ref)).toEqual({ found: under });
        expect(await outlet.find(to, 'key-4', since, ref)).toEqual({ found: aloud });
        const absent: Found = { absent: true };
        expect(await outlet.find(to, 'key-9', since)).toEqual(absent);
        expect(await outlet.find(to, 'key-9', since, ref)).toEqual(absent);
        expect(await outlet.find(to, 'key-1', now() + hour)).toEqual(absent);
      }));

    it('makes one message of one key for as long as it says that it does', () =>
      withSurface(async ({ outlet, to, seen }) => {
        if (outlet.oneOfKeyMs === undefined) return;
        const ref = refOf(await outlet.post(to, card('First'), 'key-1'));
        expect(refOf(await outlet.post(to, card('Again'), 'key-1'))).toBe(ref);
        const under = refOf(await outlet.reply(to, ref, card('Line'), false, 'key-2'));
        expect(refOf(await outlet.reply(to, ref, card('Line'), false, 'key-2'))).toBe(under);
        expect((await seen()).map((message) => message.ref)).toEqual([ref, under]);
      }));

    it('finds a message among many others', () =>
      withSurface(async ({ outlet, to, now }) => {
        const since = now() - hour;
        const refs: MessageRef[] = [];
        for (let each = 0; each < 30; each += 1) {
          refs.push(refOf(await outlet.post(to, card(`Order ${each}`), `key-${each}`)));
        }
        for (const each of [0, 15, 29]) {
          expect(await outlet.find(to, `key-${each}`, since)).toEqual({ found: refs[each] });
        }
      }));

    it('links a message where it can', () =>
      withSurface(async ({ outlet, to }) => {
        const ref = refOf(await outlet.post(to, card('One'), 'key-1'));
        const link = await outlet.linkTo(to, ref);
        if (facts.links) expect(link).toMatch(/^https:\/\/[^/]+\/./);
        else expect(link).toBeUndefined();
      }));

    it('pings the person who is mentioned and nobody else, in cards and in lines', () =>
      withSurface(async ({ outlet, to, seen, person }) => {
        const naming: Text = ['Look, ', { mention: { ...person, name: '@everyone <!channel>' } }, ' @here'];
        const pinging = card('@everyone', { body: [{ kind: 'text', text: naming }] });
        const ref = refOf(await outlet.post(to, pinging, 'key-1'));
        refOf(await outlet.reply(to, ref, pinging, true, 'key-2'));
        for (const { mentions } of await seen()) {
          expect(mentions.filter((whom) => whom !== person.person)).toEqual([]);
          if (facts.pings) expect(mentions).toContain(person.person);
        }
      }));

    it('shows hostile words as plain words', () =>
      withSurface(async ({ outlet, to, seen }) => {
        for (const [at, hostile] of hostileWords.entries()) {
          const everywhere = card(`Order ${hostile}`, {
            body: [
              { kind: 'text', text: [hostile, { bold: hostile }, { code: hostile }] },
              { kind: 'fields', fields: [{ label: hostile, value: [hostile] }] },
              { kind: 'list', items: [[hostile], [hostile]] },
            ],
            actions: [{ kind: 'run', label: hostile, run: 'order show?id=1' }],
            footnote: [hostile],
          });
          refOf(await outlet.post(to, everywhere, `key-${at}`));
        }
        const after = await seen();
        expect(after).toHaveLength(hostileWords.length);
        expect(after.flatMap(({ mentions }) => mentions)).toEqual([]);
        expect(after.flatMap(({ links }) => links)).toEqual([]);
      }));

    it.each(['x', '价'])('shows a digest of as many items as it promises, each whole (%s)', (letter) =>
      withSurface(async ({ outlet, to, seen }) => {
        const items = Array.from(
          { length: outlet.listItems },
          (_, at): Text => [
            `${at} `.padEnd(190, letter),
            `#${String(at).padStart(3, '0')}.`.padStart(10, '-'),
          ],
        );
        const digest = card('Digest', {
          body: [{ kind: 'list', items }],
          actions: [{ kind: 'run', label: 'Everything', run: 'order list?' }],
          footnote: ['Many changes at once'],
        });
        const ref = refOf(await outlet.post(to, digest, 'key-1'));
        refOf(await outlet.edit(to, ref, digest));
        const text = words((await seen())[0]?.text ?? '');
        for (const item of items) expect(text).toContain(words(item.join('')));
      }),
    );

    it('shows a chart, or says what it shows', () =>
      withSurface(async ({ outlet, to, seen }) => {
        const bars = ['11-24', '11-25'].map((label, at) => ({ label, value: at + 1 }));
        const alt = 'Orders a day: 1 on 11-24, 2 on 11-25';
        refOf(await outlet.post(to, card('Summary', { body: [{ kind: 'chart', alt, bars }] }), 'key-1'));
        const [seenChart] = await seen();
        if (facts.charts) expect(seenChart).toMatchObject({ pictures: 1 });
        else expect(words(seenChart?.text ?? '')).toContain(words(alt));
      }));

    it('takes any card at all, pings nobody unasked', () =>
      withSurface(async ({ outlet, to, seen }) => {
        let count = 0;
        await fc.assert(
          fc.asyncProperty(readyCards, async (any) => {
            count += 1;
            const outgoing: Outgoing = { card: any, language: 'en' };
            const ref = refOf(await outlet.post(to, outgoing, `key-${count}`));
            refOf(await outlet.edit(to, ref, outgoing));
            const asked = mentionsIn(any);
            const last = (await seen()).at(-1);
            expect(last?.mentions.filter((whom) => !asked.includes(whom))).toEqual([]);
          }),
          { numRuns: 40, endOnFailure: true },
        );
      }));

    const faulty = (fault: SendFault) => facts.faults.includes(fault);
    it.runIf(faulty('limited'))(
      'says how long the platform wants it to wait, and that nothing was sent',
      () =>
        withSurface(async ({ outlet, to, fail, seen }) => {
          const ref = refOf(await outlet.post(to, card('One'), 'key-1'));
          fail('limited');
          expect(await outlet.post(to, card('Two'), 'key-2')).toEqual({ retryAfterMs: 7000 });
          fail('limited');
          expect(await outlet.reply(to, ref, card('Two'), false, 'key-3')).toEqual({ retryAfterMs: 7000 });
          fail('limited');
          expect(await outlet.edit(to, ref, card('Two'))).toEqual({ retryAfterMs: 7000 });
          const after = await seen();
          expect(after).toHaveLength(1);
          expect(after[0]?.text).toContain('One');
        }),
    );

    it.runIf(faulty('answer lost'))('finds what it does not know to be sent, and it stands there once', () =>
      withSurface(async ({ outlet, to, fail, seen, now }) => {
        const since = now() - hour;
        fail('answer lost');
        expect(await outlet.post(to, card('One'), 'key-1')).toEqual({ unclear: expect.any(String) });
        const found = await outlet.find(to, 'key-1', since);
        const [one, ...more] = await seen();
        expect(more).toEqual([]);
        expect(found).toEqual({ found: one?.ref });
        const ref = one?.ref ?? '';
        fail('answer lost');
        expect(await outlet.reply(to, ref, card('Line'), false, 'key-2')).toEqual({
          unclear: expect.any(String),
        });
        const under = await outlet.find(to, 'key-2', since, ref);
        expect(await seen()).toMatchObject([{ ref }, { under: ref }]);
        expect(under).toEqual({ found: (await seen())[1]?.ref });
        fail('answer lost');
        expect(await outlet.edit(to, ref, card('Edited'))).toEqual({ unclear: expect.any(String) });
        refOf(await outlet.edit(to, ref, card('Edited')));
        expect(await seen()).toHaveLength(2);
      }),
    );

    it.runIf(faulty('request lost'))('knows that what never arrived is absent', () =>
      withSurface(async ({ outlet, to, fail, seen, now }) => {
        const since = now() - hour;
        fail('request lost');
        expect(await outlet.post(to, card('One'), 'key-1')).toEqual({ unclear: expect.any(String) });
        expect(await outlet.find(to, 'key-1', since)).toEqual({ absent: true });
        refOf(await outlet.post(to, card('One'), 'key-2'));
        expect(await seen()).toHaveLength(1);
      }),
    );

    it.runIf(facts.goesDown)(
      'says that a platform which is down was sent nothing, and speaks once it is back',
      () =>
        withSurface(async (surface) => {
          const { outlet, to, now, seen } = surface;
          const ref = refOf(await outlet.post(to, card('One'), 'key-1'));
          const comeBack = await surface.goDown?.();
          const unreachable = { unreachable: expect.any(String) };
          expect(await outlet.post(to, card('Two'), 'key-2')).toEqual(unreachable);
          expect(await outlet.reply(to, ref, card('Two'), true, 'key-3')).toEqual(unreachable);
          expect(await outlet.edit(to, ref, card('Two'))).toEqual(unreachable);
          expect(await outlet.find(to, 'key-2', now() - hour)).toEqual({ unknown: expect.any(String) });
          // A link that needs no asking can be had all the same.
          await outlet.linkTo(to, ref);
          await comeBack?.();
          refOf(await outlet.edit(to, ref, card('Three')));
          expect(await seen()).toMatchObject([{ ref, text: expect.stringContaining('Three') }]);
        }),
    );

    it.each(facts.refusals)('calls a refusal “%s”, and says why', (kind) =>
      withSurface(async (surface) => {
        const meet = await surface.refusal(kind);
        const before = await surface.seen();
        expect(await meet()).toEqual({ refused: kind, detail: expect.stringMatching(/\S/) });
        expect(await surface.seen()).toEqual(before);
      }),
    );

    it('says so when a card to edit or to reply to was deleted', () =>
      withSurface(async ({ outlet, to, remove, seen }) => {
        if (remove === undefined) return;
        const ref = refOf(await outlet.post(to, card('One'), 'key-1'));
        await remove(ref);
        const gone = { refused: 'message gone', detail: expect.any(String) };
        expect(await outlet.edit(to, ref, card('Two'))).toEqual(gone);
        expect(await outlet.reply(to, ref, card('Two'), true, 'key-2')).toEqual(gone);
        expect(await seen()).toEqual([]);
      }));

    it('takes no reference that it did not give', () =>
      withSurface(async ({ outlet, to, seen }) => {
        for (const ref of ['', 'x', '../x', '1', 'undefined:undefined']) {
          const gone = { refused: 'message gone', detail: expect.any(String) };
          expect(await outlet.edit(to, ref, card('Two'))).toEqual(gone);
          expect(await outlet.reply(to, ref, card('Two'), true, 'key-2')).toEqual(gone);
          expect(await outlet.linkTo(to, ref)).toBeUndefined();
        }
        expect(await seen()).toEqual([]);
      }));

    it('can keep the pace that it states for good, and hears of it when it does not', () =>
      withSurface(async ({ outlet, to, pace, seen }) => {
        if (pace === undefined) return;
        pace.enforce();
        const last = refOf(await outlet.post(to, card('First'), 'key-0'));
        for (let each = 1; each <= 30; each += 1) {
          await pace.wait(outlet.paceMs);
          if (each % 2 === 0) refOf(await outlet.post(to, card('More'), `key-${each}`));
          else refOf(await outlet.reply(to, last, card('More'), true, `key-${each}`));
        }
        expect(await seen()).toHaveLength(31);
        let told: Sent | undefined;
        for (let each = 0; each < 30 && (told === undefined || 'sent' in told); each += 1) {
          told = await outlet.post(to, card('Too fast'), `fast-${each}`);
        }
        expect(told).toEqual({ retryAfterMs: expect.any(Number) });
        if (told !== undefined && 'retryAfterMs' in told) {
          await pace.wait(told.retryAfterMs);
          refOf(await outlet.post(to, card('Again'), 'key-again'));
        }
      }));
  });
}

function mentionsIn(card: ReadyCard): string[] {
  return inlinesOf(card).flatMap((inline) =>
    typeof inline !== 'string' && 'mention' in inline ? [inline.mention.person] : [],
  );
}

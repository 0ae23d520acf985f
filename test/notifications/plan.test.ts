import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NewsKind, newsKinds, urgentKinds } from '../../src/domain/orders/news.ts';
import { parseContent, printContent } from '../../src/notifications/content.ts';
import { foldAbove, planNext, type Situation } from '../../src/notifications/plan.ts';
import { clearUp } from '../../src/outbox/clear-up.ts';
import type { Delivery, StandingCard } from '../../src/store/contract/deliveries.ts';
import type { NotificationSettings } from '../../src/store/contract/settings.ts';
import { standing } from '../store/news/rows.ts';

const noon = Date.UTC(2026, 4, 20, 4);
const hourMs = 60 * 60_000;
const outlet = { listItems: 20, editableMs: hourMs };

function delivery(of: {
  orderId: string;
  version?: number;
  kinds?: readonly NewsKind[];
  daily?: boolean;
  attempt?: { key: string; at: number };
  createdAt?: number;
}): Delivery {
  const { orderId, version = 1, kinds = ['paid'], daily = false, createdAt = noon, attempt } = of;
  return {
    organization: 'x:T1',
    conversation: 'x:C1',
    workspace: 'x:T1',
    account: 'a',
    subjectKind: 'order',
    subjectId: orderId,
    part: '',
    version,
    content: printContent({ news: kinds.map((kind) => ({ kind })), mentions: [], daily }),
    dueAt: createdAt,
    createdAt,
    trace: `t-${orderId}-${version}`,
    attempts: 0,
    attempt,
  };
}

/** The next step once nothing is in doubt. */
function plan(due: readonly Delivery[], rest: Partial<Situation> = {}) {
  return planNext({ due, cards: new Map(), settings: {}, now: noon, outlet, ...rest });
}

function cardOf(orderId: string, postedAt = noon): ReadonlyMap<string, StandingCard> {
  return new Map([[orderId, standing(orderId, { postedAt })]]);
}

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => delivery({ orderId: `${index}` }));

describe('the next step in a conversation', () => {
  it('is nothing where nothing is due', () => {
    expect(plan([])).toBeUndefined();
  });

  it("is an order's first card, with all its news at once", () => {
    const due = [
      delivery({ orderId: '1', version: 2 }),
      delivery({ orderId: '2' }),
      delivery({ orderId: '1' }),
    ];
    expect(plan(due)).toMatchObject({
      kind: 'card',
      batch: { orderId: '1', deliveries: [{ version: 1 }, { version: 2 }] },
    });
  });

  it('is a line under a card that stands there, and a new card once that one can not be edited', () => {
    const due = [delivery({ orderId: '1', version: 2 })];
    expect(plan(due, { cards: cardOf('1') })).toMatchObject({ kind: 'line', card: { message: 'm-1' } });
    expect(plan(due, { cards: cardOf('1', noon - hourMs - 1) })).toMatchObject({
      kind: 'card',
      replaces: { message: 'm-1' },
    });
  });

  it('keeps a card true without a word where nobody asked for the news, and does nothing without a card', () => {
    const due = [delivery({ orderId: '1', version: 2, kinds: [] })];
    expect(plan(due, { cards: cardOf('1', noon - 9 * hourMs) })).toMatchObject({ kind: 'line' });
    expect(plan(due)).toMatchObject({ kind: 'skip', deliveries: due });
  });

  it('is a digest when more orders wait than the pace allows, of as many as a message takes', () => {
    expect(plan(many(foldAbove))).toMatchObject({ kind: 'card' });
    const step = plan(many(100));
    expect(step?.kind === 'digest' && step.batches.map(({ orderId }) => orderId)).toEqual(
      Array.from({ length: 20 }, (_, index) => `${index}`),
    );
  });

  describe('holds', () => {
    const quiet: NotificationSettings = { quiet: { from: 22 * 60, to: 8 * 60 }, zone: 'Asia/Shanghai' };
    const midnight = Date.UTC(2026, 4, 20, 16, 0, 30);

    it('what is not urgent until the quiet hours end', () => {
      const [calm, urgent] = [delivery({ orderId: '1' }), delivery({ orderId: '2', kinds: ['refund'] })];
      expect(plan([calm, urgent], { settings: quiet, now: midnight })).toMatchObject({
        kind: 'hold',
        until: Date.UTC(2026, 4, 21, 0),
        deliveries: [calm],
      });
      expect(plan([urgent], { settings: quiet, now: midnight })).toMatchObject({ kind: 'card' });
      expect(plan([calm], { settings: quiet, now: Date.UTC(2026, 4, 21, 0) })).toMatchObject({
        kind: 'card',
      });
    });

    it('what may wait for the daily digest, and says it then as one', () => {
      const due = [delivery({ orderId: '1', daily: true }), delivery({ orderId: '2', daily: true })];
      const settings = { dailyAt: 17 * 60 };
      const slot = Date.UTC(2026, 4, 20, 9);
      expect(plan(due, { settings })).toMatchObject({ kind: 'hold', until: slot, deliveries: due });
      expect(plan(due, { settings, now: slot })).toMatchObject({
        kind: 'digest',
        daily: true,
        batches: [{ orderId: '1' }, { orderId: '2' }],
      });
    });

    it('a digest that comes late into the quiet hours until they end, and none whose own time is in them', () => {
      const due = [delivery({ orderId: '1', daily: true }), delivery({ orderId: '2', daily: true })];
      const late = { settings: { ...quiet, dailyAt: 21 * 60 }, now: midnight };
      expect(plan(due, late)).toMatchObject({
        kind: 'hold',
        until: Date.UTC(2026, 4, 21, 0),
        deliveries: due,
      });
      const early = { settings: { ...quiet, dailyAt: 23 * 60 }, now: midnight };
      expect(plan(due, early)).toMatchObject({ kind: 'digest', daily: true });
    });

    it('nothing for longer than a day, even after the machine was set back', () => {
      const due = [delivery({ orderId: '1', daily: true, createdAt: noon + 90 * 24 * hourMs })];
      const step = plan(due);
      expect(step?.kind === 'hold' && step.until).toBeLessThanOrEqual(noon + 24 * hourMs);
    });
  });

  it('leads through any backlog: every order told with its latest state, none twice at once, none lost', () => {
    const anyDelivery = fc.record({
      orderId: fc.integer({ min: 1, max: 30 }).map(String),
      version: fc.integer({ min: 1, max: 4 }),
      kinds: fc.array(fc.constantFrom(...newsKinds), { maxLength: 2 }),
      daily: fc.boolean(),
      attempted: fc.option(fc.constantFrom('cA', 'dB', 'lC'), { nil: undefined }),
    });
    const anyNotices = fc.record(
      {
        quiet: fc.record({ from: fc.nat(1439), to: fc.nat(1439) }),
        dailyAt: fc.nat(1439),
        zone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'nowhere'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(anyDelivery, {
          maxLength: 120,
          selector: (each) => `${each.orderId}/${each.version}`,
        }),
        anyNotices,
        fc.integer({ min: 20, max: 40 }),
        (specs, settings, listItems) => {
          const waiting = new Map(
            specs.map(({ attempted, ...spec }) => {
              const made = delivery({ ...spec, ...(attempted && { attempt: { key: attempted, at: noon } }) });
              return [made.trace, { delivery: made, dueAt: noon }];
            }),
          );
          const latest = new Map<string, number>();
          const wanted = new Set<string>();
          for (const { orderId, version, kinds } of specs) {
            latest.set(orderId, Math.max(latest.get(orderId) ?? 0, version));
            if (kinds.length > 0) wanted.add(orderId);
          }
          const cards = new Map<string, StandingCard>();
          const shown = new Map<string, number>();
          const saidVersions = new Map<string, number[]>();
          let now = noon;
          for (let steps = 0; waiting.size > 0; steps += 1) {
            expect(steps).toBeLessThan(1000);
            const due = [...waiting.values()]
              .filter(({ dueAt }) => dueAt <= now)
              .map((each) => each.delivery);
            const step =
              clearUp(due, []) ??
              planNext({ due, cards, settings, now, outlet: { listItems, editableMs: hourMs } });
            if (step === undefined) {
              expect(due).toEqual([]);
              now = Math.min(...[...waiting.values()].map(({ dueAt }) => dueAt));
              continue;
            }
            now += 1000;
            if (step.kind === 'look') {
              for (const { trace } of step.deliveries) {
                const before = waiting.get(trace);
                if (before)
                  waiting.set(trace, { ...before, delivery: { ...before.delivery, attempt: undefined } });
              }
              continue;
            }
            if (step.kind === 'hold') {
              expect(step.until).toBeGreaterThan(now - 1000);
              for (const each of step.deliveries) {
                const { news } = parseContent(each.content);
                expect(news.some(({ kind }) => urgentKinds.includes(kind))).toBe(false);
                const before = waiting.get(each.trace);
                if (before) waiting.set(each.trace, { ...before, dueAt: step.until });
              }
              continue;
            }
            const deliveries =
              step.kind === 'skip'
                ? step.deliveries
                : step.kind === 'summary'
                  ? [step.delivery]
                  : (step.kind === 'digest' ? step.batches : [step.batch]).flatMap(
                      (batch) => batch.deliveries,
                    );
            expect(deliveries.length).toBeGreaterThan(0);
            for (const { trace } of deliveries) expect(waiting.delete(trace)).toBe(true);
            if (step.kind === 'skip') continue;
            if (step.kind === 'digest') {
              const orderIds = step.batches.map(({ orderId }) => orderId);
              expect(new Set(orderIds).size).toBe(orderIds.length);
              expect(orderIds.length).toBeLessThanOrEqual(listItems);
            }
            for (const { subjectId: orderId, version } of deliveries) {
              // Whatever is said shows the order as it is then.
              shown.set(orderId, latest.get(orderId) ?? 0);
              saidVersions.set(orderId, [...(saidVersions.get(orderId) ?? []), version]);
            }
            if (step.kind === 'card' || step.kind === 'line') {
              const { orderId } = step.batch;
              cards.set(orderId, standing(orderId, { postedAt: now, version: latest.get(orderId) ?? 0 }));
            }
          }
          for (const orderId of wanted) expect(shown.get(orderId)).toBe(latest.get(orderId));
          // Without holds an order's news keep their order.
          const held = settings.quiet !== undefined || specs.some(({ daily }) => daily);
          const begun = specs.some(({ attempted }) => attempted !== undefined);
          if (!held && !begun) {
            for (const versions of saidVersions.values())
              expect(versions).toEqual(versions.toSorted((a, b) => a - b));
          }
        },
      ),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { createHealthPage, type Health } from '../../src/console/health-page.ts';
import { createHistory } from '../../src/console/history.ts';
import { printHtml } from '../../src/console/html.ts';
import { createOperatorLog } from '../../src/console/operator-log.ts';
import { createParkedPage } from '../../src/console/parked-page.ts';
import { createUnreadablePage } from '../../src/console/unreadable-page.ts';
import { printKey, type Visit } from '../../src/console/visit.ts';
import type { AuditEntry } from '../../src/domain/audit/entry.ts';
import { en } from '../../src/languages/en/index.ts';
import { allWords } from '../../src/languages/index.ts';
import { StoreError } from '../../src/store/error.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';

const visit: Visit = {
  language: 'en',
  words: allWords.en.console,
  all: allWords.en,
  rest: '',
  query: new URLSearchParams(),
  formToken: 'proof',
  now: 1_000_000,
  trace: 'trace',
};

const full = () => Promise.reject<number>(new StoreError('full', 'The disk is full.'));
const which = printKey({ account: 'a', id: 1 });

describe('what can’t be written down', () => {
  const operatorLog = createOperatorLog({ append: full });

  it('is not shown, and not done', async () => {
    let done = 0;
    const count = async () => {
      done += 1;
      return true;
    };
    const message = {
      account: 'a',
      id: 1,
      digest: 'd',
      body: '{}',
      trace: 't',
      receivedAt: 1,
      unreadable: true,
    };
    const unreadable = createUnreadablePage({
      operator: {
        unreadable: async () => [],
        message: async () => message,
        readAgain: async () => Number(await count()),
        dismiss: count,
      },
      operatorLog,
      wake: () => void count(),
    });
    const parked = createParkedPage({
      operator: { parked: async () => [], retry: async () => Number(await count()), discard: count },
      operatorLog,
      wake: () => void count(),
    });
    const form = new URLSearchParams({ which, reason: 'x' });
    await expect(unreadable.changes.look.make(visit, form)).rejects.toThrow('full');
    await expect(unreadable.changes.read.make(visit, form)).rejects.toThrow('full');
    await expect(unreadable.changes['read-all'].make(visit, form)).rejects.toThrow('full');
    await expect(unreadable.changes.dismiss.make(visit, form)).rejects.toThrow('full');
    await expect(parked.changes['retry-all'].make(visit, form)).rejects.toThrow('full');
    expect(done).toBe(0);
  });
});

describe('all that is parked', () => {
  it('is retried once however often that is asked for meanwhile, and written down once, with how many', async () => {
    const written: AuditEntry[] = [];
    const operatorLog = createOperatorLog({
      async append(entry) {
        written.push(entry);
        return written.length;
      },
    });
    const { promise: many, resolve } = Promise.withResolvers<number>();
    let begun = 0;
    let woken = 0;
    const parked = createParkedPage({
      operator: {
        parked: async () => [],
        discard: async () => false,
        retry() {
          begun += 1;
          return many;
        },
      },
      operatorLog,
      wake: () => {
        woken += 1;
      },
    });
    const click = () => parked.changes['retry-all'].make(visit, new URLSearchParams());
    const clicks = [click(), click()];
    resolve(100_000);
    const to = '/console/parked?retried=100000';
    expect(await Promise.all(clicks)).toEqual([{ to }, { to }]);
    expect({ begun, woken }).toEqual({ begun: 1, woken: 1 });
    const facts = { which: 'all', count: '100000' };
    expect(written.map(({ outcome }) => outcome)).toEqual(['begun', 'done']);
    expect(written.at(-1)).toMatchObject({ command: 'console retry', facts });
    // Once it is over, the next is another.
    await click();
    expect(begun).toBe(2);
  });
});

describe('the health page', () => {
  const health: Health = {
    connected: [{ name: 'store', state: 'bad', detail: 'The server is away.' }],
    partner: { sandbox: false, account: 'team' },
    stored: undefined,
    brokenChains: 2,
    build: { version: '1.2.0', upMs: 60_000, database: 'PostgreSQL db' },
  };

  it('says what to do while the database is away, and what failed last', async () => {
    const clock = createFakeClock(visit.now - 60_000);
    const history = createHistory({ clock });
    history.failed('partner', '/open/order: timed out');
    clock.advance(60_000);
    const page = createHealthPage({ read: async () => health, history });
    const shown = async () => printHtml((await page.show(visit)).body).replaceAll(/<[^>]*>/g, ' ');
    const before = await shown();
    expect(before).toContain(en.console.health.attention(3));
    expect(before).toContain('The server is away.');
    expect(before).toContain('Last error, 60 seconds ago: /open/order: timed out');
    expect(before).toContain('npm run doctor');
    history.worked('partner');
    expect(await shown()).toContain(en.console.health.attention(2));
  });

  it('is told anew after each reading, with its charts, until the session is over', async () => {
    const clock = createFakeClock(visit.now);
    const history = createHistory({ clock });
    let readings = 0;
    const page = createHealthPage({ read: async () => health, history });
    let signedIn = true;
    const live = page.live(visit, {
      now: clock.now,
      goesOn: () => signedIn,
      signal: new AbortController().signal,
    });
    const parts = live[Symbol.asyncIterator]();
    history.start(async () => {
      readings += 1;
      return { parts: [], lagMs: readings * 1000, due: 0 };
    });
    history.took();
    expect((await parts.next()).value).toContain('retry:');
    expect((await parts.next()).value).toMatch(/^event: health\ndata: ".*"\n\n$/);
    const following = async () => {
      const next = parts.next();
      clock.advance(5_000);
      return (await next).value;
    };
    await following();
    expect(await following()).toContain('polyline');
    signedIn = false;
    expect(await following()).toContain('event: end');
    history.stop();
  });
});

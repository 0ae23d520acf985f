import { createHash } from 'node:crypto';
import type { IsServed } from '../../src/chat/outlet.ts';
import { type NotificationsDeps, openNotifications } from '../../src/notifications/engine.ts';
import type { WatchRule } from '../../src/notifications/rule.ts';
import { openOutbox } from '../../src/outbox/outbox.ts';
import { createClockRepair } from '../../src/runtime/clock-repair.ts';
import { type ClockWatch, createClockWatch } from '../../src/runtime/clock-watch.ts';
import type { Log } from '../../src/runtime/log.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import type { ConversationSettings } from '../../src/store/contract/settings.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { makeSqliteBed } from '../store/bed.ts';
import type { StoreBed } from '../store/contract.ts';
import { createFakeChat, type FakeChat } from './fake-chat.ts';
import { createMortalProcess, type MortalProcess, settled } from './mortal-process.ts';
import { allKinds, messageOf, numberedCards, numberedSources, shownOn, type Told } from './numbered-news.ts';

export const account = 'account';
export const workspace = 'x:T1';

/** Order news and the outbox that says them. */
type TestNotifications = ReturnType<typeof openTestNotifications>;

export interface OpenProcess extends MortalProcess {
  readonly notifications: TestNotifications;
  readonly handle: Store;
}

/** Notifications on a real store, a SQLite file unless a test wants another, and a fake platform, in as many processes as a test opens. */
export interface NewsBed {
  readonly clock: FakeClock;
  readonly chat: FakeChat;
  /** How far the machine's clock is off from the platform's, ms. */
  skewMs: number;
  /** Opens one more process and starts it. */
  open(
    parts?: Partial<NotificationsDeps> & { readonly log?: Log; readonly isServed?: IsServed },
  ): Promise<OpenProcess>;
  /** Stores a message as the intake does; `undefined` when the process died before it was acknowledged. */
  push(process: OpenProcess, told: Told): Promise<'new' | 'repeat' | 'failed'>;
  watch(
    process: OpenProcess,
    of?: { conversation?: string; subject?: string; rule?: Partial<WatchRule> },
  ): Promise<void>;
  settings(
    process: OpenProcess,
    conversation: string,
    notifications: ConversationSettings['notifications'],
  ): Promise<void>;
  /** Lets `ms` go by, as fast as the processes get on with their work. */
  elapse(ms: number, inSteps?: number): Promise<void>;
  /** Until `done`, for at most `ms`. */
  until(done: () => boolean | Promise<boolean>, ms: number, inSteps?: number): Promise<void>;
  /** How often each piece of news is visible in `conversation`, by its name. */
  visible(conversation?: string): ReadonlyMap<string, number>;
  dispose(): Promise<void>;
}

export async function makeNewsBed(
  facts: Parameters<typeof createFakeChat>[1] = {},
  makeFiles: () => Promise<StoreBed> = makeSqliteBed,
): Promise<NewsBed> {
  const files = await makeFiles();
  const clock = createFakeClock();
  const chat = createFakeChat(clock, facts);
  const opened: OpenProcess[] = [];
  const bed: NewsBed = {
    clock,
    chat,
    skewMs: 0,
    async open({ log = silentLog, isServed, ...parts } = {}) {
      const clockWatch = createClockWatch({ ...clock, now: () => clock.now() + bed.skewMs });
      const machine = clockWatch.clock;
      const handle = await files.open(machine);
      const process = createMortalProcess(machine, handle);
      clockWatch.start();
      const notifications = openTestNotifications({
        clockWatch,
        store: process.store,
        conversations: handle.conversations,
        account,
        restored: await handle.copies.restored(),
        callback: { by: { kind: 'signature' }, base: 'body', accessKey: 'key', secrets: ['secret'] },
        sources: numberedSources(),
        outlets: new Map([['x', process.outlet(chat.outlet)]]),
        isServed: isServed === undefined ? async () => 'yes' : process.isServed(isServed),
        cards: numberedCards,
        pack: async (card) => ({ ...card, body: [], actions: [] }),
        defaultLanguage: 'en',
        sweepEveryMs: 15 * 60_000,
        measure: { intake: () => {}, send: () => {} },
        clock: process.clock,
        random: systemRandom,
        log,
        ...parts,
      });
      const repair = createClockRepair({
        times: handle.times,
        clock: process.clock,
        clockWatch,
        log,
        wake: () => process.store.signals.wake('outbox'),
      });
      const stop = notifications.stop;
      notifications.stop = async () => {
        clockWatch.stop();
        await stop();
        await repair.stop();
      };
      await repair.start();
      notifications.start();
      const open = Object.assign(process, { notifications, handle });
      opened.push(open);
      return open;
    },
    async push(process, told) {
      // No two in the same millisecond, so that it is known which came first.
      clock.advance(1);
      const body = messageOf(told);
      const message = {
        account,
        digest: createHash('sha256').update(body).digest('base64url'),
        body,
        trace: `trace-${told.name}`,
        receivedAt: process.clock.now(),
      };
      const kept = await process.handle.inbox.keep(message).catch(() => 'failed' as const);
      process.store.signals.wake('inbox');
      return kept;
    },
    async watch(process, { conversation = 'x:C1', subject = 'all', rule = {} } = {}) {
      await process.handle.watches.set({
        organization: workspace,
        conversation,
        workspace,
        account,
        subject,
        rule: JSON.stringify({ kinds: allKinds, ...rule }),
        setBy: 'x:U1',
        setAt: clock.now(),
      });
    },
    async settings(process, conversation, notifications) {
      await process.handle.conversations.change({
        organization: workspace,
        conversation,
        change: { notifications: notifications ?? null },
      });
    },
    async elapse(ms, inSteps = stepMs) {
      const end = clock.now() + ms;
      for (;;) {
        await settled(opened);
        const left = end - clock.now();
        if (left <= 0) return;
        // Where nothing is due for longer than a step, nothing can happen before.
        clock.advance(Math.min(Math.max(inSteps, clock.untilNextMs), left));
      }
    },
    async until(done, ms, inSteps = stepMs) {
      const end = clock.now() + ms;
      while (!(await done())) {
        if (clock.now() >= end) throw new Error(`not so after ${ms} ms`);
        await bed.elapse(inSteps, inSteps);
      }
    },
    visible(conversation = 'C1') {
      const counted = new Map<string, number>();
      for (const message of chat.said.filter((each) => each.conversation === conversation)) {
        for (const name of shownOn(message.first).orders.flatMap(({ news }) => news)) {
          counted.set(name, (counted.get(name) ?? 0) + 1);
        }
      }
      return counted;
    },
    async dispose() {
      for (const process of opened) {
        if (!process.dead) await process.notifications.stop();
        await process.handle.close();
      }
      await files.dispose();
    },
  };
  return bed;
}

const stepMs = 10;

function openTestNotifications({
  isServed,
  clockWatch,
  ...deps
}: NotificationsDeps & { readonly isServed: IsServed; readonly clockWatch: ClockWatch }) {
  const news = openNotifications(deps);
  const { store, conversations } = deps;
  const { queues, lives, signals } = store;
  const outbox = openOutbox({
    ...deps,
    queues,
    lives,
    signals,
    kinds: [news.kind],
    isServed,
    clockWatch,
    settings: ({ organization, conversation }) => conversations.settings({ organization, conversation }),
    measure: deps.measure.send,
    holdMs: 30_000,
    doubtfulMs: 60_000,
  });
  return {
    ...news,
    start() {
      news.start();
      outbox.start();
    },
    async stop() {
      await Promise.all([news.stop(), outbox.stop()]);
    },
    parked: queues.parked,
    async retry(of: Parameters<typeof queues.retry>[0]) {
      const retried = await queues.retry(of);
      signals.wake('outbox');
      return retried;
    },
    status: async () => ({
      ...(await news.status()),
      deliveries: await queues.counts(),
      paused: outbox.paused(),
    }),
  };
}

import type { Invocation } from '../../../src/chat/invocation.ts';
import type { Outlet } from '../../../src/chat/outlet.ts';
import type { Role } from '../../../src/chat/role.ts';
import type { DirectoryAdapter } from '../../../src/domain/access/people.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { openRequestOutbox } from '../../harness/request-outbox.ts';
import { createFakeChat, type FakeChat } from '../../notifications/fake-chat.ts';

export const people = {
  asker: { person: { id: 'U1', locale: 'en' } },
  boss: { person: { id: 'U2', locale: 'en' } },
  other: { person: { id: 'U3', locale: 'en' } },
  stranger: { person: { id: 'U9', locale: 'en' } },
} as const satisfies Record<string, Partial<Invocation>>;

/** The real core and outbox on a store, and a platform that a test commands. U2 and U3 may decide, U1 only look. */
export interface RequestBed {
  readonly bot: TestCore;
  readonly chat: FakeChat;
  readonly clock: FakeClock;
  /** Until `done`, for at most `ms`. */
  until(done: () => boolean | Promise<boolean>, ms?: number): Promise<void>;
  dispose(): Promise<void>;
}

export async function openRequestBed(
  options: {
    store?: Store;
    clock?: FakeClock;
    outlet?: (chat: FakeChat) => Outlet;
    requests?: Parameters<typeof openTestCore>[0] extends infer O
      ? O extends { requests?: infer R }
        ? R
        : never
      : never;
    admins?: readonly string[];
    defaultRole?: Exclude<Role, 'admin'>;
    /** What platforms tell of people. */
    adapters?: readonly DirectoryAdapter[];
  } = {},
): Promise<RequestBed> {
  const clock = options.clock ?? createFakeClock(Date.now());
  const bot = await openTestCore({
    clock,
    access: {
      admins: options.admins ?? ['test:U2', 'test:U3'],
      defaultRole: options.defaultRole ?? 'viewer',
    },
    ...(options.adapters !== undefined && { adapters: options.adapters }),
    ...(options.store !== undefined && { store: options.store }),
    ...(options.requests !== undefined && { requests: options.requests }),
  });
  const chat = createFakeChat(clock);
  const { store, requestService, handOver, commands } = bot;
  const outbox = openRequestOutbox({
    store,
    requestService,
    adapters: [{ platform: 'test', outlet: options.outlet?.(chat) ?? chat.outlet }],
    isServed: async () => 'yes',
    handOver,
    commands,
    clock,
  });
  outbox.start();
  return {
    bot,
    chat,
    clock,
    async until(done, ms = 120_000) {
      const end = clock.now() + ms;
      while (!(await done())) {
        if (clock.now() >= end) throw new Error('it did not come to that');
        await clock.elapse(50);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    async dispose() {
      let done = false;
      const stopped = outbox.stop().then(() => {
        done = true;
      });
      while (!done) await clock.elapse(50);
      await stopped;
      await bot.close();
    },
  };
}

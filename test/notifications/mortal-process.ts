import type { IsServed, Outlet } from '../../src/chat/outlet.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { OrderTransaction } from '../../src/store/contract/orders.ts';
import type { Requests } from '../../src/store/contract/requests.ts';
import type { NewsStore } from '../../src/store/contract/store.ts';

/**
 * What a process has of its surroundings until it is killed: from then on no call of its begins, none that is under
 * way comes back, no timer fires, and a transaction under way is undone.
 */
export interface MortalProcess {
  readonly clock: Clock;
  readonly store: Omit<NewsStore, 'exclusive'> & { readonly requests: Requests };
  outlet(of: Outlet): Outlet;
  isServed(of: IsServed): IsServed;
  /** Calls that are under way. */
  readonly busy: number;
  /** How many calls were made so far. */
  readonly calls: number;
  readonly dead: boolean;
  kill(): void;
  /** Dies at the call number `at`, counted from now: before it happens, or before its outcome is known. */
  killAt(at: number, when: 'before' | 'after'): void;
  /** Does `run` right after the call number `at`, counted from now, has come to the store or the platform. */
  atCall(at: number, run: () => void): void;
}

class Killed extends Error {
  override readonly name = 'Killed';
}

export function createMortalProcess(
  clock: Clock,
  store: Omit<NewsStore, 'exclusive'> & { readonly requests: Requests },
): MortalProcess {
  let dead = false;
  let busy = 0;
  let calls = 0;
  let fatal: { readonly at: number; readonly when: 'before' | 'after' } | undefined;
  const planned = new Map<number, () => void>();
  const never = <T>() => new Promise<T>(() => {});

  /** Whether this call is the last one. */
  function counts(when: 'before' | 'after', call: number): boolean {
    if (fatal === undefined || fatal.when !== when || call !== fatal.at) return false;
    dead = true;
    return true;
  }

  async function around<T>(run: () => Promise<T>): Promise<T> {
    calls += 1;
    const call = calls;
    if (dead || counts('before', call)) return never();
    busy += 1;
    try {
      const result = await run();
      planned.get(call)?.();
      return dead || counts('after', call) ? never() : result;
    } catch (thrown) {
      if (dead) return never();
      throw thrown;
    } finally {
      busy -= 1;
    }
  }

  /** Within a transaction a dead process's call fails, so that the transaction is undone. */
  async function within<T>(run: () => Promise<T>): Promise<T> {
    calls += 1;
    const call = calls;
    if (dead || counts('before', call)) throw new Killed();
    const result = await run();
    planned.get(call)?.();
    if (counts('after', call)) throw new Killed();
    return result;
  }

  const orders: NewsStore['orders'] = {
    ...wrapped(store.orders, around),
    transact: (work) =>
      around(() =>
        store.orders.transact(async (transaction) => {
          const result = await work(wrapped<OrderTransaction>(transaction, within));
          if (dead) throw new Killed();
          return result;
        }),
      ),
  };
  const { signals } = store;

  return {
    clock: {
      now: () => clock.now(),
      elapsed: () => clock.elapsed(),
      after: (ms, run) => clock.after(ms, () => (dead ? undefined : run())),
    },
    store: {
      inbox: wrapped(store.inbox, around),
      orders,
      watches: wrapped(store.watches, around),
      queues: wrapped(store.queues, around),
      turns: wrapped(store.turns, around),
      lives: {
        isLived: (life) => store.lives.isLived(life),
        takeOver: () => around(() => store.lives.takeOver()),
      },
      requests: wrapped(store.requests, around),
      signals: {
        wake: (topic) => (dead ? undefined : signals.wake(topic)),
        on: (topic, run) => signals.on(topic, () => (dead ? undefined : run())),
      },
    },
    outlet: (of) => ({
      ...of,
      post: (...given) => around(() => of.post(...given)),
      reply: (...given) => around(() => of.reply(...given)),
      edit: (...given) => around(() => of.edit(...given)),
      find: (...given) => around(() => of.find(...given)),
    }),
    isServed:
      (of) =>
      (...given) =>
        around(() => of(...given)),
    get busy() {
      return busy;
    },
    get calls() {
      return calls;
    },
    get dead() {
      return dead;
    },
    kill() {
      dead = true;
    },
    killAt(at, when) {
      fatal = { at: calls + at, when };
    },
    atCall(at, run) {
      planned.set(calls + at, run);
    },
  };
}

/** `target` with every function run by `around`. */
function wrapped<T extends object>(target: T, around: (run: () => Promise<unknown>) => Promise<unknown>): T {
  return new Proxy(target, {
    get(of, name) {
      const value: unknown = Reflect.get(of, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => around(async () => Reflect.apply(value, of, given));
    },
    ownKeys: (of) => Reflect.ownKeys(of),
  });
}

/** Until nothing is under way in any process that lives. */
export async function settled(processes: readonly Pick<MortalProcess, 'dead' | 'busy'>[]): Promise<void> {
  for (let calm = 0; calm < 3; ) {
    await new Promise((resolve) => setImmediate(resolve));
    calm = processes.some(({ dead, busy }) => !dead && busy > 0) ? 0 : calm + 1;
  }
}

import type { Signals } from './news-contract.ts';

type Topic = Parameters<Signals['wake']>[0];

/** {@link Signals} within this process. `tell`: also tells other processes of a wake-up. */
export function createSignals(tell?: (topic: Topic) => void): Signals & { ring(topic: Topic): void } {
  const listeners = new Set<{ readonly topic: Topic; run(): void }>();
  const ring = (topic: Topic) => {
    for (const listener of listeners) if (listener.topic === topic) listener.run();
  };
  return {
    /** Wakes this process alone. */
    ring,
    wake(topic) {
      ring(topic);
      tell?.(topic);
    },
    on(topic, run) {
      const listener = { topic, run };
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

import type { Signals } from './contract/processes.ts';

export type Topic = Parameters<Signals['wake']>[0];

/** {@link Signals} inside this process: wake-ups of one turn of the event loop count as one, which comes in the next. */
export function createLocalSignals(): Signals {
  const listeners = new Map<Topic, Set<{ readonly run: () => void }>>();
  const woken = new Set<Topic>();

  return {
    wake(topic) {
      if (woken.has(topic)) return;
      woken.add(topic);
      setImmediate(() => {
        woken.delete(topic);
        for (const { run } of [...(listeners.get(topic) ?? [])]) run();
      });
    },
    on(topic, run) {
      const listener = { run };
      const those = listeners.get(topic) ?? new Set();
      listeners.set(topic, those.add(listener));
      return () => {
        those.delete(listener);
      };
    },
  };
}

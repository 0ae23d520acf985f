/** How long a test waits for something that should happen at once. Only ever reached by a failing test. */
const patienceMs = 60_000;

/** Resolves once `condition` holds, asked now and after every `change` of `changes`. Rejects after a minute. */
export function until(changes: EventTarget, condition: () => boolean, what: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      changes.removeEventListener('change', look);
      settle();
    };
    const look = () => {
      try {
        if (condition()) finish(resolve);
      } catch (error) {
        finish(() => reject(error));
      }
    };
    const timer = setTimeout(() => finish(() => reject(new Error(`waited in vain for ${what}`))), patienceMs);
    changes.addEventListener('change', look);
    look();
  });
}

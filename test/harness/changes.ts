/** How long a test waits for what should happen at once. Only a test that fails ever waits as long. */
export const patienceMs = 60_000;

/** Something that changes step by step, and tests that wait until it has come so far. */
export interface Changes {
  /** Each that waits looks again. */
  tell(): void;
  /**
   * Resolves with what `find` gives once it gives something, asked now and after each change.
   *
   * @throws what `find` throws; after a minute, that `waitedFor` did not come
   */
  until<T>(find: () => T | undefined, waitedFor: () => string): Promise<T>;
}

export function createChanges(): Changes {
  const waiting = new Set<() => void>();
  return {
    tell() {
      for (const look of waiting) look();
    },
    until: (find, waitedFor) =>
      new Promise((resolve, reject) => {
        const finish = (settle: () => void) => {
          clearTimeout(timer);
          waiting.delete(look);
          settle();
        };
        const look = () => {
          try {
            const found = find();
            if (found !== undefined) finish(() => resolve(found));
          } catch (error) {
            finish(() => reject(error));
          }
        };
        const giveUp = () => finish(() => reject(new Error(`waited in vain for ${waitedFor()}`)));
        const timer = setTimeout(giveUp, patienceMs);
        waiting.add(look);
        look();
      }),
  };
}

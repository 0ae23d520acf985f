/** What was begun and is not over. */
export interface Underway {
  /** Follows `work`, which never rejects, to its end. */
  follow(work: Promise<void>): void;
  /** Resolves once nothing is under way, and nothing that began meanwhile either. */
  settled(): Promise<void>;
}

export function createUnderway(): Underway {
  const works = new Set<Promise<void>>();
  return {
    follow(work) {
      works.add(work);
      work.finally(() => works.delete(work));
    },
    async settled() {
      while (works.size > 0) await Promise.all(works);
    },
  };
}

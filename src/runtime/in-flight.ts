/** Work that was begun and is not over. */
interface InFlight {
  /** Follows `work`, which never rejects, to its end. */
  follow(work: Promise<void>): void;
  /** Resolves once no work is in flight, work that begins meanwhile included. */
  settled(): Promise<void>;
}

export function createInFlight(): InFlight {
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

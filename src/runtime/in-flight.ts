/** The work that was begun and is not over: a stop waits for it, and other work can give way to it. */
export interface InFlight {
  readonly size: number;
  /** Counts `work` until it ends, however it ends; resolves once it is no longer counted, and never rejects. */
  follow(work: Promise<unknown>): Promise<void>;
  /** Resolves once nothing is in flight, including what began meanwhile. */
  settled(): Promise<void>;
  /** The most that was in flight at once since the last call of this. */
  peak(): number;
}

export function createInFlight(): InFlight {
  const works = new Set<Promise<void>>();
  let most = 0;
  return {
    get size() {
      return works.size;
    },
    follow(work) {
      const end = () => void works.delete(over);
      const over: Promise<void> = work.then(end, end);
      works.add(over);
      most = Math.max(most, works.size);
      return over;
    },
    async settled() {
      while (works.size > 0) await Promise.all(works);
    },
    peak() {
      const peak = most;
      most = works.size;
      return peak;
    },
  };
}

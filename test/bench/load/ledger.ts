/** How one command went. Times in ms from the moment when it was to be sent. */
export interface Outcome {
  readonly acknowledgedMs?: number;
  readonly answeredMs?: number;
  readonly fault?: string;
}

/** The commands under way: each is over when it is acknowledged and rightly answered, or has failed. */
export interface Ledger {
  open(number: number, startedAt: number): Promise<Outcome>;
  acknowledged(number: number): void;
  answered(number: number): void;
  failed(number: number, fault: string): void;
  /** Counts an answer that belongs to no command under way. */
  stray(what: string): void;
  /** The strays since the last look, by what they were. */
  takeStrays(): ReadonlyMap<string, number>;
}

/** A command that is not over after so long has failed. */
const patienceMs = 10_000;

export function createLedger(now: () => number): Ledger {
  interface Entry {
    readonly startedAt: number;
    readonly over: (outcome: Outcome) => void;
    acknowledgedMs?: number;
    answeredMs?: number;
  }
  const entries = new Map<number, Entry>();
  let strays = new Map<string, number>();

  function settle(number: number, entry: Entry, fault?: string): void {
    const { acknowledgedMs, answeredMs } = entry;
    if (fault === undefined && (acknowledgedMs === undefined || answeredMs === undefined)) return;
    entries.delete(number);
    entry.over({
      ...(acknowledgedMs !== undefined && { acknowledgedMs }),
      ...(answeredMs !== undefined && { answeredMs }),
      ...(fault !== undefined && { fault }),
    });
  }

  function stray(what: string): void {
    strays.set(what, (strays.get(what) ?? 0) + 1);
  }

  setInterval(() => {
    for (const [number, entry] of entries) {
      if (now() - entry.startedAt > patienceMs) settle(number, entry, 'no answer in time');
    }
  }, 500).unref();

  return {
    open(number, startedAt) {
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      entries.set(number, { startedAt, over: resolve });
      return promise;
    },
    acknowledged(number) {
      const entry = entries.get(number);
      if (!entry) return;
      entry.acknowledgedMs ??= now() - entry.startedAt;
      settle(number, entry);
    },
    answered(number) {
      const entry = entries.get(number);
      if (!entry) {
        stray('second or late answer');
        return;
      }
      entry.answeredMs ??= now() - entry.startedAt;
      settle(number, entry);
    },
    failed(number, fault) {
      const entry = entries.get(number);
      if (entry) settle(number, entry, fault);
    },
    stray,
    takeStrays() {
      const taken = strays;
      strays = new Map();
      return taken;
    },
  };
}

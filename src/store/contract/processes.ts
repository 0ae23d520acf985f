/* What any number of processes on one database share out among themselves. */

/** Turns that only one process may take at a time, and small facts that must outlive it. */
export interface Turns {
  /** Takes the turn `name` for `holdMs`, unless another holder has it. The holder renews it by taking it again. */
  take(input: {
    readonly organization: string;
    readonly name: string;
    readonly holder: string;
    readonly holdMs: number;
  }): Promise<boolean>;
  /**
   * Gives the turn back and, with `note`, leaves a note (a short text) that any process can read. Does nothing when another
   * holder took the turn meanwhile.
   */
  end(input: {
    readonly organization: string;
    readonly name: string;
    readonly holder: string;
    readonly note?: string;
  }): Promise<void>;
  note(input: { readonly organization: string; readonly name: string }): Promise<string | undefined>;
}

/** Wakes loops, in this process and in every other one on the same database. A wake-up can get lost: loops also look by themselves now and then. */
export interface Signals {
  wake(topic: 'inbox' | 'lanes' | 'requests'): void;
  /** `run` must not throw; the function given back ends it. */
  on(topic: 'inbox' | 'lanes' | 'requests', run: () => void): () => void;
}

/** Something that exactly one process on the database may hold. */
export interface Exclusive {
  /**
   * Waits for the hold in the background and calls `onHeld` once it is there; `onLost` when it was lost (the connection
   * to the database broke), after which it waits again. `release` gives it back or stops waiting.
   */
  hold(name: string, events: { onHeld(): void; onLost(): void }): { release(): Promise<void> };
}

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
  wake(topic: 'inbox' | 'outbox'): void;
  /** `run` must not throw; the function given back ends it. */
  on(topic: 'inbox' | 'outbox', run: () => void): () => void;
}

/** The points in time that are kept, for a machine whose clock was set. */
export interface StoredTimes {
  /** Notes the clock's time, for {@link StoredTimes.noted}. */
  note(): Promise<void>;
  /** What a process noted last; `undefined` before the first. */
  noted(): Promise<number | undefined>;
  /**
   * For a clock that was set back: brings what waits for a time of the clock as it was before to the present, as far ahead as
   * it can lie just after it was begun. What keeps quiet hours or a time of the day is due, and waits anew for the right time.
   * Nothing is lost by doing it too often. How many rows were changed.
   */
  pullBack(): Promise<number>;
  /** For a clock that was set ahead by `byMs`: claims that are under way last as much longer, so that none is begun twice. */
  holdClaims(byMs: number): Promise<void>;
}

/** Something that exactly one process on the database may hold. */
export interface Exclusive {
  /**
   * Waits for the hold in the background and calls `onHeld` once it is there; `onLost` when it was lost (the connection
   * to the database broke), after which it waits again. `release` gives it back or stops waiting.
   */
  hold(name: string, events: { onHeld(): void; onLost(): void }): { release(): Promise<void> };
}

/**
 * Which processes on the database live. What a process holds stands under the name of its life, and each life has a lock
 * that its process can't outlive; so another process knows within moments that a holder is gone.
 */
export interface Lives {
  /**
   * Whether `life` is this process's and certainly not over: it is not once the connection that shows it broke, nor after
   * the process stood still for long. Asked right before anything is said in another process's stead.
   */
  isLived(life: string): boolean;
  /**
   * Frees what processes held whose life is over: conversations, turns, and claims that were to end with it. What they had
   * begun to say is marked (see {@link Delivery.attempt}). Safe in any number of processes at once.
   */
  takeOver(): Promise<TakenOver>;
}

/** What {@link Lives.takeOver} freed. */
interface TakenOver {
  readonly lives: number;
  /** Queues of conversations that had something to say, or were just being worked on. */
  readonly queues: number;
  /** Whether processes hold something that are not over. */
  readonly others: boolean;
}

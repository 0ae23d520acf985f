/** Gives a turn back; harmless when called again. */
type GiveBack = () => void;

/**
 * Which of this process's two connections may write: SQLite lets one in at a time, and the event loop must not stand still
 * while it asks for its turn. First come, first served.
 */
export interface WriteTurns {
  /** The event loop's turn: the thread does nothing meanwhile. */
  alone(): Promise<GiveBack>;
  /** The thread's turn, which units that are there at once share: they can share a commit as well. */
  together(): Promise<GiveBack>;
}

/** What a session has to heed where another connection of this process writes as well. */
export interface Beside {
  readonly turns: WriteTurns;
  /** Brings what was committed to the disk, where a commit does not. @throws StoreError */
  lasting(): Promise<void>;
}

export function createWriteTurns(): WriteTurns {
  const waiting: { readonly alone: boolean; readonly resolve: (giveBack: GiveBack) => void }[] = [];
  let alone = false;
  let together = 0;

  function goOn(): void {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      if (alone || (next.alone && together > 0)) return;
      waiting.shift();
      if (next.alone) alone = true;
      else together += 1;
      next.resolve(giveBackOf(next.alone));
    }
  }

  function giveBackOf(isAlone: boolean): GiveBack {
    let given = false;
    return () => {
      if (given) return;
      given = true;
      if (isAlone) alone = false;
      else together -= 1;
      goOn();
    };
  }

  const take = (isAlone: boolean) =>
    new Promise<GiveBack>((resolve) => {
      waiting.push({ alone: isAlone, resolve });
      goOn();
    });
  return { alone: () => take(true), together: () => take(false) };
}

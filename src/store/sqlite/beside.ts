import type { WriteTurns } from './write-turns.ts';

/** What a session has to heed where another connection of this process writes as well. */
export interface Beside {
  readonly turns: WriteTurns;
  /** Brings what was committed to the disk, where a commit does not. @throws StoreError */
  lasting(): Promise<void>;
}

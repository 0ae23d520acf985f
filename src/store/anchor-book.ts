import type { Anchor } from '../audit/anchors.ts';
import type { Doors } from './news-database.ts';

/** Where anchors of the audit trail are kept. What reads and then writes does both in one transaction of the database. */
export interface AnchorBook {
  /** For a person. */
  readonly where: string;
  /** All of them. @throws AnchorFault */
  read(doors: Doors): Promise<readonly Anchor[]>;
  /** Keeps `next` in place of `before`, durably. @throws AnchorFault when it could not be kept; `before` is then */
  write(
    doors: Doors,
    change: { readonly before: readonly Anchor[]; readonly next: readonly Anchor[] },
  ): Promise<void>;
  /** Why nothing can be written, where that can be told without writing. */
  writeObstacle?(): Promise<string | undefined>;
}

/** Anchors could not be read or kept. The message says what to do. */
export class AnchorFault extends Error {
  override readonly name = 'AnchorFault';
}

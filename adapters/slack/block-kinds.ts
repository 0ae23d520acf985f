import type { Clock } from '../../src/runtime/clock.ts';
import type { NewerBlock, SlackBlock } from './blocks.ts';
import { slackLimits } from './limits.ts';

/** A kind of block that not every workspace takes. */
type BlockKind = NewerBlock['type'];

const kinds: readonly BlockKind[] = ['carousel', 'table', 'data_table', 'data_visualization'];

/** The kinds to draw with. */
export type BlockKindSet = ReadonlySet<BlockKind>;

export const everyKind: BlockKindSet = new Set(kinds);
export const noKinds: BlockKindSet = new Set();

/**
 * Which kinds of block the workspace takes. Slack's documents don't say on which plans the newer ones work, so the first
 * message with one finds out; what was found holds for {@link slackLimits.blockKindMs}.
 */
export interface BlockKinds {
  /** Those not known to be refused. Only where Slack says whether it took them. */
  worthTrying(): BlockKindSet;
  /** Those known to be taken: an acknowledgement with another would be dropped, and Slack would not say so. */
  known(): BlockKindSet;
  note(found: BlockKindSet, isTaken: boolean): void;
}

export function createBlockKinds({ clock }: { readonly clock: Clock }): BlockKinds {
  const found = new Map<
    BlockKind,
    { readonly isTaken: boolean /** By {@link Clock.elapsed}. */; readonly at: number }
  >();
  const read = (kind: BlockKind): boolean | undefined => {
    const entry = found.get(kind);
    const isFresh = entry !== undefined && clock.elapsed() - entry.at < slackLimits.blockKindMs;
    return isFresh ? entry.isTaken : undefined;
  };
  return {
    worthTrying: () => new Set(kinds.filter((kind) => read(kind) !== false)),
    known: () => new Set(kinds.filter((kind) => read(kind) === true)),
    note(seen, isTaken) {
      for (const kind of seen) found.set(kind, { isTaken, at: clock.elapsed() });
    },
  };
}

/** The newer kinds among `blocks`. */
export function kindsIn(blocks: readonly SlackBlock[]): BlockKindSet {
  return new Set(blocks.flatMap(({ type }) => kinds.find((kind) => kind === type) ?? []));
}

import type { BasicBlock, Block, Payload, ReadyCard, SelectAction } from '../../src/chat/card.ts';
import { loweredCard, rowMenus } from '../../src/chat/lowered-card.ts';
import { type BlockKindSet, noKinds } from './block-kinds.ts';
import { lengthOf, type SlackBlock } from './blocks.ts';
import { drawChartBlock, drawTableBlock } from './data-blocks.ts';
import { drawGallery } from './gallery.ts';
import { slackLimits } from './limits.ts';

/** The most of {@link slackLimits.messageLength} that galleries, tables and charts may take: the rest is for what there is to do. */
const share = 8500;

/** What a block is drawn as, and what that takes as JSON: it is written once, since that is most of the work. */
interface OwnBlocks {
  readonly blocks: SlackBlock[];
  readonly length: number;
}

/**
 * `whole` in blocks that every workspace takes, but for what Slack has blocks of its own for: such a block is empty there, and
 * `own` holds what it is drawn as.
 */
export function withOwnBlocks(whole: ReadyCard, takes: BlockKindSet) {
  const own = new Map<BasicBlock<Payload>, OwnBlocks>();
  const menus: SelectAction<Payload>[] = [];
  let left = share;
  let [tables, charts] = [0, 0];
  const ownOf = (block: Block<Payload>, at: number): OwnBlocks | undefined => {
    if (block.kind === 'gallery') {
      // Side by side first, where the workspace takes that: it may be longer than the same below one another.
      for (const tried of takes.has('carousel') ? [takes, noKinds] : [noKinds]) {
        const { blocks, hasButtons } = drawGallery(block, at, tried);
        const length = lengthOf(blocks);
        if (length > left) continue;
        if (!hasButtons) menus.push(...rowMenus([block]));
        return { blocks, length };
      }
    }
    const drawn =
      block.kind === 'table' && tables === 0
        ? drawTableBlock(block, takes)
        : block.kind === 'chart' && charts < slackLimits.chart.perMessage
          ? drawChartBlock(block, takes)
          : undefined;
    const length = drawn === undefined ? 0 : lengthOf([drawn]);
    if (drawn === undefined || length > left) return undefined;
    if (block.kind === 'table') {
      tables += 1;
      menus.push(...rowMenus([block]));
    } else charts += 1;
    return { blocks: [drawn], length };
  };
  const body = whole.body.map((block, at): Block<Payload> => {
    const drawn = ownOf(block, at);
    if (drawn === undefined) return block;
    left -= drawn.length;
    const empty: BasicBlock<Payload> = { kind: 'text', text: [] };
    own.set(empty, drawn);
    return empty;
  });
  return { card: loweredCard({ ...whole, body, actions: [...menus, ...whole.actions] }), own };
}

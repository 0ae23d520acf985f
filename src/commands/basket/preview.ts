import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/index.ts';
import { previewTable } from './arguments.ts';
import type { BasketDeps } from './deps.ts';
import { basketPreview } from './previewing.ts';

/** `/basket preview [offer] [--address]`: what one seller's part of the basket would cost. Orders nothing. */
export function basketPreviewCommand(deps: BasketDeps) {
  return defineCommand({
    name: 'basket preview',
    summary: inEach(deps.words, ({ basket }) => basket.previewSummary),
    examples: ['basket preview --address 5738', 'basket preview 889512351602 --address 5738'],
    arguments: previewTable(deps.words, deps.offers),
    needs: 'buyer',
    effect: 'read',
    run: (wanted, run): Promise<Card> => basketPreview(deps, wanted, run),
  });
}

import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/index.ts';
import { purchaseTable } from './arguments.ts';
import type { BuyingDeps } from './deps.ts';
import { previewCard } from './previewing.ts';

/** `/order preview <offer> <quantity> [--sku …] [--address …]`: what an order would cost. Orders nothing. */
export function orderPreviewCommand(deps: BuyingDeps) {
  return defineCommand({
    name: 'order preview',
    summary: inEach(deps.words, ({ buying }) => buying.preview.summary),
    examples: [
      'order preview 889512351602 2 --address 5738',
      'order preview 889512351602 2 --sku 530ad00177264564503ec3b848650652 --address 5738',
    ],
    arguments: purchaseTable(deps.words, deps.offers),
    needs: 'buyer',
    effect: 'read',
    run: (wanted, run): Promise<Card> => previewCard(deps, wanted, run),
  });
}

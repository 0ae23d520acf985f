import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/index.ts';
import { previewTable } from './arguments.ts';
import type { ShipDeps } from './deps.ts';
import { previewCard } from './previewing.ts';

/** `/ship preview <offer> <quantity> …`: what sending it abroad costs. Asks for what is missing; books nothing. */
export function shipPreviewCommand(deps: ShipDeps) {
  return defineCommand({
    name: 'ship preview',
    summary: inEach(deps.words, ({ shipping }) => shipping.preview.summary),
    examples: ['ship preview 889512351602 2', 'ship preview 889512351602 2 --sku 5736673805656'],
    arguments: previewTable(deps.words, deps),
    effect: 'read',
    needs: 'buyer',
    run: (wanted, run): Promise<Card> => previewCard(deps, wanted, run),
  });
}

import type { Command } from '../../chat/command.ts';
import { orderCancelCommand } from './cancel.ts';
import { orderCreateCommand } from './create.ts';
import type { BuyingParts } from './parts.ts';
import { orderPayCommand } from './pay.ts';
import { orderPreviewCommand } from './preview.ts';

/** Every command that buys. */
export function buyingCommands(parts: BuyingParts): readonly Command[] {
  return [
    orderPreviewCommand(parts),
    orderCreateCommand(parts),
    orderPayCommand(parts),
    orderCancelCommand(parts),
  ];
}

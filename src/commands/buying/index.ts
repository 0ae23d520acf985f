import type { Command } from '../../chat/command.ts';
import { orderCancelCommand } from './cancel.ts';
import { orderCreateCommand } from './create.ts';
import type { BuyingDeps } from './deps.ts';
import { orderCancel, orderCreate, orderPay, orderPreview } from './descriptions.ts';
import { orderPayCommand } from './pay.ts';
import { orderPreviewCommand } from './preview.ts';

export const buyingDescriptions = [orderPreview, orderCreate, orderPay, orderCancel];

/** Every command that buys. */
export function buyingCommands(deps: BuyingDeps): readonly Command[] {
  return [
    orderPreviewCommand(deps),
    orderCreateCommand(deps),
    orderPayCommand(deps),
    orderCancelCommand(deps),
  ];
}

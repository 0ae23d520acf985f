import type { Command } from '../../chat/command.ts';
import { basketAddCommand } from './add.ts';
import { basketChangeCommand } from './change.ts';
import type { BasketDeps } from './deps.ts';
import { basketEmptyCommand } from './empty.ts';
import { basketOrderCommand } from './order.ts';
import { basketPreviewCommand } from './preview.ts';
import { basketRemoveCommand } from './remove.ts';
import { basketShowCommand } from './show.ts';

/** Every command about a person's own basket, in the order in which they are used. */
export function basketCommands(deps: BasketDeps): readonly Command[] {
  return [
    basketAddCommand(deps),
    basketShowCommand(deps),
    basketChangeCommand(deps),
    basketPreviewCommand(deps),
    basketOrderCommand(deps),
    basketRemoveCommand(deps),
    basketEmptyCommand(deps),
  ];
}

import type { Command } from '../../chat/command.ts';
import { basketAddCommand } from './add.ts';
import { basketChangeCommand } from './change.ts';
import { basketEmptyCommand } from './empty.ts';
import { basketOrderCommand } from './order.ts';
import type { BasketParts } from './parts.ts';
import { basketPreviewCommand } from './preview.ts';
import { basketRemoveCommand } from './remove.ts';
import { basketShowCommand } from './show.ts';

/** Every command about a person's own basket, in the order in which they are used. */
export function basketCommands(parts: BasketParts): readonly Command[] {
  return [
    basketAddCommand(parts),
    basketShowCommand(parts),
    basketChangeCommand(parts),
    basketPreviewCommand(parts),
    basketOrderCommand(parts),
    basketRemoveCommand(parts),
    basketEmptyCommand(parts),
  ];
}

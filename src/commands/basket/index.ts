import type { Command } from '../../chat/command.ts';
import type { BuyingDeps } from '../buying/deps.ts';
import { basketAddCommand, basketChangeCommand, basketEmptyCommand, basketRemoveCommand } from './change.ts';
import {
  basketAdd,
  basketChange,
  basketEmpty,
  basketOrder,
  basketPreview,
  basketRemove,
  basketShow,
} from './descriptions.ts';
import { basketOrderCommand } from './order.ts';
import { basketPreviewCommand } from './preview.ts';
import { basketShowCommand } from './show.ts';

/** In the order in which they are used. */
export const basketDescriptions = [
  basketAdd,
  basketShow,
  basketChange,
  basketPreview,
  basketOrder,
  basketRemove,
  basketEmpty,
];

/** Every command about a person's own basket. */
export function basketCommands(deps: BuyingDeps): readonly Command[] {
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

import type { Command } from '../../chat/command.ts';
import { shipCreateCommand } from './create.ts';
import { shipEstimateCommand } from './estimate.ts';
import type { ShipParts } from './parts.ts';
import { shipPreviewCommand } from './preview.ts';
import { shipUpdateCommand } from './update.ts';

/** Every command about freight out of China. */
export function shipCommands(parts: ShipParts): readonly Command[] {
  return [
    shipEstimateCommand(parts),
    shipPreviewCommand(parts),
    shipCreateCommand(parts),
    shipUpdateCommand(parts),
  ];
}

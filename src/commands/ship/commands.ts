import type { Command } from '../../chat/command.ts';
import { shipCreateCommand } from './create.ts';
import type { ShipDeps } from './deps.ts';
import { shipEstimateCommand } from './estimate.ts';
import { shipPreviewCommand } from './preview.ts';
import { shipUpdateCommand } from './update.ts';

/** Every command about freight out of China. */
export function shipCommands(deps: ShipDeps): readonly Command[] {
  return [
    shipEstimateCommand(deps),
    shipPreviewCommand(deps),
    shipCreateCommand(deps),
    shipUpdateCommand(deps),
  ];
}

import type { Command } from '../../chat/command.ts';
import { shipCreateCommand } from './create.ts';
import type { ShipDeps } from './deps.ts';
import { shipCreate, shipEstimate, shipPreview, shipUpdate } from './descriptions.ts';
import { shipEstimateCommand } from './estimate.ts';
import { shipPreviewCommand } from './preview.ts';
import { shipUpdateCommand } from './update.ts';

/** What there is to know of every command about freight out of China before one can be run. */
export const shipDescriptions = [shipEstimate, shipPreview, shipCreate, shipUpdate];

/** Every command about freight out of China, in the order of their descriptions. */
export function shipCommands(deps: ShipDeps): readonly Command[] {
  return [
    shipEstimateCommand(deps),
    shipPreviewCommand(deps),
    shipCreateCommand(deps),
    shipUpdateCommand(deps),
  ];
}

import type { Command } from '../../chat/command.ts';
import { addressAddCommand } from './add.ts';
import { addressDefaultCommand } from './default.ts';
import type { AddressDeps } from './deps.ts';
import { addressEditCommand } from './edit.ts';
import { addressListCommand } from './list.ts';
import { addressShowCommand } from './show.ts';

/** Every command about delivery addresses. */
export function addressCommands(deps: AddressDeps): readonly Command[] {
  return [
    addressListCommand(deps),
    addressShowCommand(deps),
    addressAddCommand(deps),
    addressEditCommand(deps),
    addressDefaultCommand(deps),
  ];
}

import type { Command } from '../../chat/command.ts';
import { addressAddCommand, addressEditCommand } from './changes.ts';
import type { AddressDeps } from './deps.ts';
import { addressAdd, addressDefault, addressEdit, addressList, addressShow } from './descriptions.ts';
import { addressDefaultCommand, addressListCommand, addressShowCommand } from './views.ts';

/** Every command about delivery addresses, before anything is open. */
export const addressDescriptions = [addressList, addressShow, addressAdd, addressEdit, addressDefault];

/** The same commands, in the same order. */
export function addressCommands(deps: AddressDeps): readonly Command[] {
  return [
    addressListCommand(deps),
    addressShowCommand(deps),
    addressAddCommand(deps),
    addressEditCommand(deps),
    addressDefaultCommand(deps),
  ];
}

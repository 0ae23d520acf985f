import type { Command } from '../../chat/command.ts';
import { addressAddCommand } from './add.ts';
import { addressDefaultCommand } from './default.ts';
import { addressEditCommand } from './edit.ts';
import { addressListCommand } from './list.ts';
import type { AddressParts } from './parts.ts';
import { addressShowCommand } from './show.ts';

/** Every command about delivery addresses. */
export function addressCommands(parts: AddressParts): readonly Command[] {
  return [
    addressListCommand(parts),
    addressShowCommand(parts),
    addressAddCommand(parts),
    addressEditCommand(parts),
    addressDefaultCommand(parts),
  ];
}

import type { Command } from '../../chat/command.ts';
import { refundCreateCommand } from './create.ts';
import type { RefundParts } from './parts.ts';
import { refundReasonsCommand } from './reasons.ts';
import { refundReturnCommand } from './return.ts';

/** Every command about refunds. */
export function refundCommands(parts: RefundParts): readonly Command[] {
  return [refundReasonsCommand(parts), refundCreateCommand(parts), refundReturnCommand(parts)];
}

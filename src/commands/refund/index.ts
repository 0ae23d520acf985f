import type { Command } from '../../chat/command.ts';
import { refundCreateCommand } from './create.ts';
import type { RefundDeps } from './deps.ts';
import { refundCreate, refundReasons, refundReturn } from './descriptions.ts';
import { refundReasonsCommand } from './reasons.ts';
import { refundReturnCommand } from './return.ts';

export const refundDescriptions = [refundReasons, refundCreate, refundReturn];

/** Every command about refunds. */
export function refundCommands(deps: RefundDeps): readonly Command[] {
  return [refundReasonsCommand(deps), refundCreateCommand(deps), refundReturnCommand(deps)];
}

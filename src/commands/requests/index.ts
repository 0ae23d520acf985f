import type { Command } from '../../chat/command.ts';
import {
  decisionCommands,
  requestApprove,
  requestAssign,
  requestDecline,
  requestWithdraw,
} from './decisions.ts';
import type { RequestDeps } from './deps.ts';
import {
  adminApprovalAbove,
  adminApprovers,
  adminRate,
  type HouseRuleDeps,
  houseRuleCommands,
} from './house-rules.ts';
import { sellerRequest, sellerRequestCommand } from './seller-request.ts';
import { requestShow, requestShowCommand, sellerRequests, sellerRequestsCommand } from './views.ts';

/** Every command about requests that a second person decides, before anything is open. */
export const requestDescriptions = [
  sellerRequest,
  sellerRequests,
  requestShow,
  requestApprove,
  requestDecline,
  requestAssign,
  requestWithdraw,
  adminApprovers,
  adminApprovalAbove,
  adminRate,
];

/** The same commands, in the same order. */
export function requestCommands(deps: RequestDeps & HouseRuleDeps): readonly Command[] {
  return [
    sellerRequestCommand(deps),
    sellerRequestsCommand(deps),
    requestShowCommand(deps),
    ...decisionCommands(deps),
    ...houseRuleCommands(deps),
  ];
}

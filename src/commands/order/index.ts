import type { Command } from '../../chat/command.ts';
import type { OrderCommandDeps, SandboxOrders } from './deps.ts';
import { orderExport, orderList, orderShow, orderTrack, orderTry } from './descriptions.ts';
import { orderExportCommand, orderListCommand } from './list.ts';
import { orderShowCommand, orderTrackCommand } from './show.ts';
import { orderTryCommand } from './try.ts';

export const orderDescriptions = [orderShow, orderList, orderExport, orderTrack, orderTry];

/** Every command about known orders; `sandbox` where the partner's API is the sandbox. */
export function orderCommands(
  deps: OrderCommandDeps & { readonly sandbox: SandboxOrders | undefined },
): readonly Command[] {
  const { sandbox } = deps;
  return [
    orderShowCommand(deps),
    orderListCommand(deps),
    orderExportCommand(deps),
    orderTrackCommand(deps),
    ...(sandbox === undefined ? [] : [orderTryCommand({ ...deps, sandbox })]),
  ];
}

import type { Command } from '../../chat/command.ts';
import { decidingCommands } from './deciding.ts';
import type { RequestDeps } from './deps.ts';
import { sellerRequestCommand } from './seller-request.ts';
import { sellerRequestsCommand } from './seller-requests.ts';
import { requestShowCommand } from './show.ts';

/** Every command about requests that somebody else decides. */
export function requestCommands(deps: RequestDeps): readonly Command[] {
  return [
    sellerRequestCommand(deps),
    sellerRequestsCommand(deps),
    requestShowCommand(deps),
    ...decidingCommands(deps),
  ];
}

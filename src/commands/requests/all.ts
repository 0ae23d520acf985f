import type { Command } from '../../chat/command.ts';
import { decidingCommands } from './deciding.ts';
import type { RequestParts } from './parts.ts';
import { sellerRequestCommand } from './seller-request.ts';
import { sellerRequestsCommand } from './seller-requests.ts';
import { requestShowCommand } from './show.ts';

/** Every command about requests that somebody else decides. */
export function requestCommands(parts: RequestParts): readonly Command[] {
  return [
    sellerRequestCommand(parts),
    sellerRequestsCommand(parts),
    requestShowCommand(parts),
    ...decidingCommands(parts),
  ];
}

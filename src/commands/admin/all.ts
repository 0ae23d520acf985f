import type { Command } from '../../chat/command.ts';
import { adminGrantCommand } from './grant.ts';
import type { AdminParts } from './parts.ts';
import { adminRevokeCommand } from './revoke.ts';
import { adminRolesCommand } from './roles.ts';

/** Every command for admins. */
export function adminCommands(parts: AdminParts): readonly Command[] {
  return [adminRolesCommand(parts), adminGrantCommand(parts), adminRevokeCommand(parts)];
}

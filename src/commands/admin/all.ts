import type { Command } from '../../chat/command.ts';
import type { AdminDeps } from './deps.ts';
import { adminGrantCommand } from './grant.ts';
import { adminRevokeCommand } from './revoke.ts';
import { adminRolesCommand } from './roles.ts';

/** Every command for admins. */
export function adminCommands(deps: AdminDeps): readonly Command[] {
  return [adminRolesCommand(deps), adminGrantCommand(deps), adminRevokeCommand(deps)];
}

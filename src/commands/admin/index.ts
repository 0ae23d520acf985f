import type { Command } from '../../chat/command.ts';
import { type AccountDeps, adminAccount, adminAccountCommand } from './account.ts';
import { adminAdmit, adminAdmitCommand, adminDismiss, adminDismissCommand } from './admission.ts';
import { type AuditDeps, adminAudit, adminAuditCommand } from './audit.ts';
import { adminForget, adminForgetCommand, type ForgetPerson } from './forget.ts';
import { adminGrant, adminGrantCommand, adminRevoke, adminRevokeCommand } from './grants.ts';
import { adminJoin, adminJoinCommand, type JoinDeps } from './join.ts';
import { type AccountKeyDeps, adminKey, adminKeyCommand } from './key.ts';
import { adminRoles, adminRolesCommand, type RoleCommandDeps } from './roles.ts';
import { adminSettings, adminSettingsCommand, type SettingsDeps } from './settings.ts';
import { adminWorkspaces, adminWorkspacesCommand, type WorkspacesDeps } from './workspaces.ts';

/** The commands that look after the audit log, before anything is open. */
export const auditDescriptions = [adminAudit, adminForget];

/** The same commands, in the same order. */
export function auditCommands(deps: AuditDeps & { readonly forget: ForgetPerson }): readonly Command[] {
  return [adminAuditCommand(deps), adminForgetCommand(deps)];
}

/** The commands about roles, workspaces and the account's users, before anything is open. */
export const adminDescriptions = [
  adminSettings,
  adminRoles,
  adminGrant,
  adminRevoke,
  adminAdmit,
  adminDismiss,
  adminWorkspaces,
  adminAccount,
  adminKey,
  adminJoin,
];

/** The same commands, in the same order. */
export function adminCommands(
  deps: RoleCommandDeps & WorkspacesDeps & AccountDeps & AccountKeyDeps & JoinDeps & SettingsDeps,
): readonly Command[] {
  return [
    adminSettingsCommand(deps),
    adminRolesCommand(deps),
    adminGrantCommand(deps),
    adminRevokeCommand(deps),
    adminAdmitCommand(deps),
    adminDismissCommand(deps),
    adminWorkspacesCommand(deps),
    adminAccountCommand(deps),
    adminKeyCommand(deps),
    adminJoinCommand(deps),
  ];
}

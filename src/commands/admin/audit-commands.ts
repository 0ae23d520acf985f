import type { Command } from '../../chat/command.ts';
import { adminAuditCommand } from './audit.ts';
import type { AuditDeps } from './audit-deps.ts';
import { adminForgetCommand } from './forget.ts';

/** The commands that look after the audit trail. */
export function auditCommands(deps: AuditDeps): readonly Command[] {
  return [adminAuditCommand(deps), adminForgetCommand(deps)];
}

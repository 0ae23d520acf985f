import type { Command } from '../../chat/command.ts';
import { adminAuditCommand } from './audit.ts';
import { adminForgetCommand } from './forget.ts';
import type { AdminParts } from './parts.ts';

/** The commands that look after the audit trail. */
export function auditCommands(parts: AdminParts): readonly Command[] {
  return [adminAuditCommand(parts), adminForgetCommand(parts)];
}

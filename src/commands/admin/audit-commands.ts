import type { Command } from '../../chat/command.ts';
import { adminAuditCommand } from './audit.ts';
import type { AuditParts } from './audit-parts.ts';
import { adminForgetCommand } from './forget.ts';

/** The commands that look after the audit trail. */
export function auditCommands(parts: AuditParts): readonly Command[] {
  return [adminAuditCommand(parts), adminForgetCommand(parts)];
}

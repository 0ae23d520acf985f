import { bad, type Finding, good } from '../chat/finding.ts';
import type { AuditTrail } from '../store/audit-contract.ts';

/** Goes through the audit trail of every organization. */
export async function checkAudit(
  audit: Pick<AuditTrail, 'organizations' | 'verify'>,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  let records = 0;
  for (const organization of await audit.organizations()) {
    const { good: whole, broken } = await audit.verify({ organization });
    records += whole;
    if (broken === undefined) continue;
    findings.push(
      bad(
        `Audit trail of ${organization}: broken at record ${broken.seq} (${broken.why})`,
        'Somebody or something changed the database past the bot: compare with a backup, and see who has access to it.',
      ),
    );
  }
  return findings.length > 0 ? findings : [good(`Audit trail: ${records} records, every chain whole`)];
}

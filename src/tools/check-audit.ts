import { bad, type Finding, good, unsure } from '../chat/finding.ts';
import type { AnchorBreak } from '../domain/audit/anchors.ts';
import type { AnchorName, AnchorReport, AuditAnchors, AuditTrail } from '../store/contract/audit.ts';

const whatToDo =
  'A person or a program changed the database past the bot: compare with a backup, and see who has access to it.';

/** Goes through the audit log of every organization, and compares it with what was anchored of it, and with `since`. */
export async function checkAudit(
  audit: Pick<AuditTrail, 'organizations' | 'verify'>,
  anchors: Pick<AuditAnchors, 'compare' | 'check'>,
  since: readonly AnchorName[],
): Promise<readonly Finding[]> {
  const report = await anchors.compare();
  const found = await Promise.all(since.map((anchor) => checkOne(anchors, anchor)));
  return [...(await checkChains(audit)), ...compared(report), ...found];
}

async function checkChains(audit: Pick<AuditTrail, 'organizations' | 'verify'>): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  let records = 0;
  for (const organization of await audit.organizations()) {
    const { good: whole, broken } = await audit.verify({ organization });
    records += whole;
    if (broken === undefined) continue;
    findings.push(
      bad(`Audit log of ${organization}: broken at record ${broken.seq} (${broken.why})`, whatToDo),
    );
  }
  return findings.length > 0 ? findings : [good(`Audit log: ${records} records, every chain whole`)];
}

function compared({ heads, breaks, anchors, where, fault }: AnchorReport): readonly Finding[] {
  if (where === undefined) return [];
  const broken = breaks.map((each) => bad(wordsOf(each), adviceOf(each, where)));
  if (fault !== undefined) return [...broken, bad('Audit log: it is not anchored', fault)];
  if (broken.length > 0) return broken;
  if (anchors > 0) return [good(`Audit log: nothing was cut off, by ${anchors} anchors in ${where}`)];
  if (heads.length === 0) return [];
  return [
    unsure(
      `Audit log: there is no anchor in ${where}`,
      'Fine where this version has not run for an hour yet; else they were taken away: compare with the log ' +
        '(audit head) and npm run doctor -- --since.',
    ),
  ];
}

async function checkOne(anchors: Pick<AuditAnchors, 'check'>, anchor: AnchorName): Promise<Finding> {
  const { organization, seq } = anchor;
  const found = await anchors.check(anchor);
  if (found === 'holds') {
    return good(`Audit log of ${organization}: record ${seq} is the one that was given`);
  }
  if (found === 'too old') {
    return unsure(
      `Audit log of ${organization}: record ${seq} was cut off for its age since`,
      'Give one that is younger than AUDIT_KEPT_DAYS.',
    );
  }
  return bad(wordsOf(found), whatToDo);
}

function wordsOf({ organization, seq, why, at }: AnchorBreak): string {
  const when = at === undefined ? '' : ` on ${new Date(at).toISOString()}`;
  const of = `Audit log of ${organization}`;
  switch (why) {
    case 'gone':
      return `${of}: there is none any more; it had ${seq} records${when}`;
    case 'cut off':
      return `${of}: its end was cut off; it had ${seq} records${when}`;
    case 'another':
      return `${of}: record ${seq} is another than it was${when}; its end was cut off and it went on, or it was made anew`;
    case 'missing':
      return `${of}: record ${seq} is missing; it was there${when}`;
    case 'cut too early':
      return `${of}: its front was cut off up to record ${seq}, which is younger than AUDIT_KEPT_DAYS`;
  }
}

function adviceOf({ why }: AnchorBreak, where: string): string {
  const innocent =
    why === 'cut too early'
      ? 'Or the bot ran with a lower AUDIT_KEPT_DAYS than is set here.'
      : `Or an older backup was brought back: then keep what is in ${where} elsewhere, and take it away.`;
  return `${whatToDo} ${innocent}`;
}

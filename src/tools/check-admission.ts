import { bad, type Finding, good, unsure } from '../chat/finding.ts';
import type { Settings } from '../settings/read-settings.ts';
import type { Admissions } from '../store/contract/access.ts';

/**
 * Who is let in on a platform whose token makes no workspace the bot's own, and which watched workspaces wait for a decision.
 */
export async function checkAdmission(
  admissions: Pick<Admissions, 'admitted' | 'undecided'>,
  { platforms, access }: Pick<Settings, 'platforms' | 'access'>,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { platform } of platforms.filter((each) => !each.platform.hasHome)) {
    const { name, title, workspace, ids } = platform;
    const isThere = (id: string) => id.startsWith(`${name}:`);
    const letIn = new Set([
      ...access.workspaces.filter(isThere),
      ...(await admissions.admitted()).map(({ workspace }) => workspace).filter(isThere),
    ]);
    const waiting = (await admissions.undecided())
      .map(({ workspace }) => workspace)
      .filter((workspace) => isThere(workspace) && !letIn.has(workspace));
    if (letIn.size > 0) {
      const count = letIn.size === 1 ? `one ${workspace} is` : `${letIn.size} ${workspace}s are`;
      findings.push(good(`${title}: ${count} let in`));
    } else if (access.admins.some(isThere)) {
      findings.push(
        unsure(
          `${title} serves nobody yet: no ${workspace} is let in`,
          `An admin named in ADMINS types /admin admit in the ${workspace}.`,
        ),
      );
    } else {
      findings.push(
        bad(
          `${title} serves nobody yet: no ${workspace} is let in, and no admin is named who could let one in`,
          `Set ADMINS=${name}:<your id>, restart and type /admin admit in the ${workspace}; or set WORKSPACES=${name}:<${workspace} id, such as ${ids.workspace.example}>.`,
        ),
      );
    }
    if (waiting.length > 0) {
      findings.push(
        unsure(
          `${title}: watches stand in ${workspace}s that are not let in, and are told nothing: ${waiting.join(', ')}`,
          'Type /admin workspaces, and let each in or take it out.',
        ),
      );
    }
  }
  return findings;
}

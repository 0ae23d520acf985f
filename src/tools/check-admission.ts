import { bad, type Finding, good, unsure } from '../chat/finding.ts';
import type { Settings } from '../settings.ts';
import type { Admissions } from '../store/contract/access.ts';

/**
 * Who is let in on Discord, where no place is the bot's own, and which watched servers wait for a decision. The workspace of
 * Slack's token is let in by itself, and is asked for with the token.
 */
export async function checkAdmission(
  admissions: Pick<Admissions, 'admitted' | 'undecided'>,
  { discord, access }: Pick<Settings, 'discord' | 'access'>,
): Promise<readonly Finding[]> {
  if (discord === undefined) return [];
  const onDiscord = (place: string) => place.startsWith('discord:');
  const letIn = new Set([
    ...access.workspaces.filter(onDiscord),
    ...(await admissions.admitted()).map(({ place }) => place).filter(onDiscord),
  ]);
  const waiting = (await admissions.undecided())
    .map(({ place }) => place)
    .filter((place) => onDiscord(place) && !letIn.has(place));
  const hasAdmin = access.admins.some(onDiscord);
  const serves =
    letIn.size > 0
      ? good(`Discord: ${letIn.size === 1 ? 'one server is' : `${letIn.size} servers are`} let in`)
      : hasAdmin
        ? unsure(
            'Discord serves nobody yet: no server is let in',
            'An admin named in ADMINS types /admin admit in the server.',
          )
        : bad(
            'Discord serves nobody yet: no server is let in, and no admin is named who could let one in',
            'Set ADMINS=discord:<your id>, restart and type /admin admit in the server; or set WORKSPACES=discord:<server id>.',
          );
  if (waiting.length === 0) return [serves];
  return [
    serves,
    unsure(
      `Discord: watches stand in servers that are not let in, and are told nothing: ${waiting.join(', ')}`,
      'Type /admin workspaces, and let each in or take it out.',
    ),
  ];
}

import { createHash } from 'node:crypto';
import { plainCard } from '../../cards/buying-cards.ts';
import { flag } from '../../chat/argument.ts';
import { inner, matching, optional } from '../../chat/argument-kinds.ts';
import type { Card } from '../../chat/card.ts';
import { type Command, describeCommand, type Run } from '../../chat/command.ts';
import { mayDo, type Role, roles } from '../../chat/role.ts';
import type { Admission } from '../../domain/access/admission.ts';
import { aboutArgument, allWords, localized, yesAndNo } from '../../languages/index.ts';
import type { Clock } from '../../runtime/clock.ts';
import { minuteMs } from '../../runtime/durations.ts';
import type { Random } from '../../runtime/random.ts';
import { scopedId, splitScopedId } from '../../runtime/scoped-id.ts';
import type { Joining } from '../../store/contract/access.ts';

/** 119 bits. */
const codeLength = 20;
const codeKeptMinutes = 15;

/**
 * `/admin join [code]`: without a code makes one; with it, joins this workspace or server to the organization where it was
 * made, after asking. Neither side gives away what is not its admins': the code is theirs, and so is typing it. It counts
 * as a read, since a write's answer is kept for a redelivery, and this one may hold a code.
 */
export const adminJoin = describeCommand({
  name: 'admin join',
  summary: localized(({ joining }) => joining.summary),
  examples: ['admin join', 'admin join Kq3vN8sPw2Yx7Jr5Td9B'],
  arguments: {
    code: optional(
      matching(new RegExp(`^[A-Za-z0-9]{${codeLength}}$`), {
        ...aboutArgument(({ joining }) => joining.code),
        example: 'Kq3vN8sPw2Yx7Jr5Td9B',
      }),
    ),
    confirm: inner(flag({ ...aboutArgument(({ joining }) => joining.confirm), ...yesAndNo })),
  },
  needs: 'admin',
  organizationWide: true,
  effect: 'read',
  admits: ({ code }) => code !== undefined,
});

/** What joining is made from. */
export interface JoinDeps {
  readonly workspaces: Joining;
  /** A workspace that joins one that is let in is let in with it. */
  readonly admission: Pick<Admission, 'admit'>;
  /** The role of everyone: a grant of a greater role doesn't come along. */
  readonly defaultRole: Role;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'token'>;
}

export function adminJoinCommand(deps: JoinDeps): Command {
  const { workspaces } = deps;
  return adminJoin.does({
    async run({ code, confirm }, run): Promise<Card> {
      const { joining } = allWords[run.language];
      if (run.outside === true) return plainCard('warning', joining.outside, [joining.outsideAdvice]);
      if (code === undefined) return makeCode(deps, run);
      const digest = digestOf(code);
      const organization = await workspaces.offered({ digest });
      if (organization === undefined) return plainCard('warning', joining.noCode, [joining.noCodeAdvice]);
      if (organization === run.organization) return plainCard('plain', joining.same, [joining.sameAdvice]);
      if (!confirm) {
        return plainCard('warning', joining.title, [joining.comes, joining.ends, joining.forGood], {
          blocks: [{ kind: 'text', text: [`${joining.into} `, { code: organization }] }],
          actions: [
            {
              kind: 'run',
              label: joining.button,
              style: 'danger',
              run: adminJoin.call({ code, confirm: true }, { replace: true }),
            },
          ],
        });
      }
      // The organization whose code it is hears of it too, even when the process ends before the outcome is written.
      run.audit.alsoIn(organization);
      await run.audit.intend({ to: organization });
      const workspace = scopedId(splitScopedId(run.person).platform, run.workspace);
      const joined = await workspaces.join({
        workspace,
        digest,
        roles: roles.filter((role) => mayDo(deps.defaultRole, role)),
      });
      if (joined.state === 'joined') await deps.admission.admit(workspace, run.person);
      run.audit.add({ state: joined.state, workspace: run.workspace });
      switch (joined.state) {
        case 'joined':
          return plainCard('good', joining.joined, [joining.joinedAdvice]);
        case 'same':
          return plainCard('plain', joining.same, [joining.sameAdvice]);
        case 'elsewhere':
          return plainCard('warning', joining.elsewhere, [joining.elsewhereAdvice]);
        case 'no code':
          return plainCard('warning', joining.noCode, [joining.noCodeAdvice]);
      }
    },
  });
}

async function makeCode({ workspaces, clock, random }: JoinDeps, run: Run): Promise<Card> {
  const { joining } = allWords[run.language];
  await run.audit.intend({ state: 'code made' });
  const code = random.token(codeLength);
  await workspaces.offer({
    organization: run.organization,
    digest: digestOf(code),
    madeBy: run.person,
    expiresAt: clock.now() + codeKeptMinutes * minuteMs,
  });
  run.audit.add({ state: 'code made' });
  return plainCard('plain', joining.made, [joining.madeAdvice(codeKeptMinutes), joining.keepIt], {
    blocks: [{ kind: 'copy', label: joining.command, value: `/admin join ${code}` }],
  });
}

function digestOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

import { plainCard } from '../../cards/buying-cards.ts';
import { flag } from '../../chat/argument.ts';
import { inner } from '../../chat/argument-kinds.ts';
import type { Card } from '../../chat/card.ts';
import { type Command, describeCommand } from '../../chat/command.ts';
import { aboutArgument, allWords, localized, yesAndNo } from '../../languages/index.ts';
import type { Forgotten } from '../../store/contract/audit.ts';
import { personArgument, personOf } from './person-argument.ts';

/**
 * `/admin forget <person> [--confirm]`: takes a person out of everything that is kept for the organization, and all out of
 * their direct messages, after asking, and says what it does not reach. It counts as a read, since a write's answer is kept
 * for a redelivery, and this one names the person; doing it again changes nothing.
 *
 * Direct messages that are in no workspace are the person's own: whichever organization asks, all of them are forgotten. The
 * audit log of that organization records that it asked.
 */
export const adminForget = describeCommand({
  name: 'admin forget',
  summary: localized(({ audit }) => audit.forget.summary),
  examples: ['admin forget me'],
  arguments: {
    person: personArgument(aboutArgument(({ audit }) => audit.forget.person)),
    confirm: inner(flag({ ...aboutArgument(({ audit }) => audit.forget.confirm), ...yesAndNo })),
  },
  needs: 'admin',
  organizationWide: true,
  effect: 'read',
});

/**
 * Takes `person`, as `platform:id`, out of everything that is kept for the organization, and all out of their own direct
 * messages; `card` stands for answers that named them.
 */
export type ForgetPerson = (of: {
  readonly organization: string;
  readonly person: string;
  readonly card: string;
}) => Promise<Forgotten>;

export function adminForgetCommand(deps: { readonly forget: ForgetPerson }): Command {
  return adminForget.does({
    async run({ person: whom, confirm }, run): Promise<Card> {
      const {
        audit: { forget },
        punctuation,
      } = allWords[run.language];
      const person = personOf(whom, run);
      if (!confirm) {
        return plainCard('warning', forget.title, [forget.advice, forget.beyond, forget.cannot], {
          blocks: [{ kind: 'text', text: [punctuation.label(forget.whom), { code: person }] }],
          actions: [
            {
              kind: 'run',
              label: forget.button,
              style: 'danger',
              run: adminForget.call({ person: whom, confirm: true }, { replace: true }),
            },
          ],
        });
      }
      await run.audit.intend({});
      const card = JSON.stringify(plainCard('plain', forget.forgotten, []));
      const { records, watches, others, stays } = await deps.forget({
        organization: run.authority,
        person,
        card,
      });
      run.audit.add({ records, watches, others, ...(stays.length > 0 && { stays: stays.join() }) });
      const unreached = [forget.beyond, ...stays.map((each) => forget.stays[each])];
      return plainCard(
        stays.includes('directs') ? 'warning' : 'good',
        forget.done,
        [forget.doneAdvice(records, watches, others), forget.chainHolds],
        { blocks: [{ kind: 'list', items: unreached.map((each) => [each]) }] },
      );
    },
  });
}

import { plainCard } from '../../cards/buying-cards.ts';
import { flag } from '../../chat/argument.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/words.ts';
import { type AuditParts, aboutIn } from './audit-parts.ts';
import { personArgument, personOf } from './person-argument.ts';

/**
 * `/admin forget <person> [--confirm]`: takes somebody out of everything that is kept, after asking. It counts as a read,
 * since a write's answer is kept for a redelivery, and this one names the person; doing it again changes nothing.
 */
export function adminForgetCommand(parts: AuditParts) {
  const { words } = parts;
  const about = aboutIn(words);
  const command = defineCommand({
    name: 'admin forget',
    summary: inEach(words, ({ audit }) => audit.forget.summary),
    examples: ['admin forget me'],
    arguments: {
      person: personArgument(about(({ forget }) => forget.person)),
      confirm: flag({
        ...about(({ forget }) => forget.confirm),
        yes: inEach(words, ({ yes }) => yes),
        no: inEach(words, ({ no }) => no),
      }),
    },
    needs: 'admin',
    organizationWide: true,
    effect: 'read',
    async run({ person: whom, confirm }, run): Promise<Card> {
      const { forget } = words[run.language].audit;
      const person = personOf(whom, run);
      if (!confirm) {
        return plainCard('warning', forget.title, [forget.advice, forget.cannot], {
          blocks: [{ kind: 'text', text: [`${forget.whom}: `, { code: person }] }],
          actions: [
            {
              kind: 'run',
              label: forget.button,
              style: 'danger',
              run: command.call({ person: whom, confirm: true }, { replace: true }),
            },
          ],
        });
      }
      await run.trail.intend({});
      const card = JSON.stringify(plainCard('plain', forget.forgotten, []));
      const { records, watches, deliveries, answers } = await parts.forget({
        organization: run.organization,
        person,
        card,
      });
      run.trail.add({ records, watches, others: deliveries + answers });
      return plainCard('good', forget.done, [
        forget.doneAdvice(records, watches, deliveries + answers),
        forget.chainHolds,
      ]);
    },
  });
  return command;
}

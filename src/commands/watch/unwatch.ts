import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/index.ts';
import type { WatchBook } from './ports.ts';
import { auditedSubject, type SubjectDeps, subjectArguments, subjectOf } from './subject.ts';
import { type WatchCommand, watchAgain } from './watch-arguments.ts';

/**
 * `/unwatch [all|order <id>|seller <id or offer>]`: the conversation is told no more of that; alone, of nothing any more.
 * Everyone sees the answer, since it concerns everyone.
 */
export function unwatchCommand(
  deps: SubjectDeps & { readonly watches: Pick<WatchBook, 'remove'>; readonly watch: WatchCommand },
) {
  const command = defineCommand({
    name: 'unwatch',
    summary: inEach(deps.words, ({ watch }) => watch.unwatchSummary),
    examples: ['unwatch', 'unwatch order 3305075341149134260'],
    arguments: subjectArguments(deps),
    needs: 'buyer',
    effect: 'write',
    audited: auditedSubject,
    visibility: () => 'conversation',
    async run(values, run): Promise<Card> {
      const { watch } = deps.words[run.language];
      const everything = values.about === undefined && values.id === undefined;
      const found = await subjectOf(deps, values, run, (id) => command.call({ ...values, id }));
      if ('found' in found) return found.found;
      if ('asks' in found) return found.asks;
      const count = await deps.watches.remove(run, everything ? undefined : found.subject);
      return {
        tone: 'plain',
        title: count === 0 ? watch.notWatched : watch.stopped(count),
        body: [],
        actions: [{ kind: 'run', label: watch.watchAgain, run: watchAgain(deps.watch, found.subject) }],
      };
    },
  });
  return command;
}

import { z } from 'zod';
import type { AuditRecord } from '../../audit/entry.ts';
import { auditCard } from '../../cards/audit-card.ts';
import { auditCsv } from '../../cards/audit-csv.ts';
import { zonedTimes } from '../../cards/times.ts';
import { flag, named, optional, word } from '../../chat/argument.ts';
import { wholeNumber } from '../../chat/argument-kinds.ts';
import type { Action, Card } from '../../chat/card.ts';
import { defineCommand, type Run } from '../../chat/command.ts';
import { inEach } from '../../languages/words.ts';
import { knownZone } from '../../notifications/day-times.ts';
import { type AuditDeps, aboutIn } from './audit-deps.ts';
import { personArgument, personOf } from './person-argument.ts';
import { sinceArgument, sinceMs } from './since-argument.ts';

const pageSize = 10;
const lastPage = 500;

/** Records that are read for one file, and how many bytes it may have. */
const mostInFile = 2_000;
const fileBytes = 2_000_000;

/** `/admin audit [--person …] [--command …] [--since …] [--page …] [--csv]`: who did what, the newest first. */
export function adminAuditCommand(deps: AuditDeps) {
  const { words } = deps;
  const about = aboutIn(words);
  const yesOrNo = { yes: inEach(words, ({ yes }) => yes), no: inEach(words, ({ no }) => no) };
  const command = defineCommand({
    name: 'admin audit',
    summary: inEach(words, ({ audit }) => audit.summary),
    examples: [
      'admin audit',
      'admin audit --command "order pay" --since 7d',
      'admin audit --since "last week"',
    ],
    arguments: {
      person: optional(named(personArgument(about(({ person }) => person)))),
      command: optional(
        named(
          word(z.string().regex(/^\/?[A-Za-z][A-Za-z -]{0,40}$/), {
            ...about(({ command }) => command),
            example: 'order pay',
            maxLength: 42,
          }),
        ),
      ),
      since: optional(
        sinceArgument(
          deps,
          about(({ since }) => since),
        ),
      ),
      page: optional(
        named(wholeNumber({ ...about(({ page }) => page), example: '2', least: 1, most: lastPage })),
      ),
      before: optional(
        named(
          wholeNumber({ ...about(({ before }) => before), example: '1200', least: 1, most: 999_999_999 }),
        ),
      ),
      csv: flag({ ...about(({ csv }) => csv), ...yesOrNo }),
    },
    needs: 'admin',
    organizationWide: true,
    effect: 'read',
    async run({ page = 1, csv, ...chosen }, run): Promise<Card> {
      const zone = await deps.zoneOf(run);
      const now = deps.clock.now();
      const since = chosen.since && sinceMs(chosen.since, zone, now);
      const query = {
        organization: run.authority,
        ...(chosen.person !== undefined && { person: personOf(chosen.person, run) }),
        ...(chosen.command !== undefined && { command: plainName(chosen.command) }),
        ...(since !== undefined && { since }),
        ...(chosen.before !== undefined && { before: chosen.before }),
      };
      const { audit } = words[run.language];
      const again = (label: string, change: { page?: number; before?: number; csv?: boolean }): Action => {
        const { csv: asFile = false, ...to } = change;
        const call = { ...chosen, page: undefined, ...to, csv: asFile };
        return { kind: 'run', label, run: command.call(call, { replace: !asFile }) };
      };
      const taken =
        chosen.since === undefined || since === undefined
          ? undefined
          : words[run.language].days.since(
              'day' in chosen.since ? chosen.since.day : zonedTimes(zone, now).at(since),
              knownZone(zone),
            );
      if (csv) {
        const found = await deps.audit.list({ ...query, limit: mostInFile + 1 });
        const card = fileCard(found, run, (before) => again(audit.nextPart, { before, csv: true }));
        return taken === undefined ? card : { ...card, footnote: [taken] };
      }
      const skip = (page - 1) * pageSize;
      const found = await deps.audit.list({ ...query, skip, limit: pageSize + 1 });
      return auditCard({
        records: found.slice(0, pageSize),
        page,
        now,
        zone,
        words: audit,
        ...(taken !== undefined && { since: taken }),
        actions: [
          ...(page > 1 ? [again(audit.newer, { page: page - 1 })] : []),
          ...(found.length > pageSize && page < lastPage ? [again(audit.older, { page: page + 1 })] : []),
          ...(found.length > 0 ? [again(audit.asCsv, { csv: true })] : []),
        ],
      });
    },
  });

  /** As many of `found` as fit into a file; who took them is written down. */
  function fileCard(found: readonly AuditRecord[], run: Run, nextPart: (before: number) => Action): Card {
    const { audit } = words[run.language];
    const { content, rows } = auditCsv(found.slice(0, mostInFile), fileBytes);
    const records = found.slice(0, rows);
    const [newest, oldest] = [records[0], records.at(-1)];
    run.trail.add({ csv: records.length, from: oldest?.seq, to: newest?.seq });
    const more = found.length > records.length && oldest !== undefined;
    return {
      tone: 'plain',
      title: audit.csvTitle,
      body: [
        { kind: 'text', text: [audit.csvAdvice(records.length)] },
        ...(more ? [{ kind: 'text' as const, text: [audit.csvMore] }] : []),
      ],
      actions: more ? [nextPart(oldest.seq)] : [],
      ...(records.length > 0 && {
        file: { name: `audit-${oldest?.seq}-${newest?.seq}.csv`, mediaType: 'text/csv', content },
      }),
    };
  }
  return command;
}

function plainName(typed: string): string {
  return typed.replace(/^\//, '').trim().toLowerCase().replace(/\s+/g, ' ');
}

import { z } from 'zod';
import { auditCard } from '../../cards/audit-card.ts';
import { auditCsv, auditWorkbook } from '../../cards/audit-csv.ts';
import { zonedTimes } from '../../cards/times.ts';
import { type Argument, flag, readAs, word } from '../../chat/argument.ts';
import { inner, named, optional, wholeNumber } from '../../chat/argument-kinds.ts';
import type { Action, Card } from '../../chat/card.ts';
import { type Command, describeCommand, type Run } from '../../chat/command.ts';
import { textFile, workbookFile } from '../../chat/saved-file.ts';
import type { AuditRecord } from '../../domain/audit/entry.ts';
import { aboutArgument, allWords, localized, yesAndNo } from '../../languages/index.ts';
import { dayBegin, knownZone } from '../../notifications/day-times.ts';
import { hourMs } from '../../runtime/durations.ts';
import type { AuditTrail } from '../../store/contract/audit.ts';
import { type DayDeps, dayArgument, dayNamed, dayReading, type NamedDay } from '../day-argument.ts';
import { personArgument, personOf } from './person-argument.ts';

const pageSize = 10;
const lastPage = 500;

/** Records that are read for one file, and how many bytes it may have. */
const mostInFile = 2_000;
const fileBytes = 2_000_000;

/** A point in time as it was typed: the begin of a day where the conversation is, or so many hours ago. */
type Since = NamedDay | { readonly hours: number };

/** A day as {@link dayArgument} reads it, or how many hours ago (`24h`). */
function sinceArgument(): Argument<Since> {
  const { hint, expected } = aboutArgument(({ audit }) => audit.since);
  const day = dayArgument({ hint });
  return {
    ...readAs<NamedDay, Since>(day, {
      parse(typed) {
        const [, hours] =
          /^(\d{1,5})\s*(?:h|hours?|小时)(?:\s*(?:ago|前))?$/i.exec(typed.normalize('NFKC').trim()) ?? [];
        return hours === undefined ? day.parse(typed) : { hours: Number(hours) };
      },
      print: (since) => ('hours' in since ? `${since.hours}h` : day.print(since)),
    }),
    expected,
  };
}

/** `/admin audit [--person …] [--command …] [--since …] [--page …] [--xlsx] [--csv]`: who did what, the newest first. */
export const adminAudit = describeCommand({
  name: 'admin audit',
  summary: localized(({ audit }) => audit.summary),
  examples: [
    'admin audit',
    'admin audit --command "order pay" --since 7d',
    'admin audit --since "last week"',
  ],
  examplesIn: {
    'zh-CN': ['admin audit', 'admin audit --command "order pay" --since 7天', 'admin audit --since 上周'],
  },
  arguments: {
    person: optional(named(personArgument(aboutArgument(({ audit }) => audit.person)))),
    command: optional(
      named(
        word(z.string().regex(/^\/?[A-Za-z][A-Za-z -]{0,40}$/), {
          ...aboutArgument(({ audit }) => audit.command),
          example: 'order pay',
          maxLength: 42,
        }),
      ),
    ),
    since: optional(sinceArgument()),
    page: optional(
      named(
        wholeNumber({ ...aboutArgument(({ audit }) => audit.page), example: '2', least: 1, most: lastPage }),
      ),
    ),
    before: inner(
      optional(
        named(
          wholeNumber({
            ...aboutArgument(({ audit }) => audit.before),
            example: '1200',
            least: 1,
            most: 999_999_999,
          }),
        ),
      ),
    ),
    xlsx: flag({ ...aboutArgument(({ audit }) => audit.xlsx), ...yesAndNo }),
    csv: flag({ ...aboutArgument(({ audit }) => audit.csv), ...yesAndNo }),
  },
  needs: 'admin',
  organizationWide: true,
  effect: 'read',
});

export interface AuditDeps extends DayDeps {
  readonly audit: Pick<AuditTrail, 'list'>;
}

export function adminAuditCommand(deps: AuditDeps): Command {
  const reading = dayReading(deps, 'first');
  return adminAudit.does({
    lookUp: {
      since: (since) => (since === undefined || 'hours' in since ? undefined : reading.lookUp(since)),
    },
    suggest: { since: reading.suggest },
    async run({ page = 1, xlsx, csv, ...chosen }, run): Promise<Card> {
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
      const { audit } = allWords[run.language];
      const again = (label: string, change: { page?: number; before?: number; as?: FileKind }): Action => {
        const { as, ...to } = change;
        const call = { ...chosen, page: undefined, ...to, xlsx: as === 'xlsx', csv: as === 'csv' };
        return { kind: 'run', label, run: adminAudit.call(call, { replace: as === undefined }) };
      };
      const taken =
        chosen.since === undefined || since === undefined
          ? undefined
          : allWords[run.language].days.since(
              'hours' in chosen.since ? zonedTimes(zone, now).at(since) : (dayNamed(chosen.since) ?? ''),
              knownZone(zone),
            );
      if (xlsx || csv) {
        const found = await deps.audit.list({ ...query, limit: mostInFile + 1 });
        const as = csv ? 'csv' : 'xlsx';
        const card = await fileCard(found, run, as, (before) => again(audit.nextPart, { before, as }));
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
        reader: run,
        ...(taken !== undefined && { since: taken }),
        actions: [
          ...(page > 1 ? [again(audit.newer, { page: page - 1 })] : []),
          ...(found.length > pageSize && page < lastPage ? [again(audit.older, { page: page + 1 })] : []),
          ...(found.length > 0 ? [again(audit.asTable, { as: 'xlsx' })] : []),
        ],
      });
    },
  });
}

type FileKind = 'xlsx' | 'csv';

/** As many of `found` as fit into a file; who took them is written down. */
async function fileCard(
  found: readonly AuditRecord[],
  run: Run,
  as: FileKind,
  nextPart: (before: number) => Action,
): Promise<Card> {
  const { audit } = allWords[run.language];
  const text = auditCsv(found.slice(0, mostInFile), fileBytes);
  const table = as === 'csv' ? undefined : await auditWorkbook(found.slice(0, text.rows), fileBytes);
  const records = found.slice(0, table?.rows ?? text.rows);
  const [newest, oldest] = [records[0], records.at(-1)];
  run.audit.add({ [as]: records.length, from: oldest?.seq, to: newest?.seq });
  const more = found.length > records.length && oldest !== undefined;
  const name = `audit-${oldest?.seq}-${newest?.seq}`;
  return {
    tone: 'plain',
    title: audit.csvTitle,
    body: [
      { kind: 'text', text: [audit.csvAdvice(records.length)] },
      ...(more ? [{ kind: 'text' as const, text: [audit.csvMore] }] : []),
    ],
    actions: more ? [nextPart(oldest.seq)] : [],
    ...(records.length > 0 && {
      file:
        table === undefined
          ? textFile(name, text.content)
          : workbookFile(name, { workbook: table.content, text: auditCsv(records, fileBytes).content }),
    }),
  };
}

function plainName(typed: string): string {
  return typed.replace(/^\//, '').trim().toLowerCase().replace(/\s+/g, ' ');
}

/** Ms since 1970 UTC. */
function sinceMs(since: Since, zone: string | undefined, now: number): number {
  if ('hours' in since) return now - since.hours * hourMs;
  const day = dayNamed(since);
  return day === undefined ? now : dayBegin(day, knownZone(zone));
}

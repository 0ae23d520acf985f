import type { Log } from '../runtime/log.ts';
import {
  type AuditLog,
  type AuditNote,
  auditedWhere,
  type Facts,
  NotRecorded,
  type RunAudit,
} from './audit.ts';
import type { Caller } from './caller.ts';
import type { Card } from './card.ts';
import type { Command, Prepared, Run } from './command.ts';
import type { Role } from './role.ts';
import { shorten } from './text.ts';

/** Long enough for any id or list of a few. */
const longestFact = 300;

export interface RecordingDeps {
  readonly audit: AuditLog;
  readonly log: Log;
  /** Whether a part of the bot threw that on purpose, such as the partner's refusal. */
  isRefusal(error: unknown): boolean;
  /** What a card says whose run is not in the audit log. */
  unrecorded(card: Card): Card;
}

/**
 * Runs `prepared` and writes it down before its card is given: each run of a write, and of a read what it adds. Where that
 * fails, what a read found is kept back (`NotRecorded`), and a write, which is done by then, says so on its card.
 */
export async function recordedRun(
  deps: RecordingDeps,
  what: {
    readonly command: Command;
    readonly prepared: Prepared;
    /** What the run is told besides. */
    readonly about: Omit<Run, 'audit'>;
    readonly trace: string;
  },
): Promise<Card> {
  const { command, prepared, trace } = what;
  const isWrite = command.effect === 'write';
  const about = noteOf(command, what.about, trace);
  let facts = factsOf(prepared.audited);
  let personal: Pick<AuditNote, 'about' | 'words'> = {};
  const others: string[] = [];
  let added = false;
  let ended = false;
  const note = (outcome: AuditNote['outcome']) => {
    const whole = { ...about, outcome, facts, ...personal };
    const notes = [about.organization, ...others].map((organization) =>
      deps.audit.note({ ...whole, organization }),
    );
    return Promise.all(notes).catch((error: unknown) => {
      deps.log.error({ err: error, trace, command: about.command }, 'the audit log could not be written');
      throw new NotRecorded('the audit log could not be written', { cause: error });
    });
  };
  const audit: RunAudit = {
    add(more, whom = {}) {
      facts = { ...facts, ...factsOf(more) };
      personal = { ...personal, ...whom };
      added = true;
      if (ended) void note('done').catch(() => undefined);
    },
    async intend(more) {
      facts = { ...facts, ...factsOf(more) };
      await note('begun');
    },
    alsoIn(organization) {
      others.push(organization);
    },
  };
  let card: Card;
  try {
    card = await prepared.run({ ...what.about, audit });
  } catch (error) {
    ended = true;
    // What went wrong is what the person is told; that it is not written down either stands in the log.
    if ((isWrite || added) && !(error instanceof NotRecorded)) {
      await note(deps.isRefusal(error) ? 'refused' : 'failed').catch(() => undefined);
    }
    throw error;
  }
  ended = true;
  if (!isWrite && !added) return card;
  try {
    await note('done');
    return card;
  } catch (error) {
    if (!isWrite) throw error;
    return deps.unrecorded(card);
  }
}

/** Writes down that a person asked for what they may not do. They are told so whether or not that can be written. */
export async function recordNotPermitted(
  { audit, log }: Pick<RecordingDeps, 'audit' | 'log'>,
  {
    command,
    caller,
    trace,
    needs = command.menu.needs,
  }: {
    readonly command: Command;
    readonly caller: Caller;
    readonly trace: string;
    /** Where it takes another role than the command's own. */
    readonly needs?: Role;
  },
): Promise<void> {
  const facts = { role: caller.role, needs };
  await audit
    .note({ ...noteOf(command, caller, trace), outcome: 'not permitted', facts })
    .catch((error: unknown) => {
      log.error({ err: error, trace, command: command.menu.name }, 'the audit log could not be written');
    });
}

function noteOf({ menu }: Command, caller: Caller, trace: string) {
  const { authority, person } = caller;
  return { organization: authority, ...auditedWhere(caller), person, command: menu.name, trace };
}

function factsOf(facts: Facts): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, shorten(String(value).replace(/\p{Cc}/gu, ' '), longestFact)]],
    ),
  );
}

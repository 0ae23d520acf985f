import { z } from 'zod';
import { auditOutcomes } from '../domain/audit/entry.ts';
import type { RunUnit, Unit, UnitTables } from './contract/units.ts';

/** What units get that are done on this thread. */
export function runHere(tables: UnitTables): RunUnit {
  return (unit, input) => unit.run(tables, input);
}

/** A unit whose input and outcome are read by zod where they cross threads. */
function parsedUnit<In extends z.ZodType, Out extends z.ZodType>(
  name: string,
  { input, outcome }: { readonly input: In; readonly outcome: Out },
  run: (tables: UnitTables, input: z.output<In>) => Promise<z.output<Out>>,
): Unit<z.output<In>, z.output<Out>> {
  return { name, input: (value) => input.parse(value), outcome: (value) => outcome.parse(value), run };
}

const message = z.object({
  account: z.string(),
  digest: z.string(),
  body: z.string(),
  trace: z.string(),
  receivedAt: z.number(),
});

/** Keeps messages in the inbox. */
export const keepUnit = parsedUnit(
  'keep messages',
  { input: z.array(message).readonly(), outcome: z.array(z.enum(['new', 'repeat'])).readonly() },
  (tables, messages) => tables.keepMessages(messages),
);

const dated = z.object({
  entry: z.object({
    organization: z.string(),
    workspace: z.string(),
    conversation: z.string(),
    command: z.string(),
    outcome: z.enum(auditOutcomes),
    trace: z.string(),
    facts: z.record(z.string(), z.string()),
    person: z.string().exactOptional(),
    about: z.string().exactOptional(),
    words: z.string().exactOptional(),
  }),
  at: z.number(),
  salts: z.object({
    person: z.string().exactOptional(),
    about: z.string().exactOptional(),
    words: z.string().exactOptional(),
  }),
});

/** Adds entries to the audit log. */
export const appendUnit = parsedUnit(
  'append audit entries',
  { input: z.array(dated).readonly(), outcome: z.array(z.number()).readonly() },
  (tables, entries) => tables.appendEntries(entries),
);

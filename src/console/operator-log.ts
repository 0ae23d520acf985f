import { operatorChain } from '../domain/audit/entry.ts';
import type { AuditTrail } from '../store/contract/audit.ts';

/** What the operator does, in the audit log: a chain of its own, which belongs to no team. */
export interface OperatorLog {
  /** Resolves once it is written down. Rejects where that can't be: then it must not be done. */
  note(
    trace: string,
    command: string,
    facts: Readonly<Record<string, string>>,
    words?: string,
  ): Promise<void>;
  /** Writes down that `what` is about to be done, does it, and writes down what came of it, with how many where `work` says so. */
  run<Result extends number | boolean>(
    trace: string,
    what: {
      readonly command: string;
      readonly facts: Readonly<Record<string, string>>;
      readonly words?: string;
    },
    work: () => Promise<Result>,
  ): Promise<Result>;
}

/** `work` of which one run at a time is under way: who asks for it meanwhile gets what comes of that, and nothing is done twice. */
export function oneAtATime<Input, Result>(
  work: (input: Input) => Promise<Result>,
): (input: Input) => Promise<Result> {
  let underWay: Promise<Result> | undefined;
  return (input) => {
    underWay ??= work(input).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}

export function createOperatorLog(audit: Pick<AuditTrail, 'append'>): OperatorLog {
  async function write(
    outcome: 'begun' | 'done' | 'failed',
    trace: string,
    { command, facts, words }: Parameters<OperatorLog['run']>[1],
  ): Promise<void> {
    await audit.append({
      organization: operatorChain,
      workspace: operatorChain,
      conversation: operatorChain,
      command,
      outcome,
      trace,
      facts,
      ...(words !== undefined && { words }),
    });
  }

  return {
    note: (trace, command, facts, words) =>
      write('done', trace, { command, facts, ...(words !== undefined && { words }) }),
    async run(trace, what, work) {
      await write('begun', trace, what);
      const result = await work().catch(async (thrown: unknown) => {
        // What the work failed of is worth more than that it could not be written down.
        await write('failed', trace, what).catch(() => undefined);
        throw thrown;
      });
      const facts = typeof result === 'number' ? { ...what.facts, count: String(result) } : what.facts;
      await write('done', trace, { ...what, facts });
      return result;
    },
  };
}

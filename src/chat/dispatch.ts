import { turn } from '../runtime/clock.ts';
import { createInFlight } from '../runtime/in-flight.ts';
import type { Random } from '../runtime/random.ts';
import { scopedId } from '../runtime/scoped-id.ts';
import type { Suggest } from './adapter.ts';
import { type AnsweringDeps, answerInvocation, type CutOff } from './answer.ts';
import { askerOf, callerOf } from './caller.ts';
import type { CommandLimit } from './command-limit.ts';
import type { Handle, Invocation, ReplyTransport } from './invocation.ts';
import type { Seen } from './once.ts';
import { mayRun } from './role.ts';
import type { Outcome } from './send-answer.ts';

export interface DispatchDeps extends AnsweringDeps {
  readonly random: Random;
  /** Invocations that were already taken: a redelivery is not answered twice. */
  readonly seen: Seen;
  /** Who may still ask for how many suggestions: apart from commands, since each letter typed asks for some. */
  readonly suggestionLimit: CommandLimit;
  /** When a command is cut off and the person told so. */
  readonly deadlineMs: number;
  /** Runs all of a command under what the log calls it, for whoever follows what that asks of others. */
  within?<Result>(trace: string, work: () => Result): Result;
  measure(ended: {
    readonly command: string;
    readonly outcome: Outcome | 'repeat';
    readonly ms: number;
    /** What the log calls it, and where it was asked; absent for a repeat. */
    readonly trace?: string;
    readonly platform?: string;
  }): void;
}

export interface Dispatch {
  readonly handle: Handle;
  readonly suggest: Suggest;
  /** Resolves once nothing is under way; what still runs after `withinMs` is cut off and told so. */
  close(withinMs: number): Promise<void>;
}

/** The most suggestions that every platform can show. */
const mostSuggestions = 25;

/** The core's door for adapters: each invocation once, each answered in time. Knows no platform, no command. */
export function createDispatch(deps: DispatchDeps): Dispatch {
  const inFlight = createInFlight();
  const cutOffs = new Set<(why: CutOff) => void>();

  async function handle(invocation: Invocation, transport: ReplyTransport): Promise<void> {
    if (!deps.seen.claim(scopedId(invocation.platform, invocation.id))) {
      deps.measure({ command: 'unknown', outcome: 'repeat', ms: 0 });
      return;
    }
    const begun = deps.clock.elapsed();
    // One after the other, each as far as it gets: else of many that come in one piece of data the first would ask the partner
    // only once the last was read.
    await turn();
    const trace = deps.random.token(8);
    const cut = Promise.withResolvers<CutOff>();
    const cancel = deps.clock.after(deps.deadlineMs, () => cut.resolve('too slow'));
    const answer = () => answerInvocation(deps, invocation, transport, cut.promise, trace);
    const done = (deps.within?.(trace, answer) ?? answer()).then((ended) => {
      cancel();
      cutOffs.delete(cut.resolve);
      const ms = deps.clock.elapsed() - begun;
      deps.measure({ ...ended, ms, trace, platform: invocation.platform });
      deps.log.info({ event: 'command', platform: invocation.platform, trace, ...ended, ms });
    });
    cutOffs.add(cut.resolve);
    inFlight.follow(done);
    await done;
  }

  const suggest: Suggest = async (question) => {
    const command = deps.registry.byName(question.command) ?? deps.registry.byEverydayName(question.command);
    if (command === undefined) return [];
    try {
      const caller = await callerOf(deps, question);
      if ('none' in caller) return [];
      if (deps.suggestionLimit.take(askerOf(question, caller)) !== undefined) return [];
      if (!mayRun(caller, command.menu) && !command.insteadOffered) return [];
      return (await command.suggest(question.argument, question.typed, caller)).slice(0, mostSuggestions);
    } catch (error) {
      deps.log.warn({ err: error, command: question.command }, 'no suggestions');
      return [];
    }
  };

  return {
    handle,
    suggest,
    async close(withinMs) {
      const cancel = deps.clock.after(withinMs, () => {
        for (const cutOff of cutOffs) cutOff('stopping');
      });
      await inFlight.settled();
      cancel();
    },
  };
}

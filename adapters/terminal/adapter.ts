import type { Readable } from 'node:stream';
import type { ChatAdapter, Core } from '../../src/chat/adapter.ts';
import { completionsFor } from '../../src/chat/completion.ts';
import type { FieldFault, Form } from '../../src/chat/form.ts';
import type { Input, Person } from '../../src/chat/invocation.ts';
import type { Outlet } from '../../src/chat/outlet.ts';
import { type Clock, pause } from '../../src/runtime/clock.ts';
import type { Localized } from '../../src/runtime/language.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { Random } from '../../src/runtime/random.ts';
import { choicesFor, type Filling, fillIn, fillInAgain, leavesForm } from './forms.ts';
import { invocationOf, readAsked, terminalName, terminalWhereabouts } from './inbound.ts';
import { terminalLimits } from './limits.ts';
import { createSpeaker } from './outbound.ts';
import { terminalOutlet } from './outlet.ts';
import type { TerminalWords } from './phrases.ts';
import { inputLines, type LineSource, openPrompt } from './prompt.ts';
import { createScreen, type TerminalOutput } from './screen.ts';

interface TerminalDeps {
  readonly input: Readable;
  readonly output: TerminalOutput;
  /** A person at a prompt; otherwise lines from a pipe, answered one after the other without any other word. */
  readonly interactive: boolean;
  /** Who types; the locale is the one of the environment (`LANG`). */
  readonly person: Person;
  readonly words: Localized<TerminalWords>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

interface TerminalAdapter extends ChatAdapter {
  readonly outlet: Outlet;
  /** Resolves once the input has ended and everything asked for is answered and written; also after `stop`. */
  readonly finished: Promise<void>;
}

/** Standard input and output as a chat platform. */
export function terminalAdapter(deps: TerminalDeps): TerminalAdapter {
  const { input, output, interactive, person, words } = deps;
  const screen = createScreen(output, interactive);
  const speaker = createSpeaker(screen, { interactive, locale: person.locale, words });
  const finished = Promise.withResolvers<void>();
  let source: LineSource | undefined;
  let ended = false;
  let filling: Filling | undefined;

  async function ask(core: Core, line: string): Promise<void> {
    const form = filling?.form;
    const input = filling === undefined ? await readLine(line) : await readForForm(filling, line);
    if (input === undefined) return;
    speaker.begin();
    const mend =
      form === undefined || input.kind !== 'form'
        ? undefined
        : async (faults: readonly FieldFault[]) => {
            filling = fillInAgain(form, input.values, faults, words[speaker.language]);
            if (filling !== undefined) await speaker.sayQuestion(filling, false);
          };
    const invocation = invocationOf(input, person, deps.random.token(20), deps.clock.now());
    await core.handle(invocation, speaker.transport(core.words, { ask: openForm, mend }));
  }

  async function readLine(line: string): Promise<Input | undefined> {
    const asked = readAsked(line, speaker.choices);
    if (asked.kind === 'link') await speaker.sayLink(asked.label, asked.url);
    if (asked.kind === 'no choice') await speaker.sayNoChoice(asked.number);
    return asked.kind === 'input' ? asked.input : undefined;
  }

  async function openForm(form: Form): Promise<void> {
    filling = fillIn(form, words[speaker.language]);
    if (filling !== undefined) await speaker.sayQuestion(filling, true);
  }

  async function readForForm(open: Filling, line: string): Promise<Input | undefined> {
    if (leavesForm(line)) {
      await leaveForm();
      return readLine(line);
    }
    const taken = open.take(line);
    if ('again' in taken) {
      await speaker.sayAgain(taken.again);
      return undefined;
    }
    if ('next' in taken) {
      filling = taken.next;
      await speaker.sayQuestion(filling, false);
      return undefined;
    }
    filling = undefined;
    return { kind: 'form', payload: open.form.payload, values: taken.filled };
  }

  async function leaveForm(): Promise<void> {
    filling = undefined;
    await speaker.sayFormLeft();
  }

  function openPromptFor(core: Core): LineSource {
    let prompt: LineSource | undefined;
    let closed = false;
    const converse = async () => {
      // Let the rest of the bot say that it is ready before the cursor waits behind the prompt.
      await pause(deps.clock, 0);
      if (closed) return;
      await speaker.greet(core.menu[0]?.examples[0]);
      prompt = openPrompt({
        input,
        output,
        prompt: `${screen.ink('bold', 'shoptalk')} › `,
        ask: (line) => ask(core, line),
        complete: async (before) =>
          filling === undefined || leavesForm(before)
            ? completionsFor(core, { ...terminalWhereabouts, person, language: speaker.language, before })
            : choicesFor(filling, before),
      });
      if (closed) prompt.close();
      await prompt.done;
    };
    return {
      done: converse(),
      between: (write) => prompt?.between(write) ?? write(),
      close() {
        closed = true;
        prompt?.close();
      },
    };
  }

  function openPipeFor(core: Core): LineSource {
    let closed = false;
    const drain = async () => {
      for await (const line of inputLines(input, terminalLimits.keptOfLine)) {
        if (closed) return;
        await ask(core, line);
      }
      if (filling !== undefined) await leaveForm();
    };
    return {
      done: drain(),
      between: (write) => write(),
      close() {
        closed = true;
        input.destroy();
      },
    };
  }

  return {
    platform: terminalName,
    homes: () => [terminalWhereabouts.workspace],
    groupsOf: async () => [],
    finished: finished.promise,
    outlet: terminalOutlet({
      clock: deps.clock,
      random: deps.random,
      person: person.id,
      speaker,
      between: (write) => source?.between(write) ?? write(),
      running: () => source !== undefined && !ended,
    }),
    async start(core) {
      // The reader is gone (`| head`): there is no reader left to answer.
      output.on('error', (error) => {
        deps.log.debug({ err: error }, 'the terminal is gone');
        source?.close();
      });
      source = interactive ? openPromptFor(core) : openPipeFor(core);
      source.done
        .finally(() => {
          ended = true;
        })
        .then(finished.resolve, finished.reject);
    },
    readiness: () => ({ ok: source !== undefined }),
    async stop() {
      source?.close();
      if (source === undefined) finished.resolve();
      await finished.promise;
    },
  };
}

import type { Readable } from 'node:stream';
import type { ChatAdapter, Core } from '../../src/chat/adapter.ts';
import { completionsFor } from '../../src/chat/completion.ts';
import type { Person } from '../../src/chat/invocation.ts';
import { type Clock, pause } from '../../src/runtime/clock.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { Random } from '../../src/runtime/random.ts';
import { invocationOf, platform, readAsked, whereabouts } from './inbound.ts';
import { limits } from './limits.ts';
import { readLines } from './lines.ts';
import { createSpeaker } from './outbound.ts';
import { type LineSource, openPrompt } from './prompt.ts';
import { createScreen, type TerminalOutput } from './screen.ts';

export interface TerminalParts {
  readonly input: Readable;
  readonly output: TerminalOutput;
  /** A person at a prompt; otherwise lines from a pipe, answered one after the other without any other word. */
  readonly interactive: boolean;
  /** Who types; the locale is the one of the environment (`LANG`). */
  readonly person: Person;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface TerminalAdapter extends ChatAdapter {
  /** Resolves once the input has ended and everything asked for is answered and written; also after `stop`. */
  readonly finished: Promise<void>;
}

/** Standard input and output as a chat platform. */
export function terminalAdapter(parts: TerminalParts): TerminalAdapter {
  const { input, output, interactive, person } = parts;
  const screen = createScreen(output, interactive);
  const speaker = createSpeaker(screen, interactive, person.locale);
  const finished = Promise.withResolvers<void>();
  let source: LineSource | undefined;

  async function ask(core: Core, line: string): Promise<void> {
    const asked = readAsked(line, speaker.choices);
    if (asked.kind === 'link') await speaker.sayLink(asked.label, asked.url);
    if (asked.kind === 'no choice') await speaker.sayNoChoice(asked.number);
    if (asked.kind !== 'input') return;
    const invocation = invocationOf(asked.input, person, parts.random.token(20), parts.clock.now());
    await core.handle(invocation, speaker.transport(core.words));
  }

  function openPromptFor(core: Core): LineSource {
    let prompt: LineSource | undefined;
    let closed = false;
    const converse = async () => {
      // Let the rest of the bot say that it is ready before the cursor waits behind the prompt.
      await pause(parts.clock, 0);
      if (closed) return;
      await speaker.greet(core.menu[0]?.examples[0]);
      prompt = openPrompt({
        input,
        output,
        prompt: `${screen.ink('bold', 'shoptalk')} › `,
        ask: (line) => ask(core, line),
        complete: (before) =>
          completionsFor(core, { ...whereabouts, person, language: speaker.language, before }),
      });
      if (closed) prompt.close();
      await prompt.done;
    };
    return {
      done: converse(),
      close() {
        closed = true;
        prompt?.close();
      },
    };
  }

  function openPipeFor(core: Core): LineSource {
    let closed = false;
    const drain = async () => {
      for await (const line of readLines(input, limits.keptOfLine)) {
        if (closed) return;
        await ask(core, line);
      }
    };
    return {
      done: drain(),
      close() {
        closed = true;
        input.destroy();
      },
    };
  }

  return {
    platform,
    finished: finished.promise,
    async start(core) {
      // Nobody reads any more (`| head`): there is no one left to answer.
      output.on('error', (error) => {
        parts.log.debug({ err: error }, 'the terminal is gone');
        source?.close();
      });
      source = interactive ? openPromptFor(core) : openPipeFor(core);
      source.done.then(finished.resolve, finished.reject);
    },
    readiness: () => ({ ok: source !== undefined }),
    async stop() {
      source?.close();
      if (source === undefined) finished.resolve();
      await finished.promise;
    },
  };
}

import type { Core } from '../../../src/chat/adapter.ts';
import type { ReadyCard } from '../../../src/chat/card.ts';
import type { Answer, Invocation, ReplyTransport } from '../../../src/chat/invocation.ts';
import { allWords } from '../../../src/languages/all.ts';
import { inEach } from '../../../src/languages/words.ts';

/** A core that answers as a test tells it to, and keeps what it was asked. */
export interface ScriptedCore extends Core {
  readonly asked: Invocation[];
  /** How the next invocations are answered. */
  script: (transport: ReplyTransport, invocation: Invocation) => Promise<void>;
}

export function scriptedCore(script: ScriptedCore['script']): ScriptedCore {
  const asked: Invocation[] = [];
  const core: ScriptedCore = {
    asked,
    script,
    async handle(invocation, transport) {
      asked.push(invocation);
      // The core never rejects; what a transport rejects with, it logs.
      await core.script(transport, invocation).catch(() => undefined);
    },
    suggest: async () => [],
    menu: [],
    words: inEach(allWords, ({ adapter }) => adapter),
  };
  return core;
}

/** An answer titled `title`. */
export function answerOf(
  title: string,
  overrides: Partial<Omit<Answer, 'card'>> & { card?: Partial<ReadyCard> } = {},
): Answer {
  const { card, ...rest } = overrides;
  return {
    visibility: 'asker',
    replace: false,
    language: 'en',
    ...rest,
    card: { tone: 'plain', title, body: [], actions: [], ...card },
  };
}

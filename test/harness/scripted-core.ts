import type { Core, Suggest } from '../../src/chat/adapter.ts';
import type { ReadyCard } from '../../src/chat/card.ts';
import type { Answer, Invocation, ReplyTransport } from '../../src/chat/invocation.ts';
import type { CommandMenu } from '../../src/chat/menu.ts';
import { allWords, inEach } from '../../src/languages/index.ts';

/** A core that answers as a test tells it to, and keeps what it was asked and what its answers came to. */
export interface ScriptedCore extends Core {
  readonly asked: Invocation[];
  /** What the script rejected with: the real core never rejects, it logs. */
  readonly faults: unknown[];
  /** How the next invocations are answered. */
  script: Script;
}

type Script = (transport: ReplyTransport, invocation: Invocation) => Promise<void>;

export function scriptedCore(
  script: Script,
  options: { suggest?: Suggest; menu?: readonly CommandMenu[] } = {},
): ScriptedCore {
  const asked: Invocation[] = [];
  const faults: unknown[] = [];
  const core: ScriptedCore = {
    asked,
    faults,
    script,
    async handle(invocation, transport) {
      asked.push(invocation);
      await core.script(transport, invocation).catch((error: unknown) => faults.push(error));
    },
    suggest: options.suggest ?? (async () => []),
    menu: options.menu ?? [],
    words: inEach(allWords, ({ adapter }) => adapter),
  };
  return core;
}

/** An answer titled `title`, for the asker alone. */
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

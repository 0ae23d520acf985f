import type { Core } from '../../src/chat/adapter.ts';
import type { BasicBlock, ReadyCard } from '../../src/chat/card.ts';
import type { FieldFault, Form } from '../../src/chat/form.ts';
import type { Answer, Invocation, ReplyTransport, Visibility } from '../../src/chat/invocation.ts';
import { loweredCard } from '../../src/chat/lowered-card.ts';
import { plainText } from '../../src/chat/text.ts';
import { en } from '../../src/languages/en/index.ts';

/** What a transport was asked to do, in order. */
export type Sent =
  | { readonly did: 'answer'; readonly answer: Answer }
  | { readonly did: 'ask'; readonly form: Form }
  | { readonly did: 'mend'; readonly faults: readonly FieldFault[] }
  | { readonly did: 'defer'; readonly visibility: Visibility; readonly replace: boolean }
  | { readonly did: 'deliver'; readonly answer: Answer };

/** A transport that keeps what it is given, of a platform with forms or without, which stay where they are wrong or not. */
export function recordingTransport({
  forms = true,
  mends = false,
} = {}): ReplyTransport & { readonly sent: Sent[] } {
  const sent: Sent[] = [];
  return {
    sent,
    payloadLimits: { button: 100, option: 100 },
    // Cards of one command are the same whichever was asked first.
    showsNotice: true,
    answer: async (answer) => void sent.push({ did: 'answer', answer }),
    ...(forms && { ask: async (form: Form) => void sent.push({ did: 'ask', form }) }),
    ...(mends && { mend: async (faults: readonly FieldFault[]) => void sent.push({ did: 'mend', faults }) }),
    defer: async (visibility, replace) => void sent.push({ did: 'defer', visibility, replace }),
    deliver: async (answer) => void sent.push({ did: 'deliver', answer }),
  };
}

let asked = 0;

/** Somebody types `text` in a channel of a platform that exists in tests only. */
export function typed(text: string, overrides: Partial<Invocation> = {}): Invocation {
  asked += 1;
  return {
    id: `asked-${asked}`,
    platform: 'test',
    workspace: 'T1',
    conversation: { id: 'C1', direct: false },
    person: { id: 'U1', locale: 'en-US' },
    input: { kind: 'text', text },
    receivedAt: 0,
    ...overrides,
  };
}

/** Somebody clicks the button that holds `payload`. */
export function clicked(payload: string, overrides: Partial<Invocation> = {}): Invocation {
  return typed('', { input: { kind: 'payload', payload }, ...overrides });
}

/** Somebody submits the form that came with `payload`. */
export function submitted(
  payload: string,
  values: Readonly<Record<string, string>>,
  overrides: Partial<Invocation> = {},
): Invocation {
  return typed('', { input: { kind: 'form', payload, values }, ...overrides });
}

/** Asks `core` and gives what was sent. */
export async function ask(core: Core, invocation: Invocation): Promise<readonly Sent[]> {
  const transport = recordingTransport();
  await core.handle(invocation, transport);
  return transport.sent;
}

/** The one answer to `invocation`, whether direct or delivered. */
export async function answerTo(core: Core, invocation: Invocation): Promise<Answer> {
  const last = (await ask(core, invocation)).at(-1);
  if (last === undefined || !('answer' in last)) throw new Error(`no answer, but ${last?.did ?? 'nothing'}`);
  return last.answer;
}

/** The form that `invocation` is answered with. */
export async function formOf(core: Core, invocation: Invocation): Promise<Form> {
  const last = (await ask(core, invocation)).at(-1);
  if (last?.did !== 'ask') throw new Error(`no form, but ${last?.did ?? 'nothing'}`);
  return last.form;
}

/** Every word of a card, as a reader without marks sees them. */
export function wordsOf(ready: ReadyCard): string {
  const card = loweredCard(ready);
  const body = card.body.map(wordsOfBlock);
  const actions = card.actions.map(({ label }) => label);
  return [card.title, ...body, ...actions, plainText(card.footnote ?? [])].join('\n');
}

/** What is said of an argument whose value is wrong, up to the value itself, which a card may shorten. */
export function wrongValue(name: string, expected: string): string {
  const [said = ''] = en.core.argumentFault({ kind: 'invalid', name, given: '\n' }, expected).split('\n');
  return said;
}

/** `cards` as words, without doubles and without the minute in which each was drawn: one may begin between two of them. */
export function differentCards(cards: readonly string[]): readonly string[] {
  return [...new Set(cards.map((card) => card.replaceAll(/\b\d\d:\d\d\b/g, '')))];
}

function wordsOfBlock(block: BasicBlock<string>): string {
  switch (block.kind) {
    case 'text':
      return plainText(block.text);
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${plainText(value)}`).join('\n');
    case 'list':
      return block.items.map(plainText).join('\n');
    case 'chart':
      return block.alt;
    case 'copy':
      return `${block.label}: ${block.value}`;
    case 'qr':
      return block.alt;
  }
}

/** The payload behind the button labelled `label`. */
export function payloadOf(card: ReadyCard, label: string): string {
  const codes = card.body.flatMap((block) =>
    block.kind === 'qr' && block.otherwise ? [block.otherwise] : [],
  );
  const rows = card.body.flatMap((block) =>
    block.kind === 'gallery' ? block.rows.flatMap(({ actions }) => actions) : [],
  );
  const found = [...card.actions, ...codes, ...rows].find((action) => action.label === label);
  if (found?.kind !== 'run') throw new Error(`no button ${label}`);
  return found.run;
}

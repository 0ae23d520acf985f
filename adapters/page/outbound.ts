import type { Core } from '../../src/chat/adapter.ts';
import { completionsFor } from '../../src/chat/completion.ts';
import type { Form, FormField } from '../../src/chat/form.ts';
import type { Answer, Invocation, Person, ReplyTransport } from '../../src/chat/invocation.ts';
import { languageOf } from '../../src/runtime/language.ts';
import { atHome, cardForPage, type OwnPictures } from './cards.ts';
import { pageWhereabouts } from './inbound.ts';
import { pageLimits } from './limits.ts';
import type { PagePerson } from './people.ts';
import type { PageCompletions, PageEvent } from './wire.ts';

/** One invocation on its way: its answer as it comes, and when it is dealt with. */
interface Answering {
  /** Lines of JSON, each a {@link PageEvent}. Ends with the invocation; reading no further does not end it. */
  readonly lines: AsyncIterable<string>;
  readonly done: Promise<void>;
}

/** Hands `invocation` to the core. */
export function answerOnPage(
  core: Core,
  invocation: Invocation,
  deps: {
    /** Takes each answer for the previews, and gives the key it is under. */
    keep(answer: Answer): string;
    /** Is told of each, to keep the conversation. */
    answered(answer: Answer): Promise<void>;
    readonly own: OwnPictures | undefined;
    /** Those who can be picked in a form; none where there is only one. */
    readonly people: readonly PagePerson[];
  },
): Answering {
  const { keep, answered, own, people } = deps;
  const { readable, writable } = new TransformStream<string, string>({}, undefined, { highWaterMark: 8 });
  const writer = writable.getWriter();
  // A page that is gone is no fault: the command runs to its end, as on any platform.
  const say = (event: PageEvent) =>
    writer.write(atHome(`${JSON.stringify(event)}\n`, own)).catch(() => undefined);
  const answer = async (given: Answer) => {
    await say(answerEvent(given, keep(given)));
    await answered(given);
  };
  const language = languageOf(invocation.person.locale) ?? 'en';
  const transport: ReplyTransport = {
    payloadLimits: pageLimits.payload,
    mostChoices: pageLimits.choices,
    showsNotice: true,
    answer,
    deliver: answer,
    mend: (faults) => say({ kind: 'faults', faults }),
    ask: (form, spoken) =>
      say({ kind: 'form', language: spoken, form: amongPeople(form, people, invocation.person) }),
    defer: (visibility, replace) =>
      say({ kind: 'deferred', visibility, replace, working: core.words[language].working }),
  };
  const done = core.handle(invocation, transport).finally(() => writer.close().catch(() => undefined));
  return { lines: readable, done };
}

/** A person of a form as a choice among those who are here. What else stands there is typed again as it was. */
function amongPeople(form: Form, people: readonly PagePerson[], speaker: Person): Form {
  const choices = people.map(({ id, name }) => ({ value: `<@${id}|${name}>`, label: name }));
  const fields = form.fields.map((field): FormField => {
    const { takes, initial = '' } = field;
    if (takes?.kind !== 'person' || choices.length === 0) return field;
    const named = initial === 'me' ? speaker.id : /^<@([\w.-]+)/.exec(initial)?.[1];
    const shown = choices.find((_, at) => people[at]?.id === named)?.value;
    if (initial !== '' && shown === undefined) return field;
    return { ...field, choices, ...(shown !== undefined && { initial: shown }) };
  });
  return { ...form, fields };
}

/** An answer as the page is sent it; `key`: under which its previews are found. */
export function answerEvent({ visibility, replace, language, card }: Answer, key: string) {
  return { kind: 'answer', visibility, replace, language, card: cardForPage(card), key } as const;
}

/** The completions of `typing.before` as the page shows them, in the person's language. */
export async function completionsForPage(
  core: Core,
  typing: { readonly person: Person; readonly before: string },
): Promise<PageCompletions> {
  const language = languageOf(typing.person.locale) ?? 'en';
  const { from, items, argument } = await completionsFor(core, { ...pageWhereabouts, ...typing, language });
  if (argument === undefined) return { from, items };
  const { name, hint, example } = argument;
  return { from, items, argument: { name, hint: hint[language], example } };
}

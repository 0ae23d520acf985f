import type { AdapterWords } from '../../src/chat/adapter.ts';
import type { FieldFault, Form } from '../../src/chat/form.ts';
import type { Answer, ReplyTransport } from '../../src/chat/invocation.ts';
import type { Outgoing } from '../../src/chat/outlet.ts';
import type { SafeUrl } from '../../src/chat/safe-url.ts';
import { type Language, type Localized, languageOf } from '../../src/runtime/language.ts';
import { drawChange, drawTerminalCard, type NumberedChoice, underCard, underCardWidth } from './cards.ts';
import { drawFormHead, drawQuestion, type Filling } from './forms.ts';
import { terminalLimits } from './limits.ts';
import type { TerminalWords } from './phrases.ts';
import type { Screen } from './screen.ts';
import { harmless, unbroken } from './text-lines.ts';

/** What has been said so far: the answers, and what they let a person choose. */
export interface Speaker {
  /** The language of the last answer, and until then the person's own. */
  readonly language: Language;
  /**
   * The choices since the last command, numbered from 1: of its answer, and of the cards that came unasked. A number
   * keeps its meaning until the next command, whatever comes while the person is about to type it.
   */
  readonly choices: readonly NumberedChoice[];
  /** A new command: numbers begin anew. */
  begin(): void;
  /** For one invocation; `forms` takes what is to be filled in. */
  transport(adapterWords: Localized<AdapterWords>, forms: AskedForms): ReplyTransport;
  /** Says something unasked: a card, a card under another, or that one has changed. */
  tell(outgoing: Outgoing): Promise<void>;
  tellUnder(outgoing: Outgoing): Promise<void>;
  tellChange(outgoing: Outgoing): Promise<void>;
  /** What {@link Speaker.tellChange} would say of it. */
  changeOf(outgoing: Outgoing): string;
  greet(example: string | undefined): Promise<void>;
  /** Asks for the next field of a form; `begins` with what form it is. */
  sayQuestion(filling: Filling, begins: boolean): Promise<void>;
  sayAgain(why: string): Promise<void>;
  sayFormLeft(): Promise<void>;
  sayLink(label: string, url: SafeUrl): Promise<void>;
  sayNoChoice(number: number): Promise<void>;
}

/** What is asked in forms. */
interface AskedForms {
  ask(form: Form): Promise<void>;
  /** Absent where no form was sent off. */
  readonly mend?: ((faults: readonly FieldFault[]) => Promise<void>) | undefined;
}

/** Writes on `screen`; an `interactive` one also hears what can be typed next. */
export function createSpeaker(
  screen: Screen,
  about: {
    readonly interactive: boolean;
    readonly locale: string | undefined;
    readonly words: Localized<TerminalWords>;
  },
): Speaker {
  const { interactive, locale, words } = about;
  let language: Language = languageOf(locale) ?? 'en';
  let choices: readonly NumberedChoice[] = [];

  const canvas = (spoken: Language) => ({ width: screen.width, ink: screen.ink, words: words[spoken] });

  async function show({ card, language: spoken }: Answer): Promise<void> {
    language = spoken;
    await screen.show([...drawNumbered({ card, language: spoken }, screen.width), '']);
  }

  /** A card, its choices numbered after those that are there. */
  function drawNumbered({ card, language: spoken }: Outgoing, width: number): readonly string[] {
    const numbered = choices.length < terminalLimits.mostChoices ? choices.length : 0;
    const drawn = drawTerminalCard(card, { ...canvas(spoken), width, numbered });
    choices = [...choices.slice(0, numbered), ...drawn.choices];
    return [...drawn.lines, ...adviceOn(drawn.choices, spoken)];
  }

  const adviceOn = (offered: readonly NumberedChoice[], spoken: Language) =>
    interactive && offered.length > 0 ? ['', hint(words[spoken].choose)] : [];

  const hint = (text: string) => screen.ink('dim', `  ${text}`);

  return {
    get language() {
      return language;
    },
    get choices() {
      return choices;
    },
    begin() {
      choices = [];
    },
    transport: (adapterWords, { ask, mend }) => ({
      payloadLimits: terminalLimits.payload,
      mostChoices: terminalLimits.formChoices,
      ...(mend !== undefined && { mend }),
      answer: show,
      deliver: show,
      ask,
      async defer() {
        screen.showPassing(`  ${adapterWords[language].working}`);
      },
    }),
    tell: (outgoing) => screen.insert([...drawNumbered(outgoing, screen.width), '']),
    tellUnder: (outgoing) =>
      screen.insert([...underCard(drawNumbered(outgoing, screen.width - underCardWidth)), '']),
    tellChange: ({ card, language: spoken }) => screen.insert([...drawChange(card, canvas(spoken)), '']),
    sayQuestion: ({ form, field }, begins) =>
      screen.show([
        ...(begins ? [...drawFormHead(form, canvas(language)), ''] : []),
        ...drawQuestion(field, canvas(language)),
        '',
      ]),
    sayAgain: (why) => screen.show([`  ${why}`, '']),
    sayFormLeft: () => screen.show([hint(words[language].formLeft), '']),
    changeOf: ({ card, language: spoken }) => drawChange(card, canvas(spoken)).join('\n'),
    greet: (example) =>
      screen.show([
        '',
        ...words[language].greeting.map((line, at) => (at === 0 ? screen.ink('bold', line) : line)),
        ...(example === undefined ? [] : [`  ${screen.ink('code', harmless(example))}`]),
        '',
      ]),
    sayLink: (label, url) =>
      screen.show([
        `  ${harmless(label).replaceAll('\n', ' ')}`,
        ...unbroken(url, 'link', screen.ink).map(({ text }) => `  ${text}`),
        '',
      ]),
    sayNoChoice: (number) => screen.show([`  ${words[language].noSuchChoice(number, choices.length)}`, '']),
  };
}

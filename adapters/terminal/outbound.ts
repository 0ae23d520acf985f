import type { AdapterWords } from '../../src/chat/adapter.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Answer, ReplyTransport } from '../../src/chat/invocation.ts';
import { type Language, type Localized, languageOf } from '../../src/chat/language.ts';
import type { Outgoing } from '../../src/chat/outlet.ts';
import type { SafeUrl } from '../../src/chat/safe-url.ts';
import { drawFormHead, drawQuestion } from './asking.ts';
import { type Choice, drawCard } from './cards.ts';
import type { Filling } from './form.ts';
import { harmless } from './harmless.ts';
import { limits } from './limits.ts';
import type { Screen } from './screen.ts';
import { drawChange, underCard, underCardWidth } from './told.ts';
import { words } from './words.ts';
import { unbroken } from './wrap.ts';

/** What has been said so far: the answers, and what they let a person choose. */
export interface Speaker {
  /** The language of the last answer, and until then the person's own. */
  readonly language: Language;
  /**
   * The choices of the last answer, numbered from 1, and of the cards that nobody asked for since: a number keeps its
   * meaning until the next answer, whatever comes while somebody is about to type it.
   */
  readonly choices: readonly Choice[];
  /** For one invocation; `ask` takes a form that is to be filled in. */
  transport(adapterWords: Localized<AdapterWords>, ask: (form: Form) => Promise<void>): ReplyTransport;
  /** Says something that nobody asked for: a card, a card under another, or that one has changed. */
  tell(outgoing: Outgoing): Promise<void>;
  tellUnder(outgoing: Outgoing): Promise<void>;
  tellChange(outgoing: Outgoing): Promise<void>;
  greet(example: string | undefined): Promise<void>;
  /** Asks for the next field of a form; `begins` with what form it is. */
  sayQuestion(filling: Filling, begins: boolean): Promise<void>;
  sayAgain(why: string): Promise<void>;
  sayFormLeft(): Promise<void>;
  sayLink(label: string, url: SafeUrl): Promise<void>;
  sayNoChoice(number: number): Promise<void>;
}

/** Writes on `screen`; an `interactive` one also hears what can be typed next. */
export function createSpeaker(screen: Screen, interactive: boolean, locale: string | undefined): Speaker {
  let language: Language = languageOf(locale) ?? 'en';
  let choices: readonly Choice[] = [];

  const canvas = (spoken: Language) => ({ width: screen.width, ink: screen.ink, words: words[spoken] });

  async function show({ card, language: spoken }: Answer): Promise<void> {
    language = spoken;
    const drawn = drawCard(card, canvas(spoken));
    choices = drawn.choices;
    await screen.show([...drawn.lines, ...adviceOn(drawn.choices, spoken), '']);
  }

  /** A card that nobody asked for, its choices numbered after those that are there. */
  function drawTold({ card, language: spoken }: Outgoing, width: number): readonly string[] {
    const numbered = choices.length < limits.mostChoices ? choices.length : 0;
    const drawn = drawCard(card, { ...canvas(spoken), width, numbered });
    choices = [...choices.slice(0, numbered), ...drawn.choices];
    return [...drawn.lines, ...adviceOn(drawn.choices, spoken)];
  }

  const adviceOn = (offered: readonly Choice[], spoken: Language) =>
    interactive && offered.length > 0 ? ['', hint(words[spoken].choose)] : [];

  const hint = (text: string) => screen.ink('dim', `  ${text}`);

  return {
    get language() {
      return language;
    },
    get choices() {
      return choices;
    },
    transport: (adapterWords, ask) => ({
      payloadLimits: limits.payload,
      answer: show,
      deliver: show,
      ask,
      async defer() {
        screen.showPassing(`  ${adapterWords[language].working}`);
      },
    }),
    tell: (outgoing) => screen.show([...drawTold(outgoing, screen.width), '']),
    tellUnder: (outgoing) =>
      screen.show([...underCard(drawTold(outgoing, screen.width - underCardWidth)), '']),
    tellChange: ({ card, language: spoken }) => screen.show([...drawChange(card, canvas(spoken)), '']),
    sayQuestion: ({ form, field }, begins) =>
      screen.show([
        ...(begins ? [...drawFormHead(form, canvas(language)), ''] : []),
        ...drawQuestion(field, canvas(language)),
        '',
      ]),
    sayAgain: (why) => screen.show([`  ${why}`, '']),
    sayFormLeft: () => screen.show([hint(words[language].formLeft), '']),
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

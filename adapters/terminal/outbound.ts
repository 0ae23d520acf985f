import type { AdapterWords } from '../../src/chat/adapter.ts';
import type { Answer, ReplyTransport } from '../../src/chat/invocation.ts';
import { type Language, type Localized, languageOf } from '../../src/chat/language.ts';
import type { SafeUrl } from '../../src/chat/safe-url.ts';
import { type Choice, drawCard } from './cards.ts';
import { harmless } from './harmless.ts';
import { limits } from './limits.ts';
import type { Screen } from './screen.ts';
import { words } from './words.ts';
import { unbroken } from './wrap.ts';

/** What has been said so far: the answers, and what they let a person choose. */
export interface Speaker {
  /** The language of the last answer, and until then the person's own. */
  readonly language: Language;
  /** The choices of the last answer, numbered from 1. */
  readonly choices: readonly Choice[];
  /** For one invocation. */
  transport(adapterWords: Localized<AdapterWords>): ReplyTransport;
  greet(example: string | undefined): Promise<void>;
  sayLink(label: string, url: SafeUrl): Promise<void>;
  sayNoChoice(number: number): Promise<void>;
}

/** Writes on `screen`; an `interactive` one also hears what can be typed next. */
export function createSpeaker(screen: Screen, interactive: boolean, locale: string | undefined): Speaker {
  let language: Language = languageOf(locale) ?? 'en';
  let choices: readonly Choice[] = [];

  async function show({ card, language: spoken }: Answer): Promise<void> {
    language = spoken;
    const drawn = drawCard(card, { width: screen.width, ink: screen.ink, words: words[spoken] });
    choices = drawn.choices;
    const advice = interactive && choices.length > 0 ? ['', hint(words[spoken].choose)] : [];
    await screen.show([...drawn.lines, ...advice, '']);
  }

  const hint = (text: string) => screen.ink('dim', `  ${text}`);

  return {
    get language() {
      return language;
    },
    get choices() {
      return choices;
    },
    transport: (adapterWords) => ({
      payloadLimits: limits.payload,
      answer: show,
      deliver: show,
      async defer() {
        screen.showPassing(`  ${adapterWords[language].working}`);
      },
    }),
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

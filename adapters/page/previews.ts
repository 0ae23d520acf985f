import type { ReadyCard } from '../../src/chat/card.ts';
import type { Visibility } from '../../src/chat/invocation.ts';
import type { Outgoing } from '../../src/chat/outlet.ts';
import { withPayloads } from '../../src/chat/payload.ts';
import { setNewest } from '../../src/runtime/bounded-map.ts';
import type { Language } from '../../src/runtime/language.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { Random } from '../../src/runtime/random.ts';
import { atHome, type OwnPictures } from './cards.ts';
import { pageLimits } from './limits.ts';
import type { PagePreview } from './wire.ts';

/** How another platform draws a card. */
export interface Preview {
  /** The platform's name, as it calls itself. */
  readonly name: string;
  /** Harmless HTML of one message; it is shown where no script runs. */
  draw(card: ReadyCard, language: Language, visibility: Visibility): string;
  readonly css: string;
}

/** What the bot said by itself is everyone's. */
type Kept = Outgoing & { readonly visibility?: Visibility };

/** The last answers, and how other platforms draw them. */
interface Previews {
  names(): Promise<readonly string[]>;
  /** Keeps an answer, or what the bot said by itself, and gives the key to ask for it. */
  keep(answer: Kept): string;
  /** How the platform `name` draws it; `undefined` when there is no such platform, or the answer is forgotten. */
  drawn(name: string, key: string): Promise<PagePreview | undefined>;
}

/** As many characters as every platform's buttons and choices carry. */
const shortest = 70;

/** The page's payloads are whole calls; where it is shown what a platform draws, none does anything, and none may be left out. */
function shortened(payload: string): string {
  return payload.length <= shortest ? payload : payload.slice(0, shortest);
}

/**
 * `previews` is called when a page first asks: the renderers of platforms are no part of the start. What can't
 * be loaded is left out, since the page does its work without.
 */
export function createPreviews(deps: {
  readonly random: Random;
  readonly log: Log;
  previews(): Promise<readonly Preview[]>;
  readonly ownPictures?: OwnPictures | undefined;
}): Previews {
  const kept = new Map<string, Kept>();
  let loaded: Promise<readonly Preview[]> | undefined;
  const all = () => {
    loaded ??= deps.previews().catch((error: unknown) => {
      deps.log.warn({ err: error }, 'the previews could not be loaded');
      return [];
    });
    return loaded;
  };
  return {
    names: async () => (await all()).map(({ name }) => name),
    keep({ card, language, visibility = 'conversation' }) {
      const key = deps.random.token(20);
      setNewest(kept, key, { card, language, visibility }, pageLimits.cardsKept);
      return key;
    },
    async drawn(name, key) {
      const preview = (await all()).find((each) => each.name === name);
      const answer = kept.get(key);
      if (preview === undefined || answer === undefined) return undefined;
      const { language, visibility = 'conversation' } = answer;
      const card = withPayloads(answer.card, shortened);
      return {
        language,
        css: preview.css,
        html: atHome(preview.draw(card, language, visibility), deps.ownPictures),
      };
    },
  };
}

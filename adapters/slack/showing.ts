import type { AdapterWords } from '../../src/chat/adapter.ts';
import type { ReadyCard } from '../../src/chat/card.ts';
import type { Language } from '../../src/chat/language.ts';
import { type Clock, pause } from '../../src/runtime/clock.ts';
import type { Log } from '../../src/runtime/log.ts';
import { drawCard, drawPlainly, type SlackMessage } from './cards.ts';
import { namelessIn } from './fallback-text.ts';
import { uploadPictures } from './picture-upload.ts';
import type { PictureDrawing, Pictures } from './pictures.ts';
import type { Profiles } from './profiles.ts';
import type { ResponseUrls } from './response-url.ts';
import type { SlackApi } from './web-api.ts';

export interface ShowingDeps {
  readonly api: SlackApi;
  readonly urls: ResponseUrls;
  readonly clock: Clock;
  readonly log: Log;
  readonly names: Pick<Profiles, 'nameOf' | 'learnNames'>;
  readonly words: { readonly [L in Language]: AdapterWords };
}

/** Nothing of ours is unfolded: a card shows what it means to show. */
export const plainly = { unfurl_links: false, unfurl_media: false } as const;
/** chat.*: Slack is not to look for names or addresses in the text by itself. */
const asWritten = { parse: 'none', link_names: false } as const;

/** What a method of chat.* is told beside the message: it is shown as written. Only a new message for all can be unfolded. */
export function plainArguments(method: string) {
  return method === 'chat.postMessage' ? { ...asWritten, ...plainly } : asWritten;
}

/** Refusals of the message itself: the same words in a simpler form may pass. */
const refusedForms = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
]);

export function isRefusedForm(error: string): boolean {
  return refusedForms.has(error);
}

/** Slack looks at an uploaded file for a while, and until then refuses a message that shows it. */
const fileWaitsMs = [0, 400, 800, 1600] as const;

/**
 * Hands a card to `post` in the best form that Slack takes: with its pictures; without them; in plain words. First it asks
 * for the names of people whom the card has only the ids of, so it is no use where a person waits for an acknowledgement.
 * `refusal` is Slack's name for why a post was refused, if it was. Gives what the last post gave.
 */
export async function showCard<Posted>(
  deps: ShowingDeps,
  { card, language }: { readonly card: ReadyCard; readonly language: Language },
  post: (message: SlackMessage) => Promise<Posted>,
  refusal: (posted: Posted) => string | undefined,
): Promise<Posted> {
  const isRefused = (posted: Posted) => isRefusedForm(refusal(posted) ?? '');
  const nameless = namelessIn(card);
  if (nameless.length > 0) await deps.names.learnNames(nameless);
  const pictures = await uploadPictures(deps, card, deps.words[language]);
  if ([...pictures.values()].some(isUploaded)) {
    for (const waitMs of fileWaitsMs) {
      if (waitMs > 0) await pause(deps.clock, waitMs);
      const posted = await post(drawCard(card, pictures, deps.names.nameOf));
      if (!isRefused(posted)) return posted;
    }
  }
  const message = drawCard(card, withoutFiles(pictures), deps.names.nameOf);
  const posted = await post(message);
  if (!isRefused(posted)) return posted;
  deps.log.error({ error: refusal(posted) }, 'a card was refused for its form and is sent in a plain one');
  return post(drawPlainly(message));
}

function withoutFiles(pictures: Pictures): Pictures {
  return new Map([...pictures].filter(([, drawing]) => !isUploaded(drawing)));
}

function isUploaded(drawing: PictureDrawing): boolean {
  return 'fileId' in drawing;
}

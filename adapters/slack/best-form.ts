import type { AdapterWords } from '../../src/chat/adapter.ts';
import type { ReadyCard } from '../../src/chat/card.ts';
import { type Clock, pause } from '../../src/runtime/clock.ts';
import type { Language } from '../../src/runtime/language.ts';
import type { Log } from '../../src/runtime/log.ts';
import { type BlockKindSet, type BlockKinds, kindsIn } from './block-kinds.ts';
import { drawPlainly, drawSlackCard, type SlackMessage } from './cards.ts';
import { isRefusedForm } from './errors.ts';
import { namelessIn } from './fallback-text.ts';
import type { Profiles } from './people.ts';
import {
  type DrawnPictures,
  noPictures,
  type PictureDrawing,
  picturesOf,
  uploadPictures,
} from './pictures.ts';
import type { ResponseUrls } from './response-url.ts';
import type { SlackApi } from './web-api.ts';

/** What it takes to say something on Slack. */
export interface OutboundDeps {
  readonly api: SlackApi;
  readonly urls: ResponseUrls;
  readonly clock: Clock;
  readonly log: Log;
  readonly names: Pick<Profiles, 'nameOf' | 'learnNames'>;
  readonly kinds: BlockKinds;
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

/** Slack looks at an uploaded file for a while, and until then refuses a message that shows it. */
const fileWaitsMs = [0, 400, 800, 1600] as const;

/**
 * Hands a card to `post` in the best form that Slack takes: with its newest blocks; with its pictures; without them; in
 * plain words. First it asks
 * for the names of people whom the card has only the ids of, so it is no use where a person waits for an acknowledgement.
 * `refusal` is Slack's name for why a post was refused, if it was. Gives what the last post gave.
 */
export async function showCard<Posted>(
  deps: OutboundDeps,
  { card, language }: { readonly card: ReadyCard; readonly language: Language },
  post: (message: SlackMessage) => Promise<Posted>,
  refusal: (posted: Posted) => string | undefined,
): Promise<Posted> {
  const isRefused = (posted: Posted) => isRefusedForm(refusal(posted) ?? '');
  const nameless = namelessIn(card);
  if (nameless.length > 0) await deps.names.learnNames(nameless);
  const newer = await showWithNewer(deps, card, post, refusal);
  if (newer !== undefined && 'posted' in newer) return newer.posted;
  const fine = (posted: Posted) => {
    // It was the newer kinds that were refused, not something else about the card.
    if (newer !== undefined && !isRefused(posted)) deps.kinds.note(newer.refused, false);
    return posted;
  };
  const pictures = await uploadPictures(deps, card, deps.words[language]);
  if ([...pictures.values()].some(isUploaded)) {
    for (const waitMs of fileWaitsMs) {
      if (waitMs > 0) await pause(deps.clock, waitMs);
      const posted = await post(drawSlackCard(card, pictures, deps.names.nameOf));
      if (!isRefused(posted)) return fine(posted);
    }
  }
  const message = drawSlackCard(card, withoutFiles(pictures), deps.names.nameOf);
  const posted = await post(message);
  if (!isRefused(posted)) return fine(posted);
  deps.log.error({ error: refusal(posted) }, 'a card was refused for its form and is sent in a plain one');
  return post(drawPlainly(message));
}

/**
 * The same with the kinds of block that not every workspace takes: what came of it, or the kinds that were refused; nothing
 * where the card needs none of them, or pictures that have to be uploaded.
 */
async function showWithNewer<Posted>(
  { kinds, names }: OutboundDeps,
  card: ReadyCard,
  post: (message: SlackMessage) => Promise<Posted>,
  refusal: (posted: Posted) => string | undefined,
): Promise<{ readonly posted: Posted } | { readonly refused: BlockKindSet } | undefined> {
  const takes = kinds.worthTrying();
  if (picturesOf(card, takes).length > 0) return undefined;
  const message = drawSlackCard(card, noPictures, names.nameOf, takes);
  const used = kindsIn(message.blocks);
  if (used.size === 0) return undefined;
  const posted = await post(message);
  const error = refusal(posted);
  if (error !== undefined && isRefusedForm(error)) return { refused: used };
  if (error === undefined) kinds.note(used, true);
  return { posted };
}

function withoutFiles(pictures: DrawnPictures): DrawnPictures {
  return new Map([...pictures].filter(([, drawing]) => !isUploaded(drawing)));
}

function isUploaded(drawing: PictureDrawing): boolean {
  return 'fileId' in drawing;
}

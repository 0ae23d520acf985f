import { z } from 'zod';
import { offerLink, pictureFrom, titleIn } from '../cards/products/offer-facts.ts';
import { requestCalls } from '../cards/request-calls.ts';
import { flag, word } from '../chat/argument.ts';
import { optional } from '../chat/argument-kinds.ts';
import { auditedWhere } from '../chat/audit.ts';
import type { Action, Block, Card } from '../chat/card.ts';
import { describeCommand, type Run } from '../chat/command.ts';
import { type SafeUrl, safeUrl } from '../chat/safe-url.ts';
import { parseOpenUid, safeChatLink } from '../domain/sellers/chat-link.ts';
import type { HandedOut, LinkOut } from '../domain/sellers/guarded-links.ts';
import { sellerHosts } from '../domain/sellers/hosts.ts';
import type { AccountLimit, AskingLimit } from '../domain/sellers/link-limit.ts';
import type { SellerWords } from '../languages/en/sellers.ts';
import { allWords, localized } from '../languages/index.ts';
import type { Clock } from '../runtime/clock.ts';
import { hourMs } from '../runtime/durations.ts';
import { within } from '../runtime/time-limit.ts';
import type { ProductHeadline, Scope, Xport } from '../xport/client.ts';
import { type OfferFinder, offerArgument, offerLookUp } from './offer-argument.ts';

/** How long the chat link waits for the product's details, which only make the card nicer. */
const waitForDetailMs = 1500;

interface SellerDeps {
  readonly xport: Pick<Xport, 'im' | 'products'>;
  readonly offers: OfferFinder;
  readonly askingLimit: AskingLimit;
  /** Of all people together; taken after the person's own share. */
  readonly accountLimit: AccountLimit;
  readonly clock: Clock;
  /** What is handed out in place of a seller's own link; that link itself where it is left out. */
  linkOut?(link: SafeUrl, to: HandedOut): Promise<LinkOut>;
}

const about = (pick: (words: SellerWords) => { hint: string; expected: string }) => ({
  hint: localized(({ seller: said }) => pick(said).hint),
  expected: localized(({ seller: said }) => pick(said).expected),
});

const yesOrNo = { yes: localized(({ yes }) => yes), no: localized(({ no }) => no) };

/**
 * `/seller <offer> [openUid]`: the Wangwang chat with an offer's seller. An openUid is decrypted here alone,
 * for the person who just asked, within that person's limit; 1688 allows it for nothing else.
 * The link stays behind a button and a copy field; the nickname inside it is never shown.
 */
export const seller = describeCommand({
  name: 'seller',
  summary: localized((words) => words.seller.summary),
  everyday: ['chat', '旺旺', '卖家'],
  examples: [
    'seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g',
    'seller https://detail.1688.com/offer/951807530375.html',
  ],
  arguments: {
    offer: offerArgument(about(({ offer }) => offer)),
    openUid: optional(
      word(readBy(parseOpenUid), {
        ...about(({ openUid }) => openUid),
        example: 'BBBJ82cNui3EUaxxMi_7Go73g',
        maxLength: 200,
      }),
    ),
    share: flag({ ...about(({ share }) => share), ...yesOrNo }),
    qr: flag({ ...about(({ qr }) => qr), ...yesOrNo }),
  },
  needs: 'buyer',
  instead: ({ offer, openUid }) => requestCalls.ask(offer, openUid),
  effect: 'read',
  visibility: ({ share }) => (share ? 'conversation' : 'asker'),
});

export function sellerCommand(deps: SellerDeps) {
  return seller.does({
    lookUp: { offer: offerLookUp(deps.offers, 'shown') },
    async run({ offer, openUid, share, qr }, run): Promise<Card> {
      const words = allWords[run.language];
      const taken = deps.askingLimit.take(run.person);
      if (!taken.ok) return tooOften(words.seller, taken.retryAfterMs);
      const shared = await deps.accountLimit.take();
      if (!shared.ok) {
        const seconds = Math.ceil(shared.retryAfterMs / 1000);
        return warning(words.seller.allUsed, words.seller.allUsedAdvice(seconds));
      }
      const found = await findSeller(deps, offer, openUid, run);
      if (found === undefined) return noSeller(words.seller, offer);
      const checked = safeChatLink(found.wangwangUrl);
      const theirs = checked.ok ? safeUrl(checked.url, sellerHosts) : undefined;
      if (theirs === undefined) return unsafeLink(words.seller, found.requestId);
      const { url: link, guarded } = (await deps.linkOut?.(theirs, handedOut(offer, run))) ?? {
        url: theirs,
      };
      const company = found.detail?.companyName;
      run.audit.add({ offer, company, shared: share ? 'yes' : 'no', link: guarded?.mark });
      const call = (flags: { share: boolean; qr: boolean }) =>
        seller.call({ offer, openUid: found.openUid, ...flags });
      const base = cardOf(words.seller, offer, found.detail, run, guarded);
      const chat: Action = { kind: 'open', label: words.seller.openChat, url: link, style: 'primary' };
      const code: Block = {
        kind: 'qr',
        of: link,
        alt: words.seller.qrCode,
        ...(!qr && {
          otherwise: { kind: 'run', label: words.seller.showQr, run: call({ share: false, qr: true }) },
        }),
      };
      const toCopy: Block = { kind: 'copy', label: words.seller.copyLink, value: link };
      const toShare: Action = {
        kind: 'run',
        label: words.seller.shareHere,
        run: call({ share: true, qr: false }),
      };
      const hint: Block = { kind: 'text', text: [words.seller.qrHint] };
      return {
        ...base,
        // What everyone sees holds the button alone; a copy is for the person who asked for it.
        body: share ? base.body : qr ? [...base.body, hint, code] : [...base.body, toCopy, code],
        actions: share || run.direct ? [chat] : [chat, toShare],
      };
    },
  });
}

interface Seller {
  readonly openUid: string;
  readonly wangwangUrl: string;
  readonly requestId: string;
  readonly detail: ProductHeadline | undefined;
}

/**
 * With an openUid, link and details are asked for at once and missing details cost nothing but their fields;
 * without one the details come first, since only they name the seller.
 */
async function findSeller(
  { xport, clock }: SellerDeps,
  offerId: string,
  openUid: string | undefined,
  scope: Scope,
): Promise<Seller | undefined> {
  if (openUid === undefined) {
    const { data: detail } = await xport.products.headline({ offerId }, scope);
    if (detail.sellerOpenId === undefined) return undefined;
    const { data, requestId } = await xport.im.sellerChatLink(
      { openUid: detail.sellerOpenId, offerId },
      scope,
    );
    return { openUid: detail.sellerOpenId, wangwangUrl: data.wangwangUrl, requestId, detail };
  }
  const dispensable = new AbortController();
  scope.signal.addEventListener('abort', () => dispensable.abort(scope.signal.reason), { once: true });
  const detail = xport.products.headline({ offerId }, { ...scope, signal: dispensable.signal }).then(
    ({ data }) => data,
    () => undefined,
  );
  try {
    const { data, requestId } = await xport.im.sellerChatLink({ openUid, offerId }, scope);
    const inTime = await within(clock, waitForDetailMs, detail);
    return { openUid, wangwangUrl: data.wangwangUrl, requestId, detail: inTime };
  } finally {
    // A reason of our own: the default one is an exception with a stack, made for each command.
    dispensable.abort('no longer needed');
  }
}

function handedOut(offer: string, run: Run): HandedOut {
  return { organization: run.authority, ...auditedWhere(run), offer };
}

function cardOf(
  words: SellerWords,
  offerId: string,
  detail: ProductHeadline | undefined,
  run: Run,
  guarded: LinkOut['guarded'],
): Card {
  const title = titleIn(run.language, detail ?? {}) ?? words.untitled(offerId);
  const picture = pictureFrom(detail?.productImage?.images ?? [], words.picture(title));
  return {
    tone: 'plain',
    title,
    ...linkedTo(offerId),
    ...(picture !== undefined && { picture }),
    body: [
      {
        kind: 'fields',
        fields: [
          { label: words.offerId, value: [{ code: offerId }] },
          ...(detail?.companyName === undefined
            ? []
            : [{ label: words.company, value: [detail.companyName] }]),
        ],
      },
      ...(guarded === undefined
        ? []
        : [{ kind: 'text' as const, text: [words.guarded(guarded.opensForMs / hourMs)] }]),
    ],
    actions: [],
  };
}

function linkedTo(offerId: string): { link?: SafeUrl } {
  const link = offerLink(offerId);
  return link === undefined ? {} : { link };
}

function tooOften(words: SellerWords, retryAfterMs: number): Card {
  return warning(words.tooOften, words.tooOftenAdvice(Math.ceil(retryAfterMs / 1000)));
}

function warning(title: string, advice: string): Card {
  return { tone: 'warning', title, body: [{ kind: 'text', text: [advice] }], actions: [] };
}

function noSeller(words: SellerWords, offerId: string): Card {
  return {
    tone: 'warning',
    title: words.noSeller,
    ...linkedTo(offerId),
    body: [
      { kind: 'text', text: [words.noSellerAdvice] },
      { kind: 'fields', fields: [{ label: words.offerId, value: [{ code: offerId }] }] },
    ],
    actions: [],
  };
}

function unsafeLink(words: SellerWords, requestId: string): Card {
  const advice = words.unsafeLinkAdvice(requestId);
  return { tone: 'bad', title: words.unsafeLink, body: [{ kind: 'text', text: [advice] }], actions: [] };
}

/** A schema that reads typed text by a function which gives `undefined` for what it can't read. */
function readBy(read: (typed: string) => string | undefined) {
  return z.string().transform((typed, context) => {
    const value = read(typed);
    if (value === undefined) context.addIssue({ code: 'custom', message: 'unreadable' });
    return value ?? z.NEVER;
  });
}

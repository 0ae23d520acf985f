import type { Unfurl, Unfurled } from '../../chat/adapter.ts';
import type { Card, ReadyCard } from '../../chat/card.ts';
import type { CommandLimit } from '../../chat/command-limit.ts';
import type { Person } from '../../chat/invocation.ts';
import type { PayloadLimits } from '../../chat/payload.ts';
import { readOffer } from '../../domain/sellers/offer-id.ts';
import { type KnownOffer, printReference } from '../../domain/sellers/offer-links.ts';
import type { Clock } from '../../runtime/clock.ts';
import { minuteMs } from '../../runtime/durations.ts';
import type { Language } from '../../runtime/language.ts';
import type { Log } from '../../runtime/log.ts';
import { scopedId } from '../../runtime/scoped-id.ts';
import { withTimeLimit } from '../../runtime/time-limit.ts';
import type { Claims } from '../../store/contract/interactions.ts';
import type { Conversations } from '../../store/contract/settings.ts';
import type { Scope } from '../../xport/client.ts';

/** More links than that are a list, which cards would bury. */
const mostLinks = 2;
/** How long an offer that was shown in a conversation is not shown there again. */
const againAfterMs = 30 * minuteMs;
/** Later a card would stand beside talk that has gone on. */
const deadlineMs = 5000;

/** What cards for links to offers are made from. */
export interface LinkCardDeps {
  /** An offer's card for everyone in a conversation. */
  card(offer: KnownOffer, to: Scope & { readonly language: Language }): Promise<Card>;
  ready(
    card: Card,
    to: {
      readonly organization: string;
      readonly language: Language;
      readonly payloadLimits: PayloadLimits;
    },
  ): Promise<ReadyCard>;
  /** A claim that is begun and never finished holds an offer for `holdMs`, in every process; see `Claims` of the store. */
  readonly claims: Pick<Claims, 'begin' | 'release'>;
  organizationOf(workspace: string): Promise<string>;
  /** Whether the person who posted the links has a role there; links of any other person get no card. */
  hasRole(posted: {
    readonly platform: string;
    readonly workspace: string;
    readonly organization: string;
    readonly conversation: string;
    readonly person: Person;
  }): Promise<boolean>;
  /** For which of the account's users calls are made there, where no person asks. */
  userIdOf(where: { organization: string; conversation: string }): Promise<string | undefined>;
  /** What is set for the conversation `platform:id`. */
  readonly settings: Conversations['settings'];
  readonly defaultLanguage: Language;
  /** How many cards a conversation, in the place of a person, and a workspace may have. */
  readonly limit: CommandLimit;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Cards for links to offers, in conversations that want them: for one or two links in a message, each offer once in half
 * an hour, in whichever process. No openUid is decrypted for it. What fails is logged, and no card is shown.
 */
export function createLinkCards(deps: LinkCardDeps): Unfurl {
  const { claims, clock, log } = deps;

  async function cardFor(
    { link, offer }: Linked,
    where: { organization: string; workspace: string; conversation: string },
    shown: { readonly language: Language; readonly payloadLimits: PayloadLimits },
  ): Promise<readonly Unfurled[]> {
    const { organization, workspace, conversation } = where;
    const key = `unfurl:${conversation}:${printReference(offer)}`;
    const claim = await claims.begin({ organization, key, holdMs: againAfterMs });
    if (claim.state !== 'new') return [];
    const notShown = () =>
      claims.release({ organization, key, since: claim.since }).catch((error: unknown) => {
        log.warn(
          { err: error, offer: offer.id },
          'an offer that was not shown counts as shown for half an hour',
        );
      });
    try {
      if (deps.limit.take({ organization, workspace, person: conversation }) !== undefined) {
        log.info({ conversation, offer }, 'a link got no card: there were too many just now');
        await notShown();
        return [];
      }
      const { language } = shown;
      const card = await withTimeLimit(clock, deadlineMs, async (signal) => {
        const userId = await deps.userIdOf({ organization, conversation });
        return deps.card(offer, { organization, userId, language, signal });
      });
      return [{ link, card: await deps.ready(card, { ...shown, organization }), language, notShown }];
    } catch (error) {
      log.warn({ err: error, offer: offer.id }, 'a link got no card');
      await notShown();
      return [];
    }
  }

  return async ({ platform, workspace, conversation: id, person, links, payloadLimits }) => {
    const offers = offersIn(links);
    if (offers.length === 0) return [];
    try {
      const scoped = scopedId(platform, workspace);
      const organization = await deps.organizationOf(scoped);
      const conversation = scopedId(platform, id);
      const set = await deps.settings({ organization, conversation });
      if (set.unfurl !== true) return [];
      // Asked last: the platform may have to be asked who it is.
      if (!(await deps.hasRole({ platform, workspace, organization, conversation: id, person }))) return [];
      const shown = { language: set.language ?? deps.defaultLanguage, payloadLimits };
      const where = { organization, workspace: scoped, conversation };
      return (await Promise.all(offers.map((offer) => cardFor(offer, where, shown)))).flat();
    } catch (error) {
      log.warn({ err: error }, 'links got no cards');
      return [];
    }
  };
}

interface Linked {
  readonly link: string;
  readonly offer: KnownOffer;
}

/**
 * Each offer once, by its first link; none where there are too many links, whatever they lead to. Short links are none: no
 * person asked for them to be opened.
 */
function offersIn(links: readonly string[]): readonly Linked[] {
  if (new Set(links).size > mostLinks) return [];
  const byOffer = new Map<string, Linked>();
  for (const link of links) {
    const offer = readOffer(link);
    if (offer === undefined || !('id' in offer) || byOffer.has(printReference(offer))) continue;
    byOffer.set(printReference(offer), { link, offer });
  }
  return [...byOffer.values()];
}

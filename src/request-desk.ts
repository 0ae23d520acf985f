import type { UserChoiceBook } from './accounts/user-choices.ts';
import { createCourier } from './approvals/courier.ts';
import { createDesk, type Desk } from './approvals/desk.ts';
import type { DrawnFor } from './approvals/errand.ts';
import { type ApprovalRequest, askersRoles, roleOfAsker, type Subject } from './approvals/request.ts';
import { messageKinds } from './approvals/telling.ts';
import {
  answerCard,
  lapsedCard,
  mayNoMoreCard,
  notKnownCard,
  type Reading,
  reminderCard,
  requestCard,
  waitsCard,
} from './cards/request-card.ts';
import type { ChatAdapter } from './chat/adapter.ts';
import type { AuditLog } from './chat/audit.ts';
import type { Card } from './chat/card.ts';
import type { Run } from './chat/command.ts';
import { unrecorded } from './chat/fault-cards.ts';
import type { Language } from './chat/language.ts';
import { withMark } from './chat/marking.ts';
import type { IsServed } from './chat/outlet.ts';
import { packCard } from './chat/payload.ts';
import { recordedRun, recordNotPermitted } from './chat/recording.ts';
import type { Registry } from './chat/registry.ts';
import type { RoleOf } from './chat/role.ts';
import type { UnsaidBook } from './commands/watch/ports.ts';
import { allWords } from './languages/all.ts';
import { splitName } from './notifications/conversation-name.ts';
import { isWithin, knownZone, wallClock } from './notifications/day-times.ts';
import type { Loop } from './notifications/loop.ts';
import type { Clock } from './runtime/clock.ts';
import type { Log } from './runtime/log.ts';
import type { Random } from './runtime/random.ts';
import type { Store } from './store/contract/store.ts';

const buttonsKeptMs = 30 * 24 * 60 * 60_000;

interface Surroundings {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** The desk of one store. In a conversation's quiet hours nobody is reminded. */
export function openDesk({
  store,
  clock,
  random,
  remindMs,
  expireMs,
}: Omit<Surroundings, 'log'> & { readonly remindMs: number; readonly expireMs: number }): Desk {
  return createDesk({
    requests: store.requests,
    settings: store.settings,
    signals: store.signals,
    remindMs,
    expireMs,
    async quietUntil(organization, conversation, now) {
      const { notices } = await store.conversations.settings({ organization, conversation });
      if (notices?.quiet === undefined) return now;
      const wall = wallClock(knownZone(notices.zone));
      return isWithin(wall.minute(now), notices.quiet) ? wall.next(notices.quiet.to, now) : now;
    },
    clock,
    random,
  });
}

/** Where somebody is handed what was approved for them. */
export interface Handed extends Pick<Run, 'conversation' | 'direct' | 'language' | 'signal'> {}

/** `lapsed`: the asker no longer may do that, so that nothing was done and the approval is over. */
export type HandOver = (
  request: ApprovalRequest,
  to: Handed,
) => Promise<Card | { readonly lapsed: ApprovalRequest }>;

/**
 * Runs what was approved for its asker, as if they had typed it where they asked: the same limits, the same
 * checks, the same trail, under the organization where it was approved. What they may do is looked up again just before:
 * without the role that it takes nothing runs, and those who decided are told.
 */
export function createHandOver({
  registry,
  roleOf,
  desk,
  clock,
  userIdOf,
  explain,
  store,
  random,
  log,
}: {
  readonly registry: () => Registry;
  readonly roleOf: RoleOf;
  readonly desk: Pick<Desk, 'happen'>;
  /** For which of the account's users the partner is called. */
  readonly userIdOf: UserChoiceBook['userIdOf'];
  explain(error: unknown, language: Language): Card | undefined;
} & Surroundings): HandOver {
  const audit: AuditLog = { note: async (note) => void (await store.audit.append(note)) };
  return async (request, { conversation, direct, language, signal }) => {
    const { name, options } = commandOf(request.subject);
    const command = registry().byName(name);
    const prepared = command?.prepare({ options });
    if (command === undefined || prepared === undefined || 'faults' in prepared) {
      throw new Error(`what was approved can't be run: ${name}`);
    }
    const trace = random.token(8);
    const { organization: authority, asked, asker } = request;
    const [platform] = splitName(asked.conversation);
    // Where they asked, which may have been outside of the workspace whose approvers decided.
    const organization = await store.organizations.of({ place: `${platform}:${asked.place}` });
    const held = await askersRoles(roleOf, request);
    // The approval stands, and is had as soon as the platform says who the asker is.
    if (held === 'not known') return notKnownCard(allWords[language].requests);
    const roles = held === 'no more' ? ({ role: 'viewer', roleEverywhere: 'viewer' } as const) : held;
    const about = {
      organization,
      authority,
      place: asked.place,
      conversation,
      ...(asked.channel !== undefined && conversation === asked.conversation && { channel: asked.channel }),
      direct,
      person: asker,
      role: roles.role,
      roleEverywhere: roles.roleEverywhere,
      userId: await userIdOf({ organization: authority, conversation, person: asker }),
      language,
      signal,
      pictures: [],
    };
    if (held === 'no more') {
      const after = await desk.happen(authority, request.id, { what: 'lapse', at: clock.now() });
      if ('unknown' in after) throw new Error('a request that was approved is not there');
      await recordNotPermitted(
        { audit, log },
        { command, asking: about, trace, needs: roleOfAsker[request.subject.kind] },
      );
      const { request: known } = after;
      // What was done before stays done, so that the approvers are told nothing.
      return known.standing.is === 'lapsed' ? { lapsed: known } : mayNoMoreCard(allWords[language].requests);
    }
    const recording = {
      audit,
      log,
      isRefusal: (error: unknown) => explain(error, language) !== undefined,
      unrecorded: (card: Card) => unrecorded(card, trace, allWords[language].core),
    };
    return recordedRun(recording, { command, prepared, about, trace });
  };
}

function commandOf(subject: Subject): {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
} {
  if (subject.kind === 'payment') {
    const { orderId, totalFen } = subject;
    const yuan = `${Math.floor(totalFen / 100)}.${String(totalFen % 100).padStart(2, '0')}`;
    return { name: 'order pay', options: { id: orderId, total: yuan } };
  }
  if (subject.kind === 'freight') return { name: 'ship create', options: { ...subject.call } };
  const { offer, openUid } = subject;
  return { name: 'seller', options: { offer, ...(openUid !== undefined && { openUid }) } };
}

/** What says by itself what is to be said of requests, on the platforms of `adapters`. */
export function openCourier({
  store,
  desk,
  adapters,
  isServed,
  handOver,
  sandbox,
  defaultLanguage,
  clock,
  random,
  log,
  timing,
}: Surroundings & {
  readonly desk: Desk;
  readonly adapters: readonly Pick<ChatAdapter, 'platform' | 'outlet'>[];
  readonly isServed: IsServed;
  readonly handOver: HandOver;
  /** Whether all data are invented: then every card says so. */
  readonly sandbox: boolean;
  readonly defaultLanguage: Language;
  readonly timing?: Parameters<typeof createCourier>[0]['timing'];
}): Loop {
  const reading = (of: DrawnFor): Reading => ({
    ...of,
    words: allWords[of.language].requests,
    now: clock.now(),
  });
  const marked = (card: Card, { language }: DrawnFor) =>
    withMark(card, sandbox ? allWords[language].sandboxMark : undefined);
  const longPayloads = {
    keep: (organization: string, payload: string) =>
      store.buttons.keep({ organization, payload, forMs: buttonsKeptMs }),
    recall: (organization: string, key: string) => store.buttons.recall({ organization, key }),
  };
  return createCourier({
    requests: store.requests,
    signals: store.signals,
    desk,
    outlets: new Map(adapters.map(({ platform, outlet }) => [platform, outlet])),
    isServed,
    settings: (of) => store.conversations.settings(of),
    drawings: {
      card: (request, earlier, of) => marked(requestCard(request, earlier, reading(of)), of),
      answer: (request, of) => marked(answerCard(request, reading(of)), of),
      reminder: (request, of) => reminderCard(request, reading(of)),
      waits: (request, of) => waitsCard(request, reading(of)),
      notice: (request, of) => lapsedCard(request, reading(of)),
    },
    async handOver(request, signal) {
      const { language, asked } = request;
      const handed = await handOver(request, {
        conversation: asked.conversation,
        direct: true,
        language,
        signal,
      });
      return 'lapsed' in handed ? handed : marked(handed, { language, platform: '' });
    },
    pack: (card, limits, organization) => packCard(card, limits, organization, longPayloads),
    defaultLanguage,
    clock,
    random,
    log,
    ...(timing !== undefined && { timing }),
  });
}

/** What could not be said of order news, as `news` has it, and of requests. */
export function unsaidWithRequests(
  news: UnsaidBook,
  { store, clock }: Pick<Surroundings, 'store' | 'clock'>,
): UnsaidBook {
  const { requests, signals } = store;
  return {
    async parked(of) {
      const [ofOrders, ofRequests] = await Promise.all([news.parked(of), requests.parked(of)]);
      const readable = ofRequests.flatMap(({ kind, parkedAt, reason }) => {
        const request = messageKinds.find((each) => each === kind);
        return request === undefined ? [] : [{ request, parkedAt, reason }];
      });
      return [...ofOrders, ...readable]
        .sort((one, other) => other.parkedAt - one.parkedAt)
        .slice(0, of.limit);
    },
    async replay(of) {
      const [ofOrders, ofRequests] = await Promise.all([
        news.replay(of),
        requests.replay({ ...of, at: clock.now() }),
      ]);
      if (ofRequests > 0) signals.wake('requests');
      return ofOrders + ofRequests;
    },
  };
}

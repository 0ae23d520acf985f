import { messageKinds } from '../approvals/message-plan.ts';
import type { DrawnFor } from '../approvals/request-message.ts';
import { createRequestNotifier } from '../approvals/request-notifier.ts';
import { createRequestService, type RequestService } from '../approvals/request-service.ts';
import {
  answerCard,
  lapsedCard,
  type RequestReader,
  reminderCard,
  requestCard,
  waitsCard,
} from '../cards/request-card.ts';
import type { ChatAdapter } from '../chat/adapter.ts';
import type { Card } from '../chat/card.ts';
import type { CommandFinder } from '../chat/command.ts';
import type { IsServed } from '../chat/outlet.ts';
import { packCard } from '../chat/payload.ts';
import { withNotice } from '../chat/sandbox-notice.ts';
import type { HandOver } from '../commands/requests/hand-over.ts';
import type { ParkedBook } from '../commands/watch/deps.ts';
import { allWords } from '../languages/index.ts';
import { isWithin, knownZone, wallClock } from '../notifications/day-times.ts';
import type { Loop } from '../notifications/loop.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Language } from '../runtime/language.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { Store } from '../store/contract/store.ts';
import { createLongPayloads } from './services.ts';

interface Surroundings {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** The request service of one store. It sends no reminder in a conversation's quiet hours. */
export function openRequestService({
  store,
  clock,
  random,
  remindMs,
  expireMs,
}: Omit<Surroundings, 'log'> & { readonly remindMs: number; readonly expireMs: number }): RequestService {
  return createRequestService({
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

/** What says by itself what is to be said of requests, on the platforms of `adapters`. */
export function openRequestNotifier({
  store,
  desk,
  adapters,
  isServed,
  handOver,
  commands,
  sandbox,
  defaultLanguage,
  clock,
  random,
  log,
  timing,
}: Surroundings & {
  readonly desk: RequestService;
  readonly adapters: readonly Pick<ChatAdapter, 'platform' | 'outlet'>[];
  readonly isServed: IsServed;
  readonly handOver: HandOver;
  /** Every command, of which one does what was approved. */
  readonly commands: CommandFinder;
  /** Whether all data are invented: then every card says so. */
  readonly sandbox: boolean;
  readonly defaultLanguage: Language;
  readonly timing?: Parameters<typeof createRequestNotifier>[0]['timing'];
}): Loop {
  const reading = (of: DrawnFor): RequestReader => ({
    ...of,
    words: allWords[of.language].requests,
    now: clock.now(),
  });
  const marked = (card: Card, { language }: DrawnFor) =>
    withNotice(card, sandbox ? allWords[language].sandboxMark : undefined);
  const longPayloads = createLongPayloads(store);
  return createRequestNotifier({
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
        commands,
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

/** Parked deliveries of order news, as `news` has them, and of requests. */
export function parkedWithRequests(
  news: ParkedBook,
  { store, clock }: Pick<Surroundings, 'store' | 'clock'>,
): ParkedBook {
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
    async retry(of) {
      const [ofOrders, ofRequests] = await Promise.all([
        news.retry(of),
        requests.retry({ ...of, at: clock.now() }),
      ]);
      if (ofRequests > 0) signals.wake('requests');
      return ofOrders + ofRequests;
    },
  };
}

import { answerCard, handedCard, waitsCard } from '../cards/asker-cards.ts';
import { lapsedCard, type RequestReader, reminderCard, requestCard } from '../cards/request-card.ts';
import type { CommandFinder } from '../chat/command.ts';
import type { HandOver } from '../commands/requests/hand-over.ts';
import type { DrawnFor } from '../domain/requests/message-plan.ts';
import { createRequestKind } from '../domain/requests/request-kind.ts';
import {
  createRequestService,
  type RequestService,
  type RequestServiceDeps,
} from '../domain/requests/request-service.ts';
import { allWords } from '../languages/index.ts';
import { knownZone, wallClock } from '../notifications/day-times.ts';
import type { MakeDeliveryKind } from '../outbox/delivery-kind.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import { splitScopedId } from '../runtime/scoped-id.ts';
import type { Store } from '../store/contract/store.ts';
import type { AccessRules } from './access-rules.ts';

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
  approversOf,
  isReadByOthers,
}: Omit<Surroundings, 'log'> &
  Pick<RequestServiceDeps, 'approversOf' | 'remindMs' | 'expireMs'> &
  Pick<AccessRules, 'isReadByOthers'>): RequestService {
  return createRequestService({
    requests: store.requests,
    settings: store.settings,
    signals: store.signals,
    remindMs,
    expireMs,
    approversOf,
    isReadByOthers({ workspace, conversation }) {
      const { platform, id } = splitScopedId(conversation);
      return isReadByOthers({ platform, workspace, conversation: id });
    },
    async quietUntil(organization, conversation, now) {
      const { notifications } = await store.conversations.settings({ organization, conversation });
      if (notifications?.quiet === undefined) return now;
      return wallClock(knownZone(notifications.zone)).endOf(notifications.quiet, now) ?? now;
    },
    clock,
    random,
  });
}

/** How the outbox says what is to be said of requests. */
export function requestKind({
  store,
  service,
  handOver,
  commands,
  clock,
  log,
}: Omit<Surroundings, 'random'> & {
  readonly service: RequestService;
  readonly handOver: HandOver;
  /** Every command, of which one does what was approved. */
  readonly commands: CommandFinder;
}): MakeDeliveryKind {
  const reading = (of: DrawnFor): RequestReader => ({
    ...of,
    words: allWords[of.language].requests,
    now: clock.now(),
  });
  return createRequestKind({
    requests: store.requests,
    service,
    drawings: {
      card: (request, earlier, of) => requestCard(request, earlier, reading(of), { calls: true }),
      answer: (request, of) => answerCard(request, reading(of)),
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
      if ('lapsed' in handed) return handed;
      const of = { language, platform: splitScopedId(asked.conversation).platform };
      return handedCard(handed, request, reading(of));
    },
    clock,
    log,
  });
}

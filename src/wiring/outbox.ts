import type { ParkedItem } from '../cards/watch-card.ts';
import type { ChatAdapter } from '../chat/adapter.ts';
import { type PlacePicture, packCard } from '../chat/payload.ts';
import type { ParkedBook } from '../commands/watch/deps.ts';
import { messageKinds, requestSubject } from '../domain/requests/message-plan.ts';
import { type Outbox, type OutboxDeps, openOutbox } from '../outbox/outbox.ts';
import type { ParkedDelivery } from '../store/contract/deliveries.ts';
import type { Store } from '../store/contract/store.ts';
import { createLongPayloads } from './services.ts';

/** The outbox of `store`, on the platforms of `adapters`: it says what `kinds` have to say, the first one's before the next. */
export function openStoredOutbox({
  store,
  adapters,
  placePicture,
  ...deps
}: Omit<OutboxDeps, 'queues' | 'lives' | 'signals' | 'outlets' | 'settings' | 'pack'> & {
  readonly store: Pick<Store, 'queues' | 'lives' | 'signals' | 'conversations' | 'buttons'>;
  readonly adapters: readonly Pick<ChatAdapter, 'platform' | 'outlet'>[];
  readonly placePicture?: PlacePicture | undefined;
}): Outbox {
  const longPayloads = createLongPayloads(store);
  return openOutbox({
    ...deps,
    queues: store.queues,
    lives: store.lives,
    signals: store.signals,
    outlets: new Map(adapters.map(({ platform, outlet }) => [platform, outlet])),
    settings: ({ organization, conversation }) =>
      store.conversations.settings({ organization, conversation }),
    pack: (card, limits, organization) => packCard(card, limits, organization, longPayloads, placePicture),
  });
}

/** What could not be said, of any kind, for a person to see and to retry. */
export function createParkedBook({ queues, signals }: Pick<Store, 'queues' | 'signals'>): ParkedBook {
  return {
    parked: async (of) => (await queues.parked(of)).flatMap((parked) => itemOf(parked) ?? []),
    async retry(of) {
      const retried = await queues.retry(of);
      if (retried > 0) signals.wake('outbox');
      return retried;
    },
  };
}

/** `undefined` for what this version can't name. */
function itemOf({ subjectKind, subjectId, part, parkedAt, reason }: ParkedDelivery): ParkedItem | undefined {
  if (subjectKind !== requestSubject) return { orderId: subjectId, parkedAt, reason };
  const request = messageKinds.find((each) => each === part);
  return request && { request, parkedAt, reason };
}

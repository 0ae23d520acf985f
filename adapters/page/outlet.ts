import type { Destination, Found, Outgoing, Outlet, Sent } from '../../src/chat/outlet.ts';
import { forgetOldest } from '../../src/runtime/bounded-map.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Random } from '../../src/runtime/random.ts';
import { cardForPage } from './cards.ts';
import { operator, pageWhereabouts } from './inbound.ts';
import { pageLimits } from './limits.ts';
import type { PageMessage, PageNews } from './wire.ts';

/** A message that the bot sent by itself, and the key it was sent with. */
interface KeptMessage {
  readonly key: string;
  readonly message: PageMessage;
}

/** The last messages that the bot sent by itself, and the pages that follow them. */
interface Messages {
  /** Newest last. */
  all(): readonly KeptMessage[];
  get(ref: string): KeptMessage | undefined;
  /** Takes a new message, or another content of one that is here. */
  put(sent: KeptMessage): void;
  /**
   * Lines of JSON, each a {@link PageNews}: first whatever changed after the position `after`, then what comes, until
   * `signal` aborts or {@link Messages.close}. A reader that is slow gets what changed meanwhile at once.
   */
  follow(after: string, signal: AbortSignal): AsyncIterable<string>;
  /** Ends every reader, and takes no new one. */
  close(): void;
}

/**
 * At most `limits.messagesKept` of them, the oldest forgotten first. `epoch` tells positions of this run of the bot
 * from those of an earlier one, which mean nothing any more.
 */
export function createMessages(epoch: string): Messages {
  const kept = new Map<string, KeptMessage & { readonly changed: number }>();
  let last = 0;
  let closed = false;
  let next = Promise.withResolvers<void>();
  const wake = () => {
    next.resolve();
    next = Promise.withResolvers();
  };

  /** What changed after `position`, in the order in which it was posted. */
  const since = (position: number): readonly PageMessage[] =>
    [...kept.values()].filter(({ changed }) => changed > position).map(({ message }) => message);

  return {
    all: () => [...kept.values()],
    get: (ref) => kept.get(ref),
    put(sent) {
      last += 1;
      kept.set(sent.message.ref, { ...sent, changed: last });
      forgetOldest(kept, pageLimits.messagesKept);
      wake();
    },
    async *follow(after, signal) {
      let position = positionIn(epoch, after);
      while (!closed && !signal.aborted) {
        const messages = since(position);
        position = last;
        const news: PageNews = { position: `${epoch}.${position}`, messages };
        if (messages.length > 0) yield `${JSON.stringify(news)}\n`;
        else await either(next.promise, signal);
      }
    },
    close() {
      closed = true;
      wake();
    },
  };
}

/** A position of another run, or none at all, is before everything. */
function positionIn(epoch: string, position: string): number {
  const [of, at] = position.split('.');
  return of === epoch && at !== undefined && /^\d{1,15}$/.test(at) ? Number(at) : 0;
}

/** Resolves with `promise`, or when `signal` aborts. */
function either(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      signal.removeEventListener('abort', done);
      resolve();
    };
    signal.addEventListener('abort', done, { once: true });
    promise.then(done);
    if (signal.aborted) done();
  });
}

/** How the bot speaks on the page unasked: into `messages`, which every open page follows. */
export function pageOutlet(deps: {
  readonly clock: Clock;
  readonly random: Random;
  readonly messages: Messages;
  /** Keeps a card for the previews and gives the key it is under. */
  keep(outgoing: Outgoing): string;
  running(): boolean;
}): Outlet {
  const { clock, random, messages } = deps;

  /** Why nothing can be sent to `to`, if so. */
  function hindered(to: Destination): Sent | undefined {
    if (!deps.running()) return { unreachable: 'the page is not served' };
    return isHere(to) ? undefined : { refused: 'gone', detail: 'the page has one conversation only' };
  }

  const contentOf = (outgoing: Outgoing) => ({
    language: outgoing.language,
    card: cardForPage(outgoing.card),
    key: deps.keep(outgoing),
  });

  function send(outgoing: Outgoing, key: string, place: Pick<PageMessage, 'under' | 'aloud'>): Sent {
    const ref = random.token(20);
    messages.put({ key, message: { ref, at: clock.now(), ...contentOf(outgoing), ...place } });
    return { sent: ref };
  }

  return {
    payloadLimits: pageLimits.payload,
    paceMs: pageLimits.paceMs,
    listItems: pageLimits.listItems,
    editableMs: Number.POSITIVE_INFINITY,
    async post(to, message, key) {
      return hindered(to) ?? send(message, key, { aloud: true });
    },
    async reply(to, under, message, aloud, key) {
      const hindrance = hindered(to);
      if (hindrance !== undefined) return hindrance;
      return messages.get(under) === undefined ? forgotten : send(message, key, { under, aloud });
    },
    async edit(to, ref, outgoing) {
      const hindrance = hindered(to);
      if (hindrance !== undefined) return hindrance;
      const known = messages.get(ref);
      if (known === undefined) return forgotten;
      const message = { ...known.message, ...contentOf(outgoing), changedAt: clock.now() };
      messages.put({ ...known, message });
      return { sent: ref };
    },
    async find(to, key, sinceMs, under): Promise<Found> {
      if (!isHere(to)) return { absent: true };
      const found = messages
        .all()
        .findLast(({ key: its, message }) => its === key && message.at >= sinceMs && message.under === under);
      return found === undefined ? { absent: true } : { found: found.message.ref };
    },
    linkTo: async () => undefined,
    direct: async (place, person) =>
      place === pageWhereabouts.place && person === operator
        ? { place, conversation: pageWhereabouts.conversation.id }
        : undefined,
  };
}

const forgotten: Sent = { refused: 'message gone', detail: 'the page keeps the last messages only' };

function isHere({ place, conversation }: Destination): boolean {
  return place === pageWhereabouts.place && conversation === pageWhereabouts.conversation.id;
}

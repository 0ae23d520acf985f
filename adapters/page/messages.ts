import { forgetOldest } from '../../src/runtime/bounded-map.ts';
import { limits } from './limits.ts';
import type { PageMessage, PageNews } from './wire.ts';

/** A message that the bot sent by itself, and the key it was sent with. */
export interface Sent {
  readonly key: string;
  readonly message: PageMessage;
}

/** The last messages that the bot sent by itself, and whoever follows them. */
export interface Messages {
  /** Newest last. */
  all(): readonly Sent[];
  get(ref: string): Sent | undefined;
  /** Takes a new message, or another content of one that is here. */
  put(sent: Sent): void;
  /**
   * Lines of JSON, each a {@link PageNews}: first whatever changed after the position `after`, then what comes, until
   * `signal` aborts or {@link Messages.close}. A reader that is slow gets what changed meanwhile at once.
   */
  follow(after: string, signal: AbortSignal): AsyncIterable<string>;
  /** Ends what is followed, and lets nobody follow any more. */
  close(): void;
}

/**
 * At most `limits.messagesKept` of them, the oldest forgotten first. `epoch` tells positions of this run of the bot
 * from those of an earlier one, which mean nothing any more.
 */
export function createMessages(epoch: string): Messages {
  const kept = new Map<string, Sent & { readonly changed: number }>();
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
      forgetOldest(kept, limits.messagesKept);
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

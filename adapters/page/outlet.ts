import type { Destination, Found, Outgoing, Outlet, Sent } from '../../src/chat/outlet.ts';
import { forgetOldest } from '../../src/runtime/bounded-map.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Random } from '../../src/runtime/random.ts';
import { atHome, cardForPage, type OwnPictures } from './cards.ts';
import type { KeptConversation } from './exchanges.ts';
import { pageWhereabouts } from './inbound.ts';
import { pageLimits } from './limits.ts';
import { operator } from './people.ts';
import type { PageMessage, PageNews } from './wire.ts';

/** A message that the bot sent by itself, and the key it was sent with. */
interface KeptMessage {
  readonly key: string;
  readonly message: PageMessage;
  /** The conversation that it stands in. */
  readonly conversation: string;
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
   * `signal` aborts or {@link Messages.close}. A reader that is slow gets what changed meanwhile at once. What is for one
   * person alone only that one gets.
   */
  follow(after: string, signal: AbortSignal, reader?: string): AsyncIterable<string>;
  /** Ends every reader, and takes no new one. */
  close(): void;
}

/**
 * At most `limits.messagesKept` of them, the oldest forgotten first. `epoch` tells positions of this run of the bot
 * from those of an earlier one, which mean nothing any more.
 */
export function createMessages(epoch: string, own?: OwnPictures): Messages {
  const kept = new Map<string, KeptMessage & { readonly changed: number }>();
  let last = 0;
  let closed = false;
  let next = Promise.withResolvers<void>();
  const wake = () => {
    next.resolve();
    next = Promise.withResolvers();
  };

  /** What changed after `position`, in the order in which it was posted. */
  const since = (position: number, reader: string): readonly PageMessage[] =>
    [...kept.values()]
      .filter(({ changed, conversation }) => changed > position && isReadBy(reader, conversation))
      .map(({ message }) => message);

  return {
    all: () => [...kept.values()],
    get: (ref) => kept.get(ref),
    put(sent) {
      last += 1;
      kept.set(sent.message.ref, { ...sent, changed: last });
      forgetOldest(kept, pageLimits.messagesKept);
      wake();
    },
    async *follow(after, signal, reader = operator) {
      let position = positionIn(epoch, after);
      while (!closed && !signal.aborted) {
        const messages = since(position, reader);
        position = last;
        const news: PageNews = { position: `${epoch}.${position}`, messages };
        if (messages.length > 0) yield atHome(`${JSON.stringify(news)}\n`, own);
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
  /** Ids of everyone who can be spoken as. */
  readonly people: readonly string[];
  /** Keeps a card for the previews and gives the key it is under. */
  keep(outgoing: Outgoing): string;
  /** Keeps what was said for the next start. */
  readonly exchanges: Pick<KeptConversation, 'keepTelling'>;
  running(): boolean;
}): Outlet {
  const { clock, random, messages, people } = deps;
  const isHere = ({ workspace, conversation }: Destination) =>
    workspace === pageWhereabouts.workspace &&
    (conversation === shared || people.some((person) => conversation === directWith(person)));

  /** Why nothing can be sent to `to`, if so. */
  function hindered(to: Destination): Sent | undefined {
    if (!deps.running()) return { unreachable: 'the page is not served' };
    return isHere(to) ? undefined : { refused: 'gone', detail: 'the page has no such conversation' };
  }

  const contentOf = (outgoing: Outgoing) => ({
    language: outgoing.language,
    card: cardForPage(outgoing.card),
    key: deps.keep(outgoing),
  });

  /** Shows a message to those who follow, and keeps it: a page that is opened after a restart has it as well. */
  async function put(sent: KeptMessage, { language, card }: Outgoing): Promise<Sent> {
    messages.put(sent);
    const { key, conversation, message } = sent;
    const { ref, at, changedAt, under, broadcast } = message;
    const person = people.find((each) => conversation === directWith(each)) ?? operator;
    const told = { key, conversation, person, ref, at, changedAt, under, broadcast, language, card };
    await deps.exchanges.keepTelling(told);
    return { sent: ref };
  }

  function send(
    { conversation }: Destination,
    outgoing: Outgoing,
    key: string,
    workspace: Pick<PageMessage, 'under' | 'broadcast'>,
  ): Promise<Sent> {
    const message = { ref: random.token(20), at: clock.now(), ...contentOf(outgoing), ...workspace };
    return put({ key, conversation, message }, outgoing);
  }

  return {
    payloadLimits: pageLimits.payload,
    showsNotice: true,
    paceMs: pageLimits.paceMs,
    listItems: pageLimits.listItems,
    editableMs: Number.POSITIVE_INFINITY,
    async post(to, message, key) {
      return hindered(to) ?? send(to, message, key, { broadcast: true });
    },
    async reply(to, under, message, broadcast, key) {
      const hindrance = hindered(to);
      if (hindrance !== undefined) return hindrance;
      return messages.get(under) === undefined ? forgotten : send(to, message, key, { under, broadcast });
    },
    async edit(to, ref, outgoing) {
      const hindrance = hindered(to);
      if (hindrance !== undefined) return hindrance;
      const known = messages.get(ref);
      if (known === undefined) return forgotten;
      const message = { ...known.message, ...contentOf(outgoing), changedAt: clock.now() };
      return put({ ...known, message }, outgoing);
    },
    async find(to, key, sinceMs, under): Promise<Found> {
      if (!isHere(to)) return { absent: true };
      const found = messages
        .all()
        .findLast(
          ({ key: its, conversation, message }) =>
            its === key &&
            conversation === to.conversation &&
            message.at >= sinceMs &&
            message.under === under,
        );
      return found === undefined ? { absent: true } : { found: found.message.ref };
    },
    linkTo: async () => undefined,
    direct: async (workspace, person) =>
      workspace === pageWhereabouts.workspace && people.includes(person)
        ? { workspace, conversation: people.length > 1 ? directWith(person) : shared }
        : undefined,
  };
}

const forgotten: Sent = { refused: 'message gone', detail: 'the page keeps the last messages only' };

/** The conversation that everyone on the page sees. */
const shared = pageWhereabouts.conversation.id;

/** The conversation in which the bot tells `person` something alone. */
function directWith(person: string): string {
  return `${shared}-${person}`;
}

function isReadBy(reader: string, conversation: string): boolean {
  return conversation === shared || conversation === directWith(reader);
}

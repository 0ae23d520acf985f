import { z } from 'zod';
import { setNewest } from '../../src/runtime/bounded-map.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { minuteMs } from '../../src/runtime/durations.ts';
import type { DiscordApi } from './api.ts';
import type { SentMessage } from './delivery-key.ts';
import { DiscordError } from './errors.ts';
import { discordLimits } from './limits.ts';
import { plainLine, unescapeMarkdown } from './rich-text.ts';

/** The threads under the bot's cards. A thread has the id of the message that it starts from. */
interface Threads {
  readonly cards: CardMemory;
  /**
   * The thread of the card `under`, started where there is none; `undefined` where there can be none. `otherwise`: the
   * thread's name where the card's title can't be read. Rejects when the card is gone, or Discord gives no answer.
   */
  under(api: DiscordApi, under: SentMessage, otherwise: string): Promise<string | undefined>;
  /** Whether `error` says that the thread takes no message; its channel may. */
  isClosed(error: unknown): boolean;
}

/** The cards of a busy team in a month. */
const cardsRemembered = 5_000;
/** How long not to ask again in a channel without threads: Discord counts refusals against the bot. */
const noThreadsMs = 10 * minuteMs;
const channelsRemembered = 1_000;

/** topics/opcodes-and-status-codes, and topics/threads. */
const threadExists = 160004;
/** No permission; a channel that takes none, such as a thread or a direct message; too many threads. */
const noThreads = [50013, 50003, 50024, 50068, 160006, 160007];
/** Archived, locked, or no permission to speak in threads. */
const closed = [50083, 160005, 50013, 50001];

const cardMessage = z.object({
  embeds: z.array(z.object({ title: z.string().nullish(), description: z.string().nullish() })).default([]),
  thread: z.object({ id: z.string() }).nullish(),
});

export function createThreads(clock: Clock): Threads {
  const cards = createCardMemory(cardsRemembered);
  const without = new Map<string, number>();

  function isWithout(channelId: string): boolean {
    const since = without.get(channelId);
    return since !== undefined && clock.elapsed() - since < noThreadsMs;
  }

  function noteWithout(channelId: string): void {
    setNewest(without, channelId, clock.elapsed(), channelsRemembered);
  }

  /** Asks Discord for a card that this process did not post, or posted long ago. */
  async function learn(api: DiscordApi, { channelId, messageId }: SentMessage): Promise<void> {
    const raw = await api.call('GET', `/channels/${channelId}/messages/${messageId}`);
    const parsed = cardMessage.safeParse(raw);
    if (!parsed.success) return;
    if (parsed.data.thread != null) cards.noteThread(messageId);
    else cards.noteCard(messageId, titleIn(parsed.data));
  }

  async function start(api: DiscordApi, { channelId, messageId }: SentMessage, title: string): Promise<void> {
    const name = plainLine(title, discordLimits.threadName, '…');
    await api.call('POST', `/channels/${channelId}/messages/${messageId}/threads`, { name });
  }

  return {
    cards,
    async under(api, under, otherwise) {
      const { channelId, messageId } = under;
      if (isWithout(channelId)) return undefined;
      if (cards.of(messageId) === undefined) {
        await learn(api, under).catch((error: unknown) => {
          if (!isRefusedBy(error, [50001, 50013])) throw nothingSaid(error);
        });
      }
      const known = cards.of(messageId);
      if (known === 'has a thread') return messageId;
      try {
        const title = known?.title ?? '';
        await start(api, under, title === '' ? otherwise : title);
      } catch (error) {
        if (isRefusedBy(error, noThreads)) {
          noteWithout(channelId);
          return undefined;
        }
        if (!isRefusedBy(error, [threadExists])) throw nothingSaid(error);
      }
      cards.noteThread(messageId);
      return messageId;
    },
    isClosed: (error) => isRefusedBy(error, closed),
  };
}

function isRefusedBy(error: unknown, codes: readonly number[]): boolean {
  return error instanceof DiscordError && error.code !== undefined && codes.includes(error.code);
}

/** Whatever became of the thread, its message was not sent. */
function nothingSaid(error: unknown): unknown {
  if (!(error instanceof DiscordError) || error.refusal !== 'unreachable') return error;
  return new DiscordError(error.refusal, error.code, 'no answer about the thread', { neverSent: true });
}

/** The title that was drawn on a card, in the embed's title or its first line. */
function titleIn({ embeds }: z.infer<typeof cardMessage>): string {
  const [first] = embeds;
  return unescapeMarkdown(first?.title ?? first?.description?.split('\n')[0] ?? '');
}

/** What this process knows of cards that the bot posted. */
interface CardMemory {
  /** Notes a card without a thread. `title`: the name that its thread will have. */
  noteCard(messageId: string, title: string): void;
  noteThread(messageId: string): void;
  forget(messageId: string): void;
  of(messageId: string): { readonly title: string } | 'has a thread' | undefined;
}

/** Remembers the last `size` cards, and forgets the one without news for longest first. */
function createCardMemory(size: number): CardMemory {
  const cards = new Map<string, { readonly title: string } | 'has a thread'>();
  function note(messageId: string, known: { readonly title: string } | 'has a thread'): void {
    setNewest(cards, messageId, known, size);
  }
  return {
    noteCard: (messageId, title) => note(messageId, { title }),
    noteThread: (messageId) => note(messageId, 'has a thread'),
    forget(messageId) {
      cards.delete(messageId);
    },
    of: (messageId) => cards.get(messageId),
  };
}

import type { Destination, Found, MessageRef, Outgoing, Outlet, Sent } from '../../src/chat/outlet.ts';
import { setNewest } from '../../src/runtime/bounded-map.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Language } from '../../src/runtime/language.ts';
import type { Random } from '../../src/runtime/random.ts';
import { terminalWhereabouts } from './inbound.ts';
import { terminalLimits } from './limits.ts';
import type { Speaker } from './outbound.ts';

/** What was sent with a key, and when, ms since 1970 UTC. */
interface Kept {
  readonly key: string;
  readonly at: number;
  readonly under?: string;
  /** What a change of it would say of it as it was sent last. */
  readonly said: { readonly language: Language; readonly words: string };
}

/** How the bot speaks at the terminal unasked. What was printed stays: a change is another line. */
export function terminalOutlet(deps: {
  readonly clock: Clock;
  readonly random: Random;
  readonly speaker: Speaker;
  /** Who is there, by id. */
  readonly person: string;
  /** Runs what writes on the screen, so that it spoils nothing that is being typed. */
  between(write: () => Promise<void>): Promise<void>;
  running(): boolean;
}): Outlet {
  const { clock, random, speaker, between } = deps;
  const kept = new Map<string, Kept>();

  function hindered(to: Destination): Sent | undefined {
    if (!deps.running()) return { unreachable: 'nobody is at the terminal' };
    return isHere(to) ? undefined : { refused: 'gone', detail: 'the terminal has one conversation only' };
  }

  const hinderedAt = (to: Destination, message: MessageRef): Sent | undefined =>
    hindered(to) ?? (kept.has(message) ? undefined : forgotten);

  const saidOf = (outgoing: Outgoing) => ({
    language: outgoing.language,
    words: speaker.changeOf(outgoing),
  });

  async function send(
    to: Destination,
    outgoing: Outgoing,
    write: () => Promise<void>,
    sent: Pick<Kept, 'key' | 'under'>,
  ): Promise<Sent> {
    const hindrance = hindered(to);
    if (hindrance !== undefined) return hindrance;
    await between(write);
    const ref = random.token(20);
    const now = { ...sent, at: clock.now(), said: saidOf(outgoing) };
    setNewest(kept, ref, now, terminalLimits.messagesKept);
    return { sent: ref };
  }

  return {
    payloadLimits: terminalLimits.payload,
    paceMs: terminalLimits.paceMs,
    listItems: terminalLimits.listItems,
    editableMs: Number.POSITIVE_INFINITY,
    post: (to, message, key) => send(to, message, () => speaker.tell(message), { key }),
    reply: async (to, under, message, _aloud, key) =>
      hinderedAt(to, under) ?? send(to, message, () => speaker.tellUnder(message), { key, under }),
    async edit(to, message, outgoing: Outgoing) {
      const hindrance = hindered(to);
      const before = kept.get(message);
      if (hindrance !== undefined || before === undefined) return hindrance ?? forgotten;
      const said = saidOf(outgoing);
      kept.set(message, { ...before, said });
      // The same in other words, because another language was chosen, has not changed.
      const isChange = said.language === before.said.language && said.words !== before.said.words;
      if (isChange) await between(() => speaker.tellChange(outgoing));
      return { sent: message };
    },
    async find(to, key, sinceMs, under): Promise<Found> {
      if (!isHere(to)) return { absent: true };
      const found = [...kept].findLast(
        ([, sent]) => sent.key === key && sent.at >= sinceMs && sent.under === under,
      );
      return found === undefined ? { absent: true } : { found: found[0] };
    },
    linkTo: async () => undefined,
    direct: async (workspace, person) =>
      workspace === terminalWhereabouts.workspace && person === deps.person
        ? { workspace, conversation: terminalWhereabouts.conversation.id }
        : undefined,
  };
}

const forgotten: Sent = { refused: 'message gone', detail: 'the terminal knows the last messages only' };

function isHere({ workspace, conversation }: Destination): boolean {
  return workspace === terminalWhereabouts.workspace && conversation === terminalWhereabouts.conversation.id;
}

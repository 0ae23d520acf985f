import type { Destination, Found, Outgoing, Outlet, Sent } from '../../src/chat/outlet.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Random } from '../../src/runtime/random.ts';
import { cardForPage } from './cards.ts';
import { operator, whereabouts } from './inbound.ts';
import { limits } from './limits.ts';
import type { Messages } from './messages.ts';
import type { PageMessage } from './wire.ts';

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
    payloadLimits: limits.payload,
    paceMs: limits.paceMs,
    listItems: limits.listItems,
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
      place === whereabouts.place && person === operator
        ? { place, conversation: whereabouts.conversation.id }
        : undefined,
  };
}

const forgotten: Sent = { refused: 'message gone', detail: 'the page keeps the last messages only' };

function isHere({ place, conversation }: Destination): boolean {
  return place === whereabouts.place && conversation === whereabouts.conversation.id;
}

import { z } from 'zod';
import type { Destination, Found, MessageRef, Outgoing, Outlet, Sent } from '../../src/chat/outlet.ts';
import { safeUrl } from '../../src/chat/safe-url.ts';
import type { ParlourApi } from './api.ts';
import { drawCard } from './cards.ts';
import { limits } from './wire.ts';

const found = z.object({ messages: z.array(z.object({ id: z.string() })) });
const opened = z.object({ room: z.string() });

const linkHosts = ['parlour.example'];
const malformed: Sent = { refused: 'message gone', detail: 'no message has that reference' };

/** How the bot speaks in a room unasked. A message's reference is Parlour's own id. */
export function parlourOutlet(api: ParlourApi): Outlet {
  const post = ({ conversation }: Destination, { card }: Outgoing, beside: object) =>
    api.send('POST', '/messages', { room: conversation, content: drawCard(card), ...beside });

  return {
    payloadLimits: limits.payload,
    paceMs: limits.paceMs,
    listItems: limits.listItems,
    editableMs: Number.POSITIVE_INFINITY,
    post: (to, outgoing, key) => post(to, outgoing, { key }),
    reply: async (to, under, outgoing, aloud, key) =>
      isRef(under) ? post(to, outgoing, { key, under, aloud }) : malformed,
    edit: async (_to, message, { card }) =>
      isRef(message) ? api.send('PATCH', `/messages/${message}`, { content: drawCard(card) }) : malformed,
    async find(to, key, sinceMs, under): Promise<Found> {
      const query = new URLSearchParams({ room: to.conversation, key, since: String(sinceMs) });
      if (under !== undefined) query.set('under', under);
      const asked = await api.ask('GET', `/messages?${query}`);
      if ('retryAfterMs' in asked) return { unknown: 'asked too often', ...asked };
      const read = 'data' in asked ? found.safeParse(asked.data).data : undefined;
      if (read === undefined) return { unknown: 'no answer that makes sense' };
      const [first] = read.messages;
      return first === undefined ? { absent: true } : { found: first.id };
    },
    linkTo: async ({ conversation }, message) =>
      isRef(message) ? safeUrl(`https://parlour.example/${conversation}/${message}`, linkHosts) : undefined,
    async direct(workspace, person) {
      const asked = await api.ask('POST', '/rooms', { person });
      const read = 'data' in asked ? opened.safeParse(asked.data).data : undefined;
      return read && { workspace, conversation: read.room };
    },
    whisper: (to, person, outgoing) => post(to, outgoing, { for: person }),
  };
}

const isRef = (message: MessageRef) => /^M\d{1,18}$/.test(message);

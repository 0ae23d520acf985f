import { z } from 'zod';
import type { ChatAdapter, Core } from '../../src/chat/adapter.ts';
import type { Answer, Invocation, ReplyTransport } from '../../src/chat/invocation.ts';
import { createBearerCheck } from '../../src/http/bearer.ts';
import type { HttpRequest, HttpResponse, Route } from '../../src/http/route.ts';
import { createInFlight } from '../../src/runtime/in-flight.ts';
import { jsonIn } from '../../src/runtime/json.ts';
import { languageOf } from '../../src/runtime/language.ts';
import type { PlatformDeps } from '../../src/settings/platform.ts';
import { type ParlourAccount, parlourApi } from './api.ts';
import { drawCard } from './cards.ts';
import { parlourOutlet } from './outlet.ts';
import { limits } from './wire.ts';

const id = z.string().min(1).max(60);

/** A person types in a room, or clicks on a message. Parlour sends it again until it is answered 200. */
const event = z.object({
  id,
  hall: id,
  room: id,
  direct: z.boolean(),
  person: z.object({ id, locale: z.string().max(60).optional() }),
  input: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('payload'), payload: z.string().max(limits.payload.button), message: id }),
  ]),
});
type Event = z.output<typeof event>;

export interface ParlourAdapter extends ChatAdapter {
  readonly routes: readonly Route[];
}

export function parlourAdapter({ clock, ...account }: PlatformDeps & ParlourAccount): ParlourAdapter {
  const platform = 'parlour';
  const api = parlourApi(account);
  const isParlour = createBearerCheck(account.token);
  const inFlight = createInFlight();
  let core: Core | undefined;

  async function take(request: HttpRequest): Promise<HttpResponse> {
    if (isParlour(request) !== 'right') return { status: 401 };
    const read = event.safeParse(jsonIn(request.body.toString()));
    if (!read.success) return { status: 400 };
    // Parlour sends it again, to a process that is there for it.
    if (core === undefined) return { status: 503 };
    const { hall: workspace, room, direct, ...asked } = read.data;
    const conversation = { id: room, direct, channel: null };
    const invocation: Invocation = { ...asked, platform, workspace, conversation, receivedAt: clock.now() };
    await inFlight.follow(core.handle(invocation, transportFor(core, read.data)));
    return { status: 200 };
  }

  function transportFor({ words }: Core, { room, person, input }: Event): ReplyTransport {
    const clicked = input.kind === 'payload' ? input.message : undefined;
    let placeholder: string | undefined;

    async function show({ card, visibility, replace }: Omit<Answer, 'language'>): Promise<void> {
      const instead = replace ? clicked : placeholder;
      const seenBy = visibility === 'asker' ? { for: person.id } : {};
      const content = drawCard(card);
      const sent =
        instead === undefined
          ? await api.send('POST', '/messages', { room, content, ...seenBy })
          : await api.send('PATCH', `/messages/${instead}`, { content });
      if (!('sent' in sent)) throw new Error(`Parlour did not show an answer: ${JSON.stringify(sent)}`);
      placeholder = sent.sent;
    }

    return {
      payloadLimits: limits.payload,
      answer: show,
      deliver: show,
      async defer(visibility, replace) {
        // A button that was clicked shows by itself that it is being dealt with.
        if (replace) return;
        const title = words[languageOf(person.locale) ?? 'en'].working;
        await show({ card: { tone: 'plain', title, body: [], actions: [] }, visibility, replace });
      },
    };
  }

  return {
    platform,
    routes: [{ method: 'POST', path: '/parlour/events', bodyLimit: limits.eventBytes, handle: take }],
    outlet: parlourOutlet(api),
    isOwn: (conversation) => conversation.startsWith('D'),
    async start(given) {
      const asked = await api.ask('GET', '/me');
      if (!('data' in asked)) {
        throw new Error('Parlour does not let the bot in: check PARLOUR_TOKEN and PARLOUR_API_URL.');
      }
      core = given;
    },
    readiness: () => ({ ok: core !== undefined }),
    async stop() {
      core = undefined;
      await inFlight.settled();
    },
  };
}

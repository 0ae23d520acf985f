import type { App, ReceiverEvent } from '@slack/bolt';
import type { Core } from '../../src/chat/adapter.ts';
import type { Invocation, ReplyTransport } from '../../src/chat/invocation.ts';
import type { PlatformFiles } from '../../src/pictures/platform-files.ts';
import type { InFlight } from '../../src/runtime/in-flight.ts';
import { createAcks } from './acks.ts';
import type { OutboundDeps } from './best-form.ts';
import type { ConversationInfo } from './conversations.ts';
import { elementId } from './form-fields.ts';
import { formCallback } from './forms.ts';
import { homeAgain, homeTransport, readHomeOpened } from './home.ts';
import {
  type Inbound,
  readAction,
  readCommand,
  readShortcut,
  readSubmission,
  shortcutPrefix,
} from './inbound.ts';
import { readMessage } from './message-inbound.ts';
import { type AckBody, commandTransport, type FormAck, formTransport, laterTransport } from './outbound.ts';
import type { Profiles } from './people.ts';
import { optionsFor, readSuggestion } from './typeahead.ts';
import { readLinks, showBeside } from './unfurls.ts';

/** A command that is delivered again comes within its three seconds; what is kept are whole messages. */
const acksKept = { keepMs: 30_000, limit: 200 } as const;

/** Answers what people send. */
interface Handlers {
  /** What a slash command does. It goes past Bolt, each of whose listeners would look at it first. Never rejects. */
  takeCommand(event: ReceiverEvent): Promise<void>;
  /** All else that people do. */
  listen(app: App): void;
}

export function createHandlers(deps: {
  readonly core: Core;
  /** The bot's own user. */
  readonly botUser: string;
  readonly outbound: OutboundDeps;
  readonly profiles: Profiles;
  readonly conversations: ConversationInfo;
  readonly files: PlatformFiles;
  readonly overSocket: boolean;
  readonly inFlight: InFlight;
}): Handlers {
  const { core, botUser, outbound, profiles, conversations, files, inFlight } = deps;
  const { clock, log } = outbound;
  const acks = createAcks<AckBody>({ clock, ...acksKept });
  const formAcks = createAcks<FormAck>({ clock, ...acksKept });
  /** Over a socket it does; over HTTP only where the app has the URL for that, which shows once it asks. */
  let asksForOptions = deps.overSocket;

  /** `person`, with what Slack was asked of them before. */
  function known(person: Invocation['person']): Invocation['person'] {
    const locale = profiles.localeOf(person.id);
    const zone = profiles.zoneOf(person.id);
    return { ...person, ...(locale !== undefined && { locale }), ...(zone !== undefined && { zone }) };
  }

  async function handOver(asked: Inbound, transport: ReplyTransport): Promise<void> {
    const person = known(asked.invocation.person);
    const { id } = asked.invocation.conversation;
    if (asked.invocation.conversation.direct) conversations.noteDirect(id);
    const conversation: Invocation['conversation'] = { id, direct: conversations.isDirect(id) };
    await inFlight.follow(core.handle({ ...asked.invocation, conversation, person }, transport));
    void profiles.learn(person.id);
    void conversations.learn(id);
  }

  const partsOf = ({ origin, invocation }: Inbound) => ({ origin, receivedAt: invocation.receivedAt });

  async function takeCommand({ body, ack }: ReceiverEvent): Promise<void> {
    try {
      const asked = readCommand(body, clock.now());
      if (asked === undefined) return await ack();
      const acknowledge = acks.once(asked.invocation.id, ack);
      await handOver(asked, commandTransport(outbound, partsOf(asked), acknowledge.with));
      await acknowledge.ended();
    } catch (error) {
      listenerFailed(error);
    }
  }

  function listenerFailed(error: unknown): void {
    log.error({ err: error, from: 'slack' }, 'a listener failed');
  }

  function listen(app: App): void {
    const opening = { ...outbound, asksForOptions: () => asksForOptions };

    app.action({}, async ({ body, ack }) => {
      await ack();
      const asked = readAction(body, clock.now());
      if (asked === undefined) return;
      await handOver(asked, laterTransport(opening, partsOf(asked)));
      if (asked.origin.onHome === true)
        await showHome(homeAgain(asked, { menu: core.menu, receivedAt: clock.now() }));
    });
    app.view({ type: 'view_submission', callback_id: formCallback }, async ({ body, ack }) => {
      const asked = readSubmission(body, clock.now(), files);
      if (asked === undefined) return ack();
      const acknowledge = formAcks.once(asked.invocation.id, (answer) => ack(answer));
      await handOver(asked, formTransport(outbound, partsOf(asked), acknowledge.with));
      await acknowledge.ended();
    });
    app.options<'block_suggestion'>(
      { type: 'block_suggestion', action_id: elementId },
      async ({ body, ack }) => {
        asksForOptions = true;
        const asked = readSuggestion(body);
        if (asked === undefined) return ack({ options: [] });
        const { channel: id, person, ...question } = asked;
        const conversation = { id, direct: conversations.isDirect(id) };
        const options = optionsFor({ ...question, conversation, person: known(person) }, core.suggest, clock);
        await inFlight.follow(options.then((found) => ack({ options: found })));
      },
    );
    app.shortcut(
      { type: 'message_action', callback_id: new RegExp(`^${shortcutPrefix}`) },
      async ({ body, ack }) => {
        await ack();
        const asked = readShortcut(body, clock.now(), files);
        if (asked !== undefined) await handOver(asked, laterTransport(opening, partsOf(asked)));
      },
    );
    const showHome = async (asked: Inbound | undefined) => {
      if (asked !== undefined) await handOver(asked, homeTransport(outbound, asked.origin));
    };
    app.event('app_home_opened', ({ body }) =>
      showHome(readHomeOpened(body, { menu: core.menu, receivedAt: clock.now() })),
    );
    const onMessage = async (body: unknown) => {
      const asked = readMessage(body, { botUser, receivedAt: clock.now(), files, menu: core.menu });
      if (asked !== undefined) await handOver(asked, laterTransport(opening, partsOf(asked)));
    };
    app.event('app_mention', ({ body }) => onMessage(body));
    app.event('message', ({ body }) => onMessage(body));
    app.event('link_shared', async ({ body }) => {
      const links = readLinks(body);
      if (links === undefined) return;
      await inFlight.follow(showBeside(outbound, core, links));
    });
    app.error(async (error) => listenerFailed(error));
  }

  return { takeCommand, listen };
}

import { App, type AuthorizeResult, LogLevel, type Receiver, type ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';
import type { ChatAdapter, Core, Readiness } from '../../src/chat/adapter.ts';
import type { Invocation, ReplyTransport } from '../../src/chat/invocation.ts';
import type { Outlet } from '../../src/chat/outlet.ts';
import type { Route } from '../../src/http/route.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { createInFlight } from '../../src/runtime/in-flight.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { Random } from '../../src/runtime/random.ts';
import { createAcks } from './acks.ts';
import { createBlockKinds } from './block-kinds.ts';
import { createConversationInfo } from './conversations.ts';
import { failureOf, isTooMuch } from './errors.ts';
import { openFiles } from './files.ts';
import { elementId } from './form-fields.ts';
import { formCallback } from './forms.ts';
import { homeAgain, homeTransport, readHomeOpened } from './home.ts';
import { slackName } from './identity.ts';
import {
  type Inbound,
  readAction,
  readCommand,
  readMessage,
  readShortcut,
  readSubmission,
  shortcutPrefix,
} from './inbound.ts';
import {
  type AckBody,
  commandTransport,
  type FormAck,
  formTransport,
  laterTransport,
  type OutboundDeps,
} from './outbound.ts';
import { type Session, slackOutlet } from './outlet.ts';
import { affiliationOf, createGroups, createProfiles } from './people.ts';
import { createHttpReceiver } from './receiver.ts';
import { createResponseUrls } from './response-url.ts';
import { createSocketReceiver } from './socket-receiver.ts';
import { optionsFor, readSuggestion } from './typeahead.ts';
import { readLinks, showBeside } from './unfurls.ts';
import { boltLogger, clientOptions, createSlackApi } from './web-api.ts';

export interface SlackDeps {
  readonly botToken: string;
  /** Socket Mode, or signed HTTP on the bot's own server. */
  readonly via: { readonly appToken: string } | { readonly signingSecret: string };
  /** The Web API's prefix, with its trailing slash. */
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Socket Mode: a connection without a pong for so long is dead. Default 5,000. */
  readonly pingTimeoutMs?: number;
  /** Socket Mode: how long a connection may take to be made. Default 10,000. */
  readonly connectTimeoutMs?: number;
}

export interface SlackAdapter extends ChatAdapter {
  readonly outlet: Outlet;
  /** What the bot's HTTP server has to serve: nothing with Socket Mode, `/slack/events` without. */
  readonly routes: readonly Route[];
}

/**
 * https://docs.slack.dev/reference/methods/auth.test. The token of an app that is installed for a whole organization names no
 * workspace, or the organization in its place.
 */
const tokenOwner = z.object({
  user_id: z.string(),
  bot_id: z.string().optional(),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().nullish(),
});

/** A command that is delivered again comes within its three seconds; what is kept are whole messages. */
const acksKept = { keepMs: 30_000, limit: 200 } as const;

/** Slack as a chat platform, through Bolt with receivers of our own. */
export function slackAdapter(deps: SlackDeps): SlackAdapter {
  const { clock, log, via } = deps;
  const api = createSlackApi({ token: deps.botToken, apiUrl: deps.apiUrl, log });
  const urls = createResponseUrls({ apiUrl: deps.apiUrl, clock });
  const files = openFiles({ ...deps, urls });
  const profiles = createProfiles({ api, clock, log });
  const conversations = createConversationInfo({ api, clock });
  const kinds = createBlockKinds({ clock });
  const groups = createGroups({ api, clock, log });
  const http = 'signingSecret' in via ? createHttpReceiver({ ...via, clock, log }) : undefined;
  const socket = 'appToken' in via ? createSocketReceiver({ ...deps, ...via }) : undefined;
  const receiver = http ?? socket;
  const acks = createAcks<AckBody>({ clock, ...acksKept });
  const formAcks = createAcks<FormAck>({ clock, ...acksKept });
  const inFlight = createInFlight();
  /** Over a socket it does; over HTTP only where the app has the URL for that, which shows once it asks. */
  let asksForOptions = socket !== undefined;
  let session: Session | undefined;
  let workspace: string | undefined;
  let organization: string | undefined;

  /** `person`, with what Slack was asked of them before. */
  function known(person: Invocation['person']): Invocation['person'] {
    const locale = profiles.localeOf(person.id);
    const zone = profiles.zoneOf(person.id);
    return { ...person, ...(locale !== undefined && { locale }), ...(zone !== undefined && { zone }) };
  }

  async function handOver(core: Core, asked: Inbound, transport: ReplyTransport): Promise<void> {
    const person = known(asked.invocation.person);
    const { id } = asked.invocation.conversation;
    if (asked.invocation.conversation.direct) conversations.noteDirect(id);
    const conversation: Invocation['conversation'] = { id, direct: conversations.isDirect(id) };
    await inFlight.follow(core.handle({ ...asked.invocation, conversation, person }, transport));
    void profiles.learn(person.id);
    void conversations.learn(id);
  }

  const partsOf = ({ origin, invocation }: Inbound) => ({ origin, receivedAt: invocation.receivedAt });
  const outboundOf = ({ words }: Core): OutboundDeps => ({
    api,
    urls,
    clock,
    log,
    names: profiles,
    kinds,
    words,
  });

  /** What a slash command does. It goes past Bolt, each of whose listeners would look at it first. */
  function commandTaker(core: Core): (event: ReceiverEvent) => Promise<void> {
    const outbound = outboundOf(core);
    return async ({ body, ack }) => {
      try {
        const asked = readCommand(body, clock.now());
        if (asked === undefined) return await ack();
        const acknowledge = acks.once(asked.invocation.id, ack);
        await handOver(core, asked, commandTransport(outbound, partsOf(asked), acknowledge.with));
        await acknowledge.ended();
      } catch (error) {
        listenerFailed(error);
      }
    };
  }

  function listenerFailed(error: unknown): void {
    log.error({ err: error, from: 'slack' }, 'a listener failed');
  }

  function listen(app: App, core: Core, botUser: string): void {
    const outbound = outboundOf(core);
    const opening = { ...outbound, asksForOptions: () => asksForOptions };

    app.action({}, async ({ body, ack }) => {
      await ack();
      const asked = readAction(body, clock.now());
      if (asked === undefined) return;
      await handOver(core, asked, laterTransport(opening, partsOf(asked)));
      if (asked.origin.onHome === true)
        await showHome(homeAgain(asked, { menu: core.menu, receivedAt: clock.now() }));
    });
    app.view({ type: 'view_submission', callback_id: formCallback }, async ({ body, ack }) => {
      const asked = readSubmission(body, clock.now(), files);
      if (asked === undefined) return ack();
      const acknowledge = formAcks.once(asked.invocation.id, (answer) => ack(answer));
      await handOver(core, asked, formTransport(outbound, partsOf(asked), acknowledge.with));
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
        if (asked !== undefined) await handOver(core, asked, laterTransport(opening, partsOf(asked)));
      },
    );
    const showHome = async (asked: Inbound | undefined) => {
      if (asked !== undefined) await handOver(core, asked, homeTransport(outbound, asked.origin));
    };
    app.event('app_home_opened', ({ body }) =>
      showHome(readHomeOpened(body, { menu: core.menu, receivedAt: clock.now() })),
    );
    const onMessage = async (body: unknown) => {
      const asked = readMessage(body, { botUser, receivedAt: clock.now(), files, menu: core.menu });
      if (asked !== undefined) await handOver(core, asked, laterTransport(opening, partsOf(asked)));
    };
    app.event('app_mention', ({ body }) => onMessage(body));
    app.event('message', ({ body }) => onMessage(body));
    app.event('link_shared', async ({ body }) => {
      const links = readLinks(body);
      if (links === undefined) return;
      await inFlight.follow(showBeside({ api, clock, log, names: profiles }, core, links));
    });
    app.error(async (error) => listenerFailed(error));
  }

  return {
    platform: slackName,
    outlet: slackOutlet({ api, urls, clock, log, names: profiles, kinds, session: () => session }),
    groupsOf: ({ person, among }) => groups.of(person, among),
    homes: () => (workspace === undefined ? [] : [workspace]),
    affiliationOf: (asked) => affiliationOf({ profiles, organization }, asked),
    isOwn: (conversation) => conversation.startsWith('D'),
    isReadByOthers: ({ workspace, conversation }) =>
      conversations.isReadByOthers(
        conversation,
        [workspace, workspace, organization].filter((each) => each !== undefined),
      ),
    routes: http === undefined ? [] : [http.route],
    async start(core) {
      if (receiver === undefined) throw new Error('Slack needs an app token or a signing secret');
      const answer = await api.call('auth.test', {});
      if (!answer.ok) throw new Error(whyNot(answer.error, deps.apiUrl, 'SLACK_BOT_TOKEN'));
      const bot = tokenOwner.parse(answer.data);
      organization = bot.enterprise_id ?? undefined;
      workspace = homeOf(bot);
      const authorization = (): AuthorizeResult => ({
        botUserId: bot.user_id,
        ...(workspace !== undefined && { teamId: workspace }),
        ...(bot.bot_id !== undefined && { botId: bot.bot_id }),
      });
      const app = new App({
        receiver: withCommands(receiver, commandTaker(core)),
        // A fresh object each time: Bolt writes the asker into it.
        authorize: async () => authorization(),
        convoStore: false,
        ignoreSelf: false,
        logger: boltLogger(log),
        logLevel: LogLevel.INFO,
        clientOptions: clientOptions(deps.apiUrl),
      });
      listen(app, core, bot.user_id);
      try {
        await app.start();
      } catch (error) {
        throw new Error(whyNot(failureOf(error).error, deps.apiUrl, 'SLACK_APP_TOKEN'), { cause: error });
      }
      session = { botUser: bot.user_id, words: core.words };
    },
    readiness: (): Readiness => {
      if (session === undefined) return { ok: false, detail: 'not connected yet' };
      if (socket === undefined) return { ok: true };
      const { open, lastFrameAt } = socket;
      return {
        ok: open > 0,
        ...(open === 0 && { detail: 'no socket is open' }),
        ...(lastFrameAt !== undefined && { lastFrameAt }),
      };
    },
    async stop() {
      session = undefined;
      receiver?.refuse();
      await inFlight.settled();
      await receiver?.stop();
      await urls.close();
      await files.close();
    },
  };
}

/** The workspace that the token belongs to; an organization's token belongs to none of its workspaces. */
function homeOf({
  team_id: team,
  is_enterprise_install: isWide,
}: z.infer<typeof tokenOwner>): string | undefined {
  return isWide === true || typeof team !== 'string' || !/^T[A-Z0-9]+$/.test(team) ? undefined : team;
}

/** Why Slack can't be used, in words that name what to mend. */
function whyNot(error: string, apiUrl: string, setting: string): string {
  const refused = ['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired'];
  if (refused.includes(error))
    return `Slack refuses ${setting} (${error}): copy it from the app's page again`;
  if (error === 'not_allowed_token_type') return `${setting} holds a token of another kind (${error})`;
  if (isTooMuch(error)) return `Slack takes no more calls for now (${error}): start again in a minute`;
  if (error === 'missing_scope') return `${setting} lacks a scope: install the app again from its manifest`;
  return `Slack can't be reached at ${new URL(apiUrl).host} (${error})`;
}

/** What Bolt takes for a command. An event may have any members of its own. */
function isCommand({ command, event }: ReceiverEvent['body']): boolean {
  return typeof command === 'string' && event === undefined;
}

/** A receiver whose commands go to `take`, and all else to Bolt. */
function withCommands(
  receiver: Omit<Receiver, 'init'> & { init(app: Pick<App, 'processEvent'>): void },
  take: (event: ReceiverEvent) => Promise<void>,
): Receiver {
  return {
    init: (bolt) =>
      receiver.init({
        processEvent: (event) => (isCommand(event.body) ? take(event) : bolt.processEvent(event)),
      }),
    start: (...how) => receiver.start(...how),
    stop: (...how) => receiver.stop(...how),
  };
}

import { App, type AuthorizeResult, LogLevel, type Receiver, type ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';
import type { ChatAdapter, Readiness } from '../../src/chat/adapter.ts';
import type { Outlet } from '../../src/chat/outlet.ts';
import type { Route } from '../../src/http/route.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { createInFlight } from '../../src/runtime/in-flight.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { Random } from '../../src/runtime/random.ts';
import { createBlockKinds } from './block-kinds.ts';
import { createConversationInfo } from './conversations.ts';
import { failureOf, isTooMuch } from './errors.ts';
import { openFiles } from './files.ts';
import { createGroups } from './groups.ts';
import { createHandlers } from './handlers.ts';
import { slackName } from './identity.ts';
import { type Session, slackOutlet } from './outlet.ts';
import { affiliationOf, createProfiles } from './people.ts';
import { createHttpReceiver } from './receiver.ts';
import { createResponseUrls } from './response-url.ts';
import { createSocketReceiver } from './socket-receiver.ts';
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
  const inFlight = createInFlight();
  let session: Session | undefined;
  let workspace: string | undefined;
  let organization: string | undefined;

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
      const { takeCommand, listen } = createHandlers({
        core,
        botUser: bot.user_id,
        outbound: { api, urls, clock, log, names: profiles, kinds, words: core.words },
        profiles,
        conversations,
        files,
        overSocket: socket !== undefined,
        inFlight,
      });
      const app = new App({
        receiver: withCommands(receiver, takeCommand),
        // A fresh object each time: Bolt writes the asker into it.
        authorize: async () => authorization(),
        convoStore: false,
        ignoreSelf: false,
        logger: boltLogger(log),
        logLevel: LogLevel.INFO,
        clientOptions: clientOptions(deps.apiUrl),
      });
      listen(app);
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

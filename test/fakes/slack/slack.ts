import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { type Clock, systemClock } from '../../../src/runtime/clock.ts';
import { type Random, systemRandom } from '../../../src/runtime/random.ts';
import { readArguments, text } from './arguments.ts';
import { readBody, uploaded } from './bodies.ts';
import { chatMethods, checked } from './chat-methods.ts';
import { conversationMethods } from './conversation-methods.ts';
import { type Delivery, kindOf, messageIn, type Payload } from './delivery.ts';
import { type MenuOption, menuOptions } from './elements.ts';
import { answerWith, createFaults, type Faults } from './faults.ts';
import { createHttpDeliveries, type HttpDeliveries } from './http-deliveries.ts';
import type { SlackMessage } from './message.ts';
import { fileMethods, peopleMethods } from './other-methods.ts';
import { createPace, type Pace } from './pace.ts';
import { blockActions, blockSuggestion, slashCommand, viewSubmission } from './payloads.ts';
import { createResponseUrls, showResponse } from './response-urls.ts';
import { createSockets, type Sockets } from './sockets.ts';
import { createTriggers } from './triggers.ts';
import { type Filled, inputsOf, nameOf, stateOf, viewMethods } from './views.ts';
import { visible } from './visible.ts';
import { type Call, callMethod, type Grant, type Methods } from './web-api.ts';
import { createWorkspace, type OpenView, people, places, type Workspace } from './workspace.ts';

export const botToken = 'xoxb-fake-bot-token';
export const appToken = 'xapp-fake-app-token';
export const signingSecret = 'fake-signing-secret';

/** Everything the bot's manifest asks for. */
export const botScopes = [
  'commands',
  'chat:write',
  'app_mentions:read',
  'im:history',
  'im:write',
  'channels:history',
  'groups:history',
  'usergroups:read',
  'files:read',
  'links:read',
  'links:write',
  'users:read',
  'channels:read',
  'groups:read',
  'im:read',
  'files:write',
] as const;

/** Slack on this machine: one workspace, the Web API, Socket Mode, signed deliveries, response URLs. */
export interface FakeSlack extends Workspace {
  /** For `SLACK_API_URL`. */
  readonly apiUrl: string;
  readonly calls: readonly Call[];
  /** The methods of the Web API that it answers. */
  readonly methods: readonly string[];
  readonly faults: Faults;
  readonly sockets: Sockets;
  /** Lets messages pass at any speed until a test says otherwise. */
  readonly pace: Pace;
  /** What the bot token may do; a test may take a scope away. */
  readonly scopes: Set<string>;
  /** Sends events to this URL from now on, instead of to sockets. */
  sendTo(url: string): HttpDeliveries;
  /** Sends `payload` and gives the person what its acknowledgement carried. */
  deliver(payload: Payload): Promise<Delivery>;
  /** Somebody types `line` and presses Enter. */
  type(line: string, overrides?: { user?: string; channel?: string }): Promise<Delivery>;
  /** Somebody clicks the button labelled `label` under `message`, with its first `ticked` boxes ticked. */
  click(
    message: SlackMessage,
    label: string,
    by?: string | { readonly user?: string; readonly ticked?: number },
  ): Promise<Delivery>;
  /** Somebody chooses `option` in the menu labelled `label` under `message`. */
  choose(message: SlackMessage, label: string, option: string, user?: string): Promise<Delivery>;
  /**
   * Somebody types into the menu labelled `label` of a form, which asks the app for its options: those it shows, to be
   * chosen from when the form is sent off.
   */
  search(opened: OpenView, label: string, typed: string): Promise<readonly MenuOption[]>;
  /**
   * Somebody fills in the form and sends it off: values by the fields' labels, those of options by theirs. Throws for
   * what Slack's client would not send. Once acknowledged without a word, the form is gone.
   */
  submit(opened: OpenView, filled: Filled): Promise<Delivery>;
  /** Takes no connection from now on, as one that is down, until the function it gives is called. */
  goDown(): Promise<() => Promise<void>>;
  /** A path for posts on behalf of `user`, as a whole URL. */
  responseUrl(user: string, channel: string, message?: SlackMessage): string;
  newTrigger(user?: string): string;
  /** A file that somebody uploaded: its `url_private`, which wants the token of a bot with `files:read`. */
  keepFile(bytes: Uint8Array): string;
  /** Every time one was asked for. */
  readonly fileReads: readonly FileRead[];
  stop(): Promise<void>;
}

/** One request for a kept file. */
interface FileRead {
  readonly path: string;
  readonly authorization: string;
}

/** Starts a fake Slack on a free port of the loopback interface. */
export async function startFakeSlack(
  options: {
    clock?: Clock;
    random?: Random;
    /** How often its sockets are pinged. */
    pingEveryMs?: number;
    /** Whether an uploaded file can be shown at once. */
    filesReady?: boolean;
  } = {},
): Promise<FakeSlack> {
  const clock = options.clock ?? systemClock;
  const random = options.random ?? systemRandom;
  const workspace = createWorkspace(clock);
  const faults = createFaults();
  const calls: Call[] = [];
  const scopes = new Set<string>(botScopes);
  const triggers = createTriggers(clock, () => workspace.id(''));
  const urls = createResponseUrls(workspace, clock);
  const pace = createPace(clock);
  const sockets = createSockets({
    clock,
    random,
    pingEveryMs: options.pingEveryMs ?? 10_000,
    changed: workspace.changed,
  });
  const keptFiles = new Map<string, Uint8Array>();
  const fileReads: FileRead[] = [];
  let http: HttpDeliveries | undefined;

  const methods: Methods = {
    ...chatMethods(workspace),
    ...conversationMethods(workspace, scopes),
    ...peopleMethods(workspace, () => origin),
    ...fileMethods(workspace, () => origin),
    ...viewMethods(workspace, triggers),
    'apps.connections.open': () => ({
      url: `${origin.replace('http', 'ws')}/link/?ticket=${random.token(16)}`,
    }),
  };
  const grants = (): Grant[] => [
    { token: botToken, scopes: [...scopes] },
    { token: appToken, scopes: ['connections:write'] },
  ];

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request);
    const path = request.url ?? '';
    const contentType = request.headers['content-type'] ?? '';
    if (path.startsWith('/api/')) {
      const method = path.slice('/api/'.length);
      const record = (args: Call['args']) => {
        calls.push({ method, args, at: clock.now() });
        workspace.changed();
      };
      const authorization = request.headers.authorization ?? '';
      const call = { method, authorization, contentType, body: body.toString() };
      await answerWith(response, faults.take(method), async () => {
        const args = method === 'chat.postMessage' ? readArguments(contentType, call.body) : undefined;
        const tooFast = args && pace.take(text(args, 'channel'));
        return tooFast ?? callMethod(methods, grants(), call, record);
      });
    } else if (path.startsWith('/upload/')) {
      const file = workspace.files.get(path.split('/').at(-1) ?? '');
      await answerWith(response, faults.take('upload'), async () => {
        if (file === undefined) return { status: 404, body: 'no such upload' };
        const bytes = await uploaded(contentType, body);
        if (bytes.length !== file.length) return { status: 400, body: 'not the length that was announced' };
        file.bytes = bytes;
        file.ready = options.filesReady ?? true;
        return { status: 200, body: `OK - ${bytes.length}` };
      });
    } else if (path.startsWith('/files-pri/')) {
      const shown = request.headers.authorization ?? '';
      fileReads.push({ path, authorization: shown });
      const bytes = keptFiles.get(path);
      // Without a token Slack leads to its page for signing in.
      if (shown !== `Bearer ${botToken}` || !scopes.has('files:read') || bytes === undefined) {
        response.writeHead(302, { location: `${origin}/signin` }).end();
      } else response.writeHead(200, { 'content-type': 'image/png' }).end(bytes);
    } else {
      await answerWith(response, faults.take('response_url'), async () =>
        urls.post(path, contentType, body.toString()),
      );
    }
  };
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  const origin = await listen(server);

  const deliver = async (payload: Payload): Promise<Delivery> => {
    const delivery = await (http?.deliver(payload) ?? sockets.deliver(payload));
    if (delivery.outcome !== 'acknowledged') workspace.problems.push(delivery.outcome);
    const message = kindOf(payload) === 'slash_commands' ? messageIn(delivery.body) : undefined;
    if (message !== undefined) {
      workspace.responses.push(message);
      const asked = { user: String(payload['user_id']), channel: String(payload['channel_id']), via: 'ack' };
      const content = checked(workspace, message);
      if ('error' in content) workspace.problems.push('invalid_command_response');
      else showResponse(workspace, asked, message, content);
    }
    return delivery;
  };

  const act = (message: SlackMessage, user: string, action: Payload, state: Payload = { values: {} }) => {
    const { channel, ts, threadTs } = message;
    const isEphemeral = message.seenBy !== 'everyone';
    const place = { message_ts: ts, channel_id: channel, is_ephemeral: isEphemeral };
    return deliver(
      blockActions({
        user: { id: user, username: 'someone', name: 'someone', team_id: workspace.teamId },
        channel: { id: channel, name: workspace.channels.get(channel)?.name ?? '' },
        container: { type: 'message', ...place, ...(threadTs !== undefined && { thread_ts: threadTs }) },
        trigger_id: triggers.make(user),
        response_url: origin + urls.make(user, channel, message),
        ...(isEphemeral
          ? {}
          : { message: { type: 'message', ts, text: message.text, blocks: message.blocks } }),
        actions: [{ action_ts: workspace.stamp(), ...action }],
        state,
      }),
    );
  };

  return Object.assign(workspace, {
    apiUrl: `${origin}/api/`,
    calls,
    methods: Object.keys(methods),
    faults,
    sockets,
    pace,
    scopes,
    deliver,
    sendTo(url: string) {
      http = createHttpDeliveries({ url, signingSecret, clock });
      return http;
    },
    type(line: string, overrides: { user?: string; channel?: string } = {}) {
      const user = overrides.user ?? people.ann;
      const channel = overrides.channel ?? places.buying;
      const [command = '', ...rest] = line.split(' ');
      return deliver(
        slashCommand({
          command,
          text: rest.join(' '),
          user_id: user,
          channel_id: channel,
          trigger_id: triggers.make(user),
          response_url: origin + urls.make(user, channel),
        }),
      );
    },
    click(
      message: SlackMessage,
      label: string,
      by: string | { readonly user?: string; readonly ticked?: number } = people.ann,
    ) {
      const { user = people.ann, ticked = 0 } = typeof by === 'string' ? { user: by } : by;
      const button = visible(message).buttons.find((one) => one.label === label);
      if (button === undefined) throw new Error(`no button ${label}`);
      const { actionId, blockId, value } = button;
      const text = { type: 'plain_text', text: label, emoji: false };
      const given = { type: 'button', action_id: actionId, block_id: blockId ?? 'b0', text };
      const state = { values: tickedIn(message, ticked) };
      return act(message, user, value === undefined ? given : { ...given, value }, state);
    },
    choose(message: SlackMessage, label: string, option: string, user: string = people.ann) {
      const menu = visible(message).choices.find((one) => one.label === label);
      const chosen = menu?.options.find((one) => one.label === option);
      if (menu === undefined || chosen === undefined) throw new Error(`no choice ${label}: ${option}`);
      const selected = { text: { type: 'plain_text', text: option, emoji: false }, value: chosen.value };
      return act(message, user, {
        type: 'static_select',
        action_id: menu.actionId,
        block_id: 'b0',
        selected_option: selected,
      });
    },
    async search(opened: OpenView, label: string, typed: string) {
      const inputs = inputsOf(opened.view);
      const input = inputs.find((each) => nameOf(each, inputs) === label);
      if (input?.element.type !== 'external_select') throw new Error(`${label} is no menu that asks`);
      const { action_id, min_query_length: least = 3 } = input.element;
      if (typed.length < least) return [];
      const { id, user, view } = opened;
      const { body } = await deliver(
        blockSuggestion({
          user: { id: user, username: 'someone', name: 'someone', team_id: workspace.teamId },
          container: { type: 'view', view_id: id },
          // A form stands in no channel.
          channel: undefined,
          action_id,
          block_id: input.block_id,
          value: typed,
          view: { ...view, id, team_id: workspace.teamId, state: { values: {} } },
        }),
      );
      const { options } = menuOptions.parse(body);
      opened.given.set(input.block_id ?? '', options);
      return options;
    },
    async submit(opened: OpenView, filled: Filled) {
      const { id, user, view } = opened;
      const state = { values: stateOf(opened, filled) };
      const delivery = await deliver(
        viewSubmission({
          user: { id: user, username: 'someone', name: 'someone', team_id: workspace.teamId },
          trigger_id: triggers.make(user),
          view: {
            ...view,
            id,
            team_id: workspace.teamId,
            state,
            hash: workspace.stamp(),
            root_view_id: id,
            app_id: workspace.appId,
            bot_id: workspace.botId,
          },
        }),
      );
      const errors = errorsIn(delivery.body);
      const blocks = view.blocks.map(({ block_id }) => block_id);
      // The client would show nothing, and the person would not know why the form stays.
      if (errors?.some((block) => !blocks.includes(block))) workspace.problems.push('errors of no field');
      // A body without a word closes it: nothing over HTTP, `{}` as its own client has it over a socket.
      const isClosed = ['""', '{}', undefined].includes(JSON.stringify(delivery.body));
      if (isClosed && delivery.outcome === 'acknowledged')
        workspace.views.splice(workspace.views.indexOf(opened), 1);
      return delivery;
    },
    async goDown() {
      const { port } = new URL(origin);
      while (sockets.open > 0) sockets.cut();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      return async () => {
        await listen(server, Number(port));
      };
    },
    responseUrl: (user: string, channel: string, message?: SlackMessage) =>
      origin + urls.make(user, channel, message),
    newTrigger: (user: string = people.ann) => triggers.make(user),
    fileReads,
    keepFile(bytes: Uint8Array) {
      const path = `/files-pri/${workspace.teamId}-${workspace.id('F')}/picture.png`;
      keptFiles.set(path, bytes);
      return origin + path;
    },
    async stop() {
      sockets.close();
      await http?.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** The state of `message` with the first `count` boxes of each group ticked. */
function tickedIn({ blocks }: SlackMessage, count: number): Payload {
  const boxes = blocks.flatMap((block) =>
    block.type === 'actions' ? block.elements.filter(({ type }) => type === 'checkboxes') : [],
  );
  return Object.fromEntries(
    boxes.flatMap((element, at) => {
      if (element.type !== 'checkboxes') return [];
      const selected_options = element.options.slice(0, count);
      return [[`b${at}`, { [element.action_id ?? '']: { type: 'checkboxes', selected_options } }]];
    }),
  );
}

/** The blocks that an acknowledgement says something is wrong with. */
function errorsIn(body: unknown): readonly string[] | undefined {
  const read = z
    .object({
      response_action: z.literal('errors'),
      errors: z.record(z.string(), z.string().min(1)).refine((errors) => Object.keys(errors).length > 0),
    })
    .safeParse(body);
  return read.success ? Object.keys(read.data.errors) : undefined;
}

function listen(server: ReturnType<typeof createServer>, port = 0): Promise<string> {
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
    });
  });
}

import { z } from 'zod';
import type { RegisteredCommand } from './command-registry.ts';
import { parseForm } from './form.ts';
import type { RequestBody } from './http-body.ts';
import { checkMessage } from './message-rules.ts';
import { refusals } from './rest-error.ts';
import { wireMessage } from './wire-message.ts';
import type { World } from './world.ts';

/** What a route is given. `at` holds the variable parts of its path, in order. */
export interface RouteCall {
  readonly world: World;
  readonly gatewayUrl: string;
  readonly at: readonly string[];
  readonly query: URLSearchParams;
  readonly body: RequestBody;
}

export interface RouteAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** One endpoint of the REST API. */
export interface FakeRoute {
  /** As rate limits name it: `POST /channels/:id/messages`. */
  readonly name: string;
  readonly method: string;
  readonly pattern: RegExp;
  /** Only with the bot's token. */
  readonly auth: boolean;
  readonly answer: (call: RouteCall) => RouteAnswer;
}

/** `:id` is a snowflake, `:token` anything up to the next slash. */
function route(name: string, auth: boolean, answer: (call: RouteCall) => RouteAnswer): FakeRoute {
  const [method = '', path = ''] = name.split(' ');
  const pattern = path.replaceAll(':id', '(\\d{1,20})').replaceAll(':token', '([^/]+)');
  return { name, method, pattern: new RegExp(`^${pattern}$`), auth, answer };
}

const ok = (body: unknown): RouteAnswer => ({ status: 200, body });
const done: RouteAnswer = { status: 204 };

const whoAmI = [
  route('GET /gateway', false, ({ gatewayUrl }) => ok({ url: gatewayUrl })),
  route('GET /gateway/bot', true, ({ gatewayUrl }) =>
    ok({
      url: gatewayUrl,
      shards: 1,
      session_start_limit: { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 1 },
    }),
  ),
  route('GET /users/@me', true, ({ world }) => ok(world.identity.botUser)),
  route('GET /applications/@me', true, ({ world }) => ok(application(world))),
  route('GET /oauth2/applications/@me', true, ({ world }) => ok(application(world))),
  route('GET /users/@me/guilds', true, ({ world }) =>
    ok(
      world.guildIds.map((id) => ({ id, name: `guild ${id}`, owner: false, permissions: '0', features: [] })),
    ),
  ),
];

function application({ identity }: World): object {
  return {
    id: identity.applicationId,
    name: 'shoptalk',
    icon: null,
    description: '',
    bot_public: false,
    bot_require_code_grant: false,
    verify_key: identity.publicKey,
    flags: 0,
    bot: identity.botUser,
  };
}

const interactions = [
  route('POST /interactions/:id/:token/callback', false, ({ world, at, query, body }) => {
    const [id = '', token = ''] = at;
    const message = world.interactions.answer(id, token, body.json, body.files);
    if (query.get('with_response') !== 'true') return done;
    const entry = world.interactions.get(id);
    return ok({
      interaction: { id, type: entry.type, response_message_id: message?.id ?? null },
      resource: {
        type: entry.answeredWith,
        ...(message !== undefined && { message: wireMessage(message, world.identity) }),
      },
    });
  }),
  route('GET /webhooks/:id/:token/messages/@original', false, (call) =>
    ok(wireMessage(original(call), call.world.identity)),
  ),
  route('PATCH /webhooks/:id/:token/messages/@original', false, (call) => {
    const message = original(call);
    return ok(edited(call, message.id));
  }),
  route('DELETE /webhooks/:id/:token/messages/@original', false, (call) => {
    call.world.messages.delete(original(call).id);
    return done;
  }),
  route('POST /webhooks/:id/:token', false, (call) => {
    const [applicationId = '', token = ''] = call.at;
    const entry = call.world.interactions.byToken(applicationId, token);
    const message = call.world.interactions.followUp(entry, call.body.json, call.body.files);
    return ok(wireMessage(message, call.world.identity));
  }),
];

function original({ world, at }: RouteCall) {
  const [applicationId = '', token = ''] = at;
  const { originalId } = world.interactions.byToken(applicationId, token);
  if (originalId === undefined) throw refusals.unknownMessage();
  return world.messages.get(originalId);
}

function edited({ world, body }: RouteCall, id: string): object {
  const before = world.messages.get(id);
  const kept = before.files.map((file) => file.filename);
  const payload = checkMessage(body.json, body.files, { allowed: 'edit', kept, partial: true });
  return wireMessage(world.messages.edit(id, payload, body.files), world.identity);
}

const recipient = z.looseObject({ recipient_id: z.string().regex(/^\d{1,20}$/) });

const channels = [
  route('POST /users/@me/channels', true, ({ world, body }) => {
    const { recipient_id } = parseForm(recipient, body.json);
    const id = world.channels.directChannel(recipient_id);
    return ok({
      id,
      type: 1,
      last_message_id: null,
      recipients: [{ id: recipient_id, username: 'someone' }],
    });
  }),
  route('POST /channels/:id/messages', true, ({ world, at, body }) => {
    const [channelId = ''] = at;
    world.channels.checkWritable(channelId);
    const payload = checkMessage(body.json, body.files, { allowed: 'channel' });
    const message = world.messages.create({ channelId, origin: 'channel', payload, files: body.files });
    return ok(wireMessage(message, world.identity));
  }),
  route('PATCH /channels/:id/messages/:id', true, (call) => {
    const [channelId = '', id = ''] = call.at;
    call.world.channels.checkWritable(channelId);
    return ok(edited(call, id));
  }),
  route('GET /channels/:id/messages', true, ({ world, at, query }) => {
    const [channelId = ''] = at;
    world.channels.checkWritable(channelId);
    const after = BigInt(query.get('after') ?? '0');
    const found = world.messages
      .all()
      .filter((one) => one.channelId === channelId && one.onlyFor === undefined && BigInt(one.id) > after)
      .reverse();
    const limit = Number(query.get('limit') ?? '50');
    return ok(found.slice(0, limit).map((one) => wireMessage(one, world.identity)));
  }),
  route('POST /channels/:id/typing', true, ({ world, at }) => {
    const [channelId = ''] = at;
    world.channels.checkWritable(channelId);
    world.typing.push(channelId);
    return done;
  }),
];

const scopes = [
  { path: '/applications/:id/commands', scopeOf: () => 'global' },
  { path: '/applications/:id/guilds/:id/commands', scopeOf: (at: readonly string[]) => at[1] ?? '' },
];

const commands = scopes.flatMap(({ path, scopeOf }) => [
  route(`GET ${path}`, true, ({ world, at, query }) => {
    const full = query.get('with_localizations') === 'true';
    return ok(world.commands.list(scopeOf(at)).map((one) => wireCommand(world, scopeOf(at), one, full)));
  }),
  route(`PUT ${path}`, true, ({ world, at, body }) => {
    const scope = scopeOf(at);
    return ok(world.commands.put(scope, body.json).map((one) => wireCommand(world, scope, one, true)));
  }),
  route(`POST ${path}`, true, ({ world, at, body }) => {
    const { command, created } = world.commands.post(scopeOf(at), body.json);
    return { status: created ? 201 : 200, body: wireCommand(world, scopeOf(at), command, true) };
  }),
  route(`PATCH ${path}/:id`, true, ({ world, at, body }) => {
    const command = world.commands.patch(scopeOf(at), at.at(-1) ?? '', body.json);
    return ok(wireCommand(world, scopeOf(at), command, true));
  }),
  route(`DELETE ${path}/:id`, true, ({ world, at }) => {
    world.commands.delete(scopeOf(at), at.at(-1) ?? '');
    return done;
  }),
]);

function wireCommand(world: World, scope: string, command: RegisteredCommand, full: boolean): object {
  const { name_localizations, description_localizations, ...rest } = command;
  return {
    application_id: world.identity.applicationId,
    default_member_permissions: null,
    nsfw: false,
    ...(scope === 'global' ? { contexts: null, integration_types: [0] } : { guild_id: scope }),
    ...rest,
    ...(full && {
      name_localizations: name_localizations ?? null,
      description_localizations: description_localizations ?? null,
    }),
  };
}

/** Every endpoint that the fake knows. */
export const routes: readonly FakeRoute[] = [...whoAmI, ...interactions, ...channels, ...commands];

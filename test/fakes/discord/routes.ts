import { channelRoutes, edited } from './channel-routes.ts';
import type { RegisteredCommand } from './command-registry.ts';
import { refusals } from './rest-error.ts';
import { done, type FakeRoute, ok, type RouteCall, route } from './route.ts';
import { wireMember } from './wire-guild.ts';
import { wireMessage } from './wire-message.ts';
import type { World } from './world.ts';

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
      world.guildIds.map((id) => ({
        id,
        name: `guild ${id}`,
        owner: false,
        permissions: world.permissions,
        features: [],
      })),
    ),
  ),
];

function application({ identity, isPublic }: World): object {
  return {
    id: identity.applicationId,
    name: 'shoptalk',
    icon: null,
    description: '',
    bot_public: isPublic,
    bot_require_code_grant: false,
    verify_key: identity.publicKey,
    flags: 0,
    bot: identity.botUser,
  };
}

/** resources/guild, Get Guild Member. */
const guilds = [
  route('GET /guilds/:id/members/:id', true, ({ world, at }) => {
    const [guildId = '', userId = ''] = at;
    return ok(wireMember(userId, world.members.get(guildId, userId)));
  }),
];

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
    // A token of an interaction opens no thread again.
    call.world.channels.checkActive(message.channelId);
    return ok(edited(call, message.id));
  }),
  route('DELETE /webhooks/:id/:token/messages/@original', false, (call) => {
    call.world.messages.delete(original(call).id);
    return done;
  }),
  route('POST /webhooks/:id/:token', false, (call) => {
    const [applicationId = '', token = ''] = call.at;
    const entry = call.world.interactions.byToken(applicationId, token);
    call.world.channels.checkActive(entry.channelId);
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
export const routes: readonly FakeRoute[] = [
  ...whoAmI,
  ...guilds,
  ...interactions,
  ...channelRoutes,
  ...commands,
];

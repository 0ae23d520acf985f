import { z } from 'zod';
import { parseForm, words } from './form.ts';
import { documented } from './limits.ts';
import { checkMessage, type MessagePayload } from './message-rules.ts';
import type { StoredMessage } from './message-store.ts';
import { invalidForm, refusals } from './rest-error.ts';
import { done, ok, type RouteCall, route } from './route.ts';
import { wireChannel, wireHistory, wireMessage } from './wire-message.ts';
import type { World } from './world.ts';

const recipient = z.looseObject({ recipient_id: z.string().regex(/^\d{1,20}$/) });
const newThread = z.looseObject({
  name: words(documented.threadName),
  auto_archive_duration: z.literal([60, 1440, 4320, 10080]).optional(),
});

/** The message of `call` with the new content in its body. */
export function edited({ world, body }: RouteCall, id: string): object {
  const before = world.messages.get(id);
  const kept = before.files.map((file) => file.filename);
  const payload = checkMessage(body.json, body.files, { allowed: 'edit', kept, partial: true });
  return wireMessage(world.messages.edit(id, payload, body.files), world.identity);
}

/** What can be read in a channel, oldest first. */
function readable(world: World, channelId: string): readonly StoredMessage[] {
  return world.messages.all().filter((one) => one.channelId === channelId && one.onlyFor === undefined);
}

/** The message of the path, which has to stand in the channel of the path. */
function messageAt({ world, at }: RouteCall): StoredMessage {
  const [channelId = '', id = ''] = at;
  const message = world.messages.get(id);
  if (message.channelId !== channelId) throw refusals.unknownMessage();
  return message;
}

function checkReference(world: World, channelId: string, { message_reference }: MessagePayload): void {
  if (message_reference == null) return;
  if (world.channels.isForbidden(channelId, 'history')) throw refusals.noReadingBack();
  if (message_reference.fail_if_not_exists === false) return;
  const answered = readable(world, channelId).some(({ id }) => id === message_reference.message_id);
  if (answered) return;
  const error = { code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' };
  throw invalidForm([{ path: ['message_reference'], ...error }]);
}

export const channelRoutes = [
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
  route('GET /channels/:id', true, ({ world, at }) => {
    const [channelId = ''] = at;
    world.channels.checkVisible(channelId);
    const last = readable(world, channelId).at(-1)?.id ?? null;
    return ok({ ...wireChannel(channelId, world.channels), last_message_id: last });
  }),
  route('POST /channels/:id/messages', true, ({ world, at, body }) => {
    const [channelId = ''] = at;
    world.channels.checkWritable(channelId);
    const payload = checkMessage(body.json, body.files, { allowed: 'channel' });
    const mayAttach = !world.channels.isForbidden(channelId, 'files');
    if (body.files.length > 0 && !mayAttach) throw refusals.missingPermissions();
    checkReference(world, channelId, payload);
    const message = world.messages.create({ channelId, origin: 'channel', payload, files: body.files });
    return ok(wireMessage(message, world.identity));
  }),
  route('PATCH /channels/:id/messages/:id', true, (call) => {
    const [channelId = ''] = call.at;
    call.world.channels.checkActive(channelId);
    return ok(edited(call, messageAt(call).id));
  }),
  route('GET /channels/:id/messages/:id', true, (call) => {
    const [channelId = ''] = call.at;
    const { channels, identity } = call.world;
    channels.checkVisible(channelId);
    if (channels.isForbidden(channelId, 'history')) throw refusals.missingAccess();
    return ok(wireHistory(messageAt(call), identity, channels));
  }),
  route('GET /channels/:id/messages', true, ({ world, at, query }) => {
    const [channelId = ''] = at;
    world.channels.checkVisible(channelId);
    // Without the permission nothing is returned, and nothing said (resources/message, Get Channel Messages).
    if (world.channels.isForbidden(channelId, 'history')) return ok([]);
    const after = query.get('after');
    const limit = Number(query.get('limit') ?? '50');
    const all = readable(world, channelId);
    const page =
      after === null ? all.slice(-limit) : all.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit);
    return ok(page.toReversed().map((one) => wireHistory(one, world.identity, world.channels)));
  }),
  route('POST /channels/:id/messages/:id/threads', true, (call) => {
    const [channelId = ''] = call.at;
    const { channels } = call.world;
    channels.checkVisible(channelId);
    const { id } = messageAt(call);
    const { name } = parseForm(newThread, call.body.json);
    channels.startThread(channelId, id, name);
    return { status: 201, body: wireChannel(id, channels) };
  }),
  route('POST /channels/:id/typing', true, ({ world, at }) => {
    const [channelId = ''] = at;
    world.channels.checkWritable(channelId);
    world.typing.push(channelId);
    return done;
  }),
];

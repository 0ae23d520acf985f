import type { Channels } from './channels.ts';
import type { Identity } from './identity.ts';
import type { StoredMessage } from './message-store.ts';

/**
 * A stored message as the REST API and the gateway write it (resources/message, Message Structure), right after it was
 * sent. Read later it comes without its nonce (Rapptz/discord.py #2451); see {@link wireHistory}.
 */
export function wireMessage(message: StoredMessage, identity: Identity): object {
  const users = [...message.content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id);
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.origin === 'interaction' ? 20 : message.replyTo === undefined ? 0 : 19,
    author: message.authorId === undefined ? identity.botUser : { ...identity.botUser, id: message.authorId },
    content: message.content,
    embeds: message.embeds.map((embed) => ({ type: 'rich', ...embed })),
    components: message.components,
    attachments: message.files.map((file) => ({
      id: file.id,
      filename: file.filename,
      size: file.bytes.length,
      content_type: file.contentType,
      url: `https://cdn.discordapp.com/ephemeral-attachments/${file.id}/${file.filename}`,
      proxy_url: `https://media.discordapp.net/ephemeral-attachments/${file.id}/${file.filename}`,
      ...(file.description !== undefined && { description: file.description }),
    })),
    mentions: users.map((id) => ({
      id,
      username: `user${id}`,
      discriminator: '0',
      avatar: null,
      global_name: null,
    })),
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    timestamp: new Date(message.createdAt).toISOString(),
    edited_timestamp: message.edits === 0 ? null : new Date(message.createdAt).toISOString(),
    flags: message.flags,
    ...(message.nonce !== undefined && { nonce: message.nonce }),
    ...(message.origin === 'interaction' && {
      application_id: identity.applicationId,
      webhook_id: identity.applicationId,
    }),
    ...(message.replyTo !== undefined && {
      message_reference: { message_id: message.replyTo, channel_id: message.channelId },
    }),
  };
}

/** A stored message as it is read back, with the thread that was started from it, if any. */
export function wireHistory(message: StoredMessage, identity: Identity, channels: Channels): object {
  const thread = channels.thread(message.id);
  return {
    ...wireMessage({ ...message, nonce: undefined }, identity),
    ...(thread !== undefined && { thread: wireChannel(message.id, channels) }),
  };
}

/** A channel (resources/channel, Channel Structure), without the last message. */
export function wireChannel(id: string, channels: Channels): object {
  const thread = channels.thread(id);
  return {
    id,
    type: channels.typeOf(id),
    ...(thread !== undefined && {
      name: thread.name,
      parent_id: thread.parentId,
      thread_metadata: { archived: thread.archived, locked: thread.locked, auto_archive_duration: 1440 },
    }),
  };
}

import { refusals } from './rest-error.ts';
import type { Snowflakes } from './snowflakes.ts';

/** What the bot may not do: see a channel, write in it, start threads there, speak in threads, read back, attach. */
type Forbidden = 'access' | 'permission' | 'threads' | 'speaking in threads' | 'history' | 'files';

type ThreadType = 10 | 11 | 12;

/** A thread as it stands. */
interface Thread {
  readonly parentId: string;
  readonly name: string;
  /** resources/channel, Channel Types: 10 of announcements, 11 public or a post of a forum, 12 private. */
  readonly type: ThreadType;
  archived: boolean;
  locked: boolean;
}

/** The places a bot can write to, and who has shut it out. */
export interface Channels {
  /** A text channel of a guild. */
  addGuildChannel(id: string): void;
  /** A thread that somebody else started in a guild's channel. */
  addThread(id: string, parentId: string, type?: ThreadType): void;
  /** The channel is gone. */
  remove(id: string): void;
  /** The direct-message channel of a user, the same each time. */
  directChannel(userId: string): string;
  /** From now on the user takes no direct messages: 50007 on sending. */
  closeDirectMessages(userId: string): void;
  /** From now on the bot may not do something in the channel: 50001 or 50013, or nothing to read. */
  forbid(channelId: string, how: Forbidden): void;
  isForbidden(channelId: string, how: Forbidden): boolean;
  /** Starts the thread of a message, or throws what Discord answers. */
  startThread(channelId: string, messageId: string, name: string): Thread;
  thread(id: string): Thread | undefined;
  /** A thread that nobody spoke in for long; `locked`: a moderator has closed it. */
  archive(threadId: string, locked?: boolean): void;
  /** A moderator has closed a thread that people still look into. */
  lock(threadId: string): void;
  /** Throws what Discord answers to a bot that looks there. */
  checkVisible(channelId: string): void;
  /** Throws what Discord answers to a bot that writes there, and opens a thread that was merely archived. */
  checkWritable(channelId: string): void;
  /** Throws what Discord answers to a bot that changes something there. */
  checkActive(channelId: string): void;
  /** resources/channel, Channel Types. */
  typeOf(channelId: string): 0 | 1 | ThreadType;
}

export function createChannels(ids: Snowflakes): Channels {
  const guildChannels = new Set<string>();
  const directByUser = new Map<string, string>();
  const closed = new Set<string>();
  const forbidden = new Map<string, Set<Forbidden>>();
  const threads = new Map<string, Thread>();

  function directChannel(userId: string): string {
    const id = directByUser.get(userId) ?? ids.next();
    directByUser.set(userId, id);
    return id;
  }

  /** Of the channel, or of the one that the thread is in. */
  function isForbidden(channelId: string, how: Forbidden): boolean {
    const parentId = threads.get(channelId)?.parentId ?? channelId;
    return [channelId, parentId].some((id) => forbidden.get(id)?.has(how) === true);
  }

  function checkVisible(channelId: string): void {
    const isDirect = [...directByUser.values()].includes(channelId);
    const exists = guildChannels.has(channelId) || threads.has(channelId) || isDirect;
    if (!exists) throw refusals.unknownChannel();
    if (isForbidden(channelId, 'access')) throw refusals.missingAccess();
  }

  function checkActive(channelId: string): void {
    checkVisible(channelId);
    const thread = threads.get(channelId);
    if (thread?.archived === true) throw refusals.archivedThread();
    if (thread?.locked === true) throw refusals.threadLocked();
  }

  function threadAt(id: string): Thread {
    const thread = threads.get(id);
    if (thread === undefined) throw new Error(`no thread ${id}`);
    return thread;
  }

  const self: Channels = {
    addGuildChannel(id) {
      guildChannels.add(id);
    },
    addThread(id, parentId, type = 11) {
      threads.set(id, { parentId, name: 'a thread', type, archived: false, locked: false });
    },
    remove(id) {
      guildChannels.delete(id);
      threads.delete(id);
    },
    directChannel,
    closeDirectMessages(userId) {
      closed.add(directChannel(userId));
    },
    forbid(channelId, how) {
      forbidden.set(channelId, (forbidden.get(channelId) ?? new Set()).add(how));
    },
    isForbidden,
    startThread(channelId, messageId, name) {
      checkVisible(channelId);
      if (self.typeOf(channelId) !== 0) throw refusals.wrongChannelType();
      if (isForbidden(channelId, 'threads')) throw refusals.missingPermissions();
      if (threads.has(messageId)) throw refusals.threadExists();
      const thread: Thread = { parentId: channelId, name, type: 11, archived: false, locked: false };
      threads.set(messageId, thread);
      return thread;
    },
    thread: (id) => threads.get(id),
    archive(threadId, locked = false) {
      Object.assign(threadAt(threadId), { archived: true, locked });
    },
    lock(threadId) {
      Object.assign(threadAt(threadId), { archived: false, locked: true });
    },
    checkVisible,
    checkWritable(channelId) {
      checkVisible(channelId);
      const thread = threads.get(channelId);
      const how = thread === undefined ? 'permission' : 'speaking in threads';
      if (isForbidden(channelId, how)) throw refusals.missingPermissions();
      if (closed.has(channelId)) throw refusals.cannotMessageUser();
      if (thread?.locked === true) {
        throw thread.archived ? refusals.archivedThread() : refusals.threadLocked();
      }
      if (thread !== undefined) thread.archived = false;
    },
    checkActive,
    typeOf: (channelId) => threads.get(channelId)?.type ?? (guildChannels.has(channelId) ? 0 : 1),
  };
  return self;
}

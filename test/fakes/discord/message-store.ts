import type { Clock } from '../../../src/runtime/clock.ts';
import { messageFlags } from './limits.ts';
import type { AllowedMentions, MessagePayload, UploadedFile } from './message-rules.ts';
import { invalidForm, refusals } from './rest-error.ts';
import type { Snowflakes } from './snowflakes.ts';

/** How long a nonce is remembered: Discord says "the past few minutes". */
const nonceMs = 5 * 60_000;
/** Later than this, edits are counted (opcodes-and-status-codes, 30046). */
const oldMs = 60 * 60_000;

/** A message as the fake keeps it. */
export interface StoredMessage {
  readonly id: string;
  readonly channelId: string;
  readonly createdAt: number;
  /** By an interaction's answer, or by the channel's own endpoint: their defaults for mentions differ. */
  readonly origin: 'channel' | 'interaction';
  /** Somebody else than the bot. */
  authorId?: string;
  readonly nonce: string | undefined;
  readonly replyTo: string | undefined;
  /** The only one who sees it. */
  readonly onlyFor: string | undefined;
  content: string;
  embeds: NonNullable<MessagePayload['embeds']>;
  components: NonNullable<MessagePayload['components']>;
  /** Of a message of components: what is read in it, and its pictures. */
  tree?: MessagePayload['tree'];
  files: readonly StoredFile[];
  flags: number;
  allowedMentions: AllowedMentions | undefined;
  edits: number;
  deleted: boolean;
}

interface StoredFile {
  readonly id: string;
  readonly filename: string;
  readonly description: string | undefined;
  readonly contentType: string;
  readonly bytes: Buffer;
}

interface NewMessage {
  readonly channelId: string;
  readonly origin: 'channel' | 'interaction';
  readonly payload: MessagePayload;
  readonly files: readonly UploadedFile[];
  readonly flags?: number;
  readonly onlyFor?: string | undefined;
}

/** Keeps the messages of every channel, as they would be after all edits. */
export interface MessageStore {
  create(message: NewMessage): StoredMessage;
  edit(id: string, payload: MessagePayload, files: readonly UploadedFile[]): StoredMessage;
  delete(id: string): void;
  /** How many more edits of messages older than an hour are taken; any number unless set. */
  allowOldEdits(count: number): void;
  /** The message, or 10008. */
  get(id: string): StoredMessage;
  /** Every message that is not deleted, oldest first. */
  all(): readonly StoredMessage[];
  /** Calls `listen` after every change. */
  onChange(listen: () => void): void;
}

export function createMessageStore(deps: { ids: Snowflakes; clock: Clock }): MessageStore {
  const messages = new Map<string, StoredMessage>();
  const listeners: (() => void)[] = [];
  let oldEditsLeft = Number.POSITIVE_INFINITY;
  const changed = () => {
    for (const listen of listeners) listen();
  };

  function get(id: string): StoredMessage {
    const message = messages.get(id);
    if (message === undefined || message.deleted) throw refusals.unknownMessage();
    return message;
  }

  function sameNonce({ channelId, payload }: NewMessage): StoredMessage | undefined {
    if (payload.enforce_nonce !== true || payload.nonce == null) return undefined;
    const since = deps.clock.now() - nonceMs;
    return [...messages.values()].find(
      (one) => one.channelId === channelId && one.nonce === String(payload.nonce) && one.createdAt > since,
    );
  }

  function store(files: readonly UploadedFile[], payload: MessagePayload): StoredFile[] {
    return files.map((file) => ({
      id: deps.ids.next(),
      filename: file.filename,
      description: payload.attachments?.find((one) => one.id === file.index)?.description ?? undefined,
      contentType: file.contentType,
      bytes: file.bytes,
    }));
  }

  return {
    get,
    create(message) {
      const repeated = sameNonce(message);
      // Also when it was deleted since, which Discord says is intended (discord-api-docs #6647).
      if (repeated !== undefined) return get(repeated.id);
      const { payload } = message;
      const stored: StoredMessage = {
        id: deps.ids.next(),
        channelId: message.channelId,
        createdAt: deps.clock.now(),
        origin: message.origin,
        nonce: payload.nonce == null ? undefined : String(payload.nonce),
        replyTo: payload.message_reference?.message_id,
        onlyFor: message.onlyFor,
        content: payload.content ?? '',
        embeds: payload.embeds ?? [],
        components: payload.components ?? [],
        ...(payload.tree !== undefined && { tree: payload.tree }),
        files: store(message.files, payload),
        flags: message.flags ?? payload.flags ?? 0,
        allowedMentions: payload.allowed_mentions ?? undefined,
        edits: 0,
        deleted: false,
      };
      messages.set(stored.id, stored);
      changed();
      return stored;
    },
    edit(id, payload, files) {
      const message = get(id);
      if (message.origin === 'channel' && deps.clock.now() - message.createdAt > oldMs) {
        if (oldEditsLeft <= 0) throw refusals.tooManyOldEdits();
        oldEditsLeft -= 1;
      }
      if ((message.flags & messageFlags.componentsV2) !== 0 && payload.tree === undefined) {
        const code = 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG';
        throw invalidForm([{ path: ['flags'], code, message: 'A message of components stays one.' }]);
      }
      if (payload.tree !== undefined) {
        message.tree = payload.tree;
        message.flags |= messageFlags.componentsV2;
      }
      if (payload.content !== undefined) message.content = payload.content ?? '';
      if (payload.embeds !== undefined) message.embeds = payload.embeds ?? [];
      if (payload.components !== undefined) message.components = payload.components ?? [];
      if (payload.allowed_mentions != null) message.allowedMentions = payload.allowed_mentions;
      const keep = payload.attachments?.map((one) => one.id);
      const kept = message.files.filter((file) => keep === undefined || keep.includes(file.id));
      message.files = [...kept, ...store(files, payload)];
      message.flags &= ~messageFlags.loading;
      message.edits += 1;
      changed();
      return message;
    },
    allowOldEdits(count) {
      oldEditsLeft = count;
    },
    delete(id) {
      get(id).deleted = true;
      changed();
    },
    all: () => [...messages.values()].filter((message) => !message.deleted),
    onChange(listen) {
      listeners.push(listen);
    },
  };
}

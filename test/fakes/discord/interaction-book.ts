import { z } from 'zod';
import type { Clock } from '../../../src/runtime/clock.ts';
import { parseForm, words } from './form.ts';
import { documented, messageFlags } from './limits.ts';
import { checkMessage, type UploadedFile } from './message-rules.ts';
import type { MessageStore, StoredMessage } from './message-store.ts';
import { checkModal, type OpenModal } from './modal-rules.ts';
import { invalidForm, type RestError, refusals } from './rest-error.ts';

/** The parts of an interaction that its lifecycle depends on. */
const interaction = z.looseObject({
  id: z.string(),
  token: z.string(),
  type: z.number().int(),
  channel_id: z.string().optional(),
  message: z.looseObject({ id: z.string() }).optional(),
  user: z.looseObject({ id: z.string() }).optional(),
  member: z.looseObject({ user: z.looseObject({ id: z.string() }) }).optional(),
});

/** What became of one interaction. */
export interface BookedInteraction {
  readonly id: string;
  readonly token: string;
  /** 2 command, 3 component, 4 autocomplete, 5 modal. */
  readonly type: number;
  readonly channelId: string;
  readonly userId: string;
  readonly sourceMessageId: string | undefined;
  readonly openedAt: number;
  /** The type of the first answer, once there is one. */
  answeredWith: number | undefined;
  answeredAt: number | undefined;
  /** The message that `@original` stands for. */
  originalId: string | undefined;
  /** The form that is open in front of the person. */
  modal: OpenModal | undefined;
  choices: readonly { readonly name: string; readonly value: string | number }[] | undefined;
  readonly followUps: string[];
}

/** The life of every interaction (interactions/receiving-and-responding). */
export interface InteractionBook {
  /** Notes an interaction at the moment it is sent to the bot. */
  open(payload: object): BookedInteraction;
  get(id: string): BookedInteraction;
  /** The first answer, by the callback endpoint or in the HTTP response's body. */
  answer(id: string, token: string, body: unknown, files: readonly UploadedFile[]): StoredMessage | undefined;
  /** The interaction behind a webhook token that edits and follow-ups may use now. */
  byToken(applicationId: string, token: string): BookedInteraction;
  followUp(booked: BookedInteraction, body: unknown, files: readonly UploadedFile[]): StoredMessage;
  /** Ends the token early, as Discord sometimes does. */
  expire(id: string): void;
}

const callback = z.looseObject({ type: z.number().int(), data: z.unknown().optional() });
const deferral = z.looseObject({ flags: z.number().int().optional() }).nullish();
const completion = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        name: words(documented.choiceName),
        value: z.union([z.string().min(1).max(documented.choiceValue), z.number()]),
      }),
    )
    .max(documented.autocompleteChoices),
});
export function createInteractionBook(deps: {
  applicationId: string;
  clock: Clock;
  messages: MessageStore;
}): InteractionBook {
  const { clock, messages } = deps;
  const booked = new Map<string, BookedInteraction>();
  const expired = new Set<string>();

  function open(payload: object): BookedInteraction {
    const parsed = interaction.parse(payload);
    const entry: BookedInteraction = {
      id: parsed.id,
      token: parsed.token,
      type: parsed.type,
      channelId: parsed.channel_id ?? '',
      userId: parsed.member?.user.id ?? parsed.user?.id ?? '',
      sourceMessageId: parsed.message?.id,
      openedAt: clock.now(),
      answeredWith: undefined,
      answeredAt: undefined,
      originalId: undefined,
      modal: undefined,
      choices: undefined,
      followUps: [],
    };
    booked.set(entry.id, entry);
    return entry;
  }

  function get(id: string): BookedInteraction {
    const entry = booked.get(id);
    if (entry === undefined) throw refusals.unknownInteraction();
    return entry;
  }

  function answer(id: string, token: string, body: unknown, files: readonly UploadedFile[]) {
    const entry = get(id);
    if (entry.token !== token || expired.has(id)) throw refusals.unknownInteraction();
    if (entry.answeredWith !== undefined) throw refusals.alreadyAcknowledged();
    if (clock.now() - entry.openedAt > documented.firstAnswerMs) throw refusals.unknownInteraction();
    const { type, data } = parseForm(callback, body);
    if (!allowedTypes(entry).includes(type)) throw wrongType(type);
    const message = firstAnswer(entry, type, data, files);
    entry.answeredWith = type;
    entry.answeredAt = clock.now();
    return message;
  }

  function firstAnswer(
    entry: BookedInteraction,
    type: number,
    data: unknown,
    files: readonly UploadedFile[],
  ) {
    if (type === 8) entry.choices = parseForm(completion, data, ['data']).choices;
    if (type === 9) entry.modal = checkModal(data, ['data']);
    if (type === 6) entry.originalId = entry.sourceMessageId;
    if (type === 7) {
      const id = entry.sourceMessageId ?? '';
      const kept = messages.get(id).files.map((file) => file.filename);
      const payload = checkMessage(data ?? {}, files, { allowed: 'edit', at: ['data'], kept, partial: true });
      entry.originalId = id;
      return messages.edit(id, payload, files);
    }
    if (type === 5) return loading(entry, data);
    if (type !== 4) return undefined;
    const payload = checkMessage(data ?? {}, files, { allowed: 'interaction', at: ['data'] });
    const message = show(entry, payload, files, payload.flags ?? 0);
    entry.originalId = message.id;
    return message;
  }

  function loading(entry: BookedInteraction, data: unknown): StoredMessage {
    const flags = parseForm(deferral, data, ['data'])?.flags ?? 0;
    if ((flags & ~messageFlags.ephemeral) !== 0) {
      const path = ['data', 'flags'];
      throw invalidForm([{ path, code: 'MESSAGE_FLAGS_INVALID', message: 'Only EPHEMERAL may be set.' }]);
    }
    const message = show(entry, {}, [], flags | messageFlags.loading);
    entry.originalId = message.id;
    return message;
  }

  function show(
    entry: BookedInteraction,
    payload: ReturnType<typeof checkMessage>,
    files: readonly UploadedFile[],
    flags: number,
  ): StoredMessage {
    const onlyFor = (flags & messageFlags.ephemeral) !== 0 ? entry.userId : undefined;
    return messages.create({
      channelId: entry.channelId,
      origin: 'interaction',
      payload,
      files,
      flags,
      onlyFor,
    });
  }

  return {
    open,
    get,
    answer,
    byToken(applicationId, token) {
      const entry = [...booked.values()].find((one) => one.token === token);
      if (applicationId !== deps.applicationId || entry?.answeredWith === undefined) {
        throw refusals.unknownWebhook();
      }
      const over = clock.now() - entry.openedAt > documented.tokenMs;
      if (over || expired.has(entry.id)) throw refusals.invalidWebhookToken();
      return entry;
    },
    followUp(entry, body, files) {
      const original = messages.all().find((message) => message.id === entry.originalId);
      const payload = checkMessage(body, files, { allowed: 'interaction' });
      // Right after a deferral a follow-up is the edit of the loading message; its visibility stays as it was.
      if (original !== undefined && (original.flags & messageFlags.loading) !== 0) {
        return messages.edit(original.id, payload, files);
      }
      const message = show(entry, payload, files, payload.flags ?? 0);
      entry.followUps.push(message.id);
      return message;
    },
    expire(id) {
      expired.add(id);
    },
  };
}

function allowedTypes(entry: BookedInteraction): readonly number[] {
  if (entry.type === 4) return [8];
  if (entry.type === 3) return [4, 5, 6, 7, 9];
  if (entry.type === 5) return entry.sourceMessageId === undefined ? [4, 5] : [4, 5, 6, 7];
  return [4, 5, 9];
}

function wrongType(type: number): RestError {
  const message = `Value must be one of the types this interaction allows, not ${type}.`;
  return invalidForm([{ path: ['type'], code: 'BASE_TYPE_CHOICES', message }]);
}

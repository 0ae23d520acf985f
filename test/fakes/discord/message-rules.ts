import { z } from 'zod';
import { componentRows, componentTree, duplicates, readTree } from './component-rules.ts';
import { optionalWords, parseForm, trimmed, urlOf, words } from './form.ts';
import { documented, messageFlags } from './limits.ts';
import { type FormError, invalidForm, refusals } from './rest-error.ts';

const webUrl = urlOf(['http', 'https'], 2048);
const mediaUrl = urlOf(['http', 'https', 'attachment'], 2048);
const snowflake = z.string().regex(/^\d{1,20}$/, 'Value is not snowflake.');

const embed = z.looseObject({
  title: optionalWords(documented.embedTitle),
  description: optionalWords(documented.embedDescription),
  url: webUrl.nullish(),
  color: z.number().int().min(0).max(0xffffff).nullish(),
  timestamp: z.iso.datetime({ offset: true }).nullish(),
  footer: z.looseObject({ text: words(documented.embedFooter), icon_url: mediaUrl.nullish() }).nullish(),
  author: z
    .looseObject({
      name: words(documented.embedAuthor),
      url: webUrl.nullish(),
      icon_url: mediaUrl.nullish(),
    })
    .nullish(),
  image: z.looseObject({ url: mediaUrl }).nullish(),
  thumbnail: z.looseObject({ url: mediaUrl }).nullish(),
  fields: z
    .array(
      z.looseObject({
        name: words(documented.embedFieldName),
        value: words(documented.embedFieldValue),
        inline: z.boolean().optional(),
      }),
    )
    .max(documented.embedFields)
    .nullish(),
});

export type Embed = z.infer<typeof embed>;

const allowedMentions = z.strictObject({
  parse: z.array(z.enum(['roles', 'users', 'everyone'])).optional(),
  roles: z.array(snowflake).max(documented.mentionedUsers).optional(),
  users: z.array(snowflake).max(documented.mentionedUsers).optional(),
  replied_user: z.boolean().optional(),
});

export type AllowedMentions = z.infer<typeof allowedMentions>;

const attachment = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  filename: z.string().min(1).max(1024).optional(),
  description: optionalWords(documented.attachmentDescription),
});

const payload = z.looseObject({
  content: optionalWords(documented.content),
  nonce: z.union([z.string().max(documented.nonce), z.number().int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  tts: z.boolean().nullish(),
  embeds: z.array(embed).max(documented.embeds).nullish(),
  allowed_mentions: allowedMentions.nullish(),
  message_reference: z
    .looseObject({
      message_id: snowflake,
      channel_id: snowflake.optional(),
      fail_if_not_exists: z.boolean().optional(),
    })
    .nullish(),
  components: componentRows.nullish(),
  attachments: z.array(attachment).max(documented.attachments).nullish(),
  flags: z.number().int().nullish(),
});

const treePayload = payload.extend({
  content: z.null().optional(),
  embeds: z.null().optional(),
  components: componentTree,
});

/** What a bot may put into a message, read from the wire. */
export type MessagePayload = z.infer<typeof payload> & { readonly tree?: ReturnType<typeof readTree> };

/** A file that came with a request: its key's number, name and bytes. */
export interface UploadedFile {
  readonly index: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Which flags the endpoint at hand lets a bot set. */
export type FlagsAllowed = 'channel' | 'interaction' | 'edit';

const settable: Record<FlagsAllowed, number> = {
  channel: messageFlags.suppressEmbeds | messageFlags.suppressNotifications | messageFlags.componentsV2,
  interaction:
    messageFlags.suppressEmbeds |
    messageFlags.ephemeral |
    messageFlags.suppressNotifications |
    messageFlags.componentsV2,
  edit: messageFlags.suppressEmbeds | messageFlags.componentsV2,
};

/**
 * The message in `value`, every documented limit checked; throws 50035 or 50006.
 * `at`: where in the request it stands, for the errors. `kept`: names of files the message already has.
 */
export function checkMessage(
  value: unknown,
  files: readonly UploadedFile[],
  options: { allowed: FlagsAllowed; at?: readonly string[]; kept?: readonly string[]; partial?: boolean },
): MessagePayload {
  const at = options.at ?? [];
  const message = readPayload(value, at);
  const errors = [
    ...(message.tree?.errors ?? []),
    ...sumOfEmbeds(message),
    ...duplicates(message.components ?? []),
    ...references(message, files, options.kept ?? []),
    ...sizes(files),
    ...flags(message, settable[options.allowed]),
  ];
  if (errors.length > 0)
    throw invalidForm(errors.map((error) => ({ ...error, path: [...at, ...error.path] })));
  if (options.partial !== true && isEmpty(message, files)) throw refusals.emptyMessage();
  return message;
}

/** A message whose flag says that it is of components has its rows within their tree, and nothing of the older kind. */
function readPayload(value: unknown, at: readonly string[]): MessagePayload {
  const flagged = z.looseObject({ flags: z.number().int().nullish() }).safeParse(value);
  const isTree = ((flagged.data?.flags ?? 0) & messageFlags.componentsV2) !== 0;
  if (!isTree) return parseForm(payload, value, at);
  const { components, ...rest } = parseForm(treePayload, value, at);
  const tree = readTree(components);
  return { ...rest, components: tree.rows, tree };
}

function isEmpty(message: MessagePayload, files: readonly UploadedFile[]): boolean {
  const hasEmbed = (message.embeds ?? []).some((one) => !isBlankEmbed(one));
  const hasRows = (message.components ?? []).length > 0;
  return trimmed(message.content ?? '') === '' && !hasEmbed && !hasRows && files.length === 0;
}

function isBlankEmbed(one: Embed): boolean {
  const shown = [one.title, one.description, one.footer?.text, one.author?.name, one.image?.url];
  return (
    !shown.some((text) => trimmed(text ?? '') !== '') && !one.thumbnail && (one.fields ?? []).length === 0
  );
}

/** How many characters of an embed count for the sum over all. */
function sizeOfEmbed(one: Embed): number {
  const texts = [one.title, one.description, one.footer?.text, one.author?.name];
  for (const field of one.fields ?? []) texts.push(field.name, field.value);
  return texts.reduce((sum, text) => sum + trimmed(text ?? '').length, 0);
}

function sumOfEmbeds(message: MessagePayload): FormError[] {
  const sum = (message.embeds ?? []).reduce((total, one) => total + sizeOfEmbed(one), 0);
  if (sum <= documented.embedSum) return [];
  const text = `Embed size exceeds maximum size of ${documented.embedSum}`;
  return [{ path: ['embeds'], code: 'MAX_EMBED_SIZE_EXCEEDED', message: text }];
}

function references(
  message: MessagePayload,
  files: readonly UploadedFile[],
  kept: readonly string[],
): FormError[] {
  const names = new Set([...kept, ...files.map((file) => file.filename)]);
  const errors: FormError[] = [];
  for (const [index, one] of (message.embeds ?? []).entries()) {
    for (const part of ['image', 'thumbnail'] as const) {
      const name = /^attachment:\/\/(.*)$/s.exec(one[part]?.url ?? '')?.[1];
      if (name === undefined || (names.has(name) && /\.(jpe?g|png|webp|gif)$/i.test(name))) continue;
      const text = `Referenced attachment not found: ${name}`;
      errors.push({ path: ['embeds', index, part, 'url'], code: 'ATTACHMENT_NOT_FOUND', message: text });
    }
  }
  const indexes = new Set(files.map((file) => file.index));
  for (const [index, one] of (message.attachments ?? []).entries()) {
    if (one.id.length >= 15 || indexes.has(one.id)) continue;
    const text = `Attachment data cannot be found for id ${one.id}`;
    errors.push({ path: ['attachments', index, 'id'], code: 'ATTACHMENT_NOT_FOUND', message: text });
  }
  return errors;
}

function sizes(files: readonly UploadedFile[]): FormError[] {
  const path = (index: number) => ['files', index];
  return files.flatMap((file, index) =>
    file.bytes.length <= documented.fileBytes
      ? []
      : [{ path: path(index), code: 'FILE_TOO_LARGE', message: 'File is too large.' }],
  );
}

function flags(message: MessagePayload, allowed: number): FormError[] {
  const set = message.flags ?? 0;
  if ((set & ~allowed) === 0) return [];
  return [{ path: ['flags'], code: 'MESSAGE_FLAGS_INVALID', message: 'Message flags are invalid.' }];
}

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { limits } from './limits.ts';
import type { ActionRow } from './message.ts';

/*
 * How a message of the bot's is told from any other once it stands in a channel. The nonce it was sent with does
 * not do: it comes back in the answer and in the gateway's event, but not when messages are read later (Rapptz/discord.py
 * #2451). So its key is put where it comes back for sure and nobody sees it: into the id of a button or a select,
 * which is the bot's to choose (components/reference, Custom ID), or, where there is none, into the URL of an
 * embed without a title, which is kept with its fragment (discord-api-docs #4129) and is no link to anybody.
 */

/** `key` as a nonce: itself where Discord takes it, else a digest of it. Always the same. */
export function nonceOf(key: string): string {
  if (/^[\w-]{1,25}$/.test(key)) return key;
  return createHash('sha256').update(key).digest('base64url').slice(0, limits.nonce);
}

/** `rows` with `nonce` in one of their ids; `undefined` where none has room for it. */
export function markRows(rows: readonly ActionRow[], nonce: string): readonly ActionRow[] | undefined {
  for (const [at, row] of rows.entries()) {
    const marked = markRow(row, nonce);
    if (marked !== undefined) return rows.with(at, marked);
  }
  return undefined;
}

function markRow({ type, components }: ActionRow, nonce: string): ActionRow | undefined {
  const [first] = components;
  if (first?.type === 3) {
    const id = markId(first.custom_id, nonce);
    return id === undefined ? undefined : { type, components: [{ ...first, custom_id: id }] };
  }
  const buttons = components.filter((component) => component.type === 2);
  for (const [at, button] of buttons.entries()) {
    const id = 'custom_id' in button ? markId(button.custom_id, nonce) : undefined;
    if (id !== undefined && 'custom_id' in button) {
      return { type, components: buttons.with(at, { ...button, custom_id: id }) };
    }
  }
  return undefined;
}

/** `3|payload` as `3.nonce|payload`; {@link payloadOf} reads both. */
function markId(id: string, nonce: string): string | undefined {
  const marked = id.replace('|', `.${nonce}|`);
  return marked.length <= limits.customId ? marked : undefined;
}

/** For an embed that has no title. */
export function markUrl(nonce: string): string {
  return `https://discord.com/channels/@me#${nonce}`;
}

const marked = z.object({
  embeds: z.array(z.object({ url: z.string().nullish() })).default([]),
  components: z
    .array(z.object({ components: z.array(z.object({ custom_id: z.string().nullish() })).default([]) }))
    .default([]),
});

/** Whether a raw message, as Discord gives it back, was marked with `nonce`. */
export function isMarked(message: unknown, nonce: string): boolean {
  const parsed = marked.safeParse(message);
  if (!parsed.success) return false;
  const { embeds, components } = parsed.data;
  if (embeds.some(({ url }) => url === markUrl(nonce))) return true;
  const ids = components.flatMap((row) => row.components.map(({ custom_id }) => custom_id ?? ''));
  return ids.some((id) => /^\d{1,3}\.([^|]+)\|/.exec(id)?.[1] === nonce);
}

import type { MessageRef } from '../../src/chat/outlet.ts';

/** Where a message of the bot's stands, and what it was marked with. */
export interface MessagePlace {
  /** The channel or thread that it stands in. */
  readonly channelId: string;
  readonly messageId: string;
  readonly nonce: string;
}

export function printRef({ channelId, messageId, nonce }: MessagePlace): MessageRef {
  return `${channelId}/${messageId}/${nonce}`;
}

/** `undefined` for what {@link printRef} did not make. */
export function parseRef(ref: MessageRef): MessagePlace | undefined {
  const [, channelId, messageId, nonce] = /^(\d{1,20})\/(\d{1,20})\/([\w-]{1,25})$/.exec(ref) ?? [];
  if (channelId === undefined || messageId === undefined || nonce === undefined) return undefined;
  return { channelId, messageId, nonce };
}

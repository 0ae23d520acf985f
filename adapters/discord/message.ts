import type { Bar, CardFile } from '../../src/chat/card.ts';
import type { SafeUrl } from '../../src/chat/safe-url.ts';

/** A message as Discord's endpoints take it: complete, to be sent or to replace another. */
export interface DiscordMessage {
  readonly content: string;
  readonly embeds: readonly Embed[];
  readonly components: readonly ActionRow[];
  readonly allowed_mentions: { readonly parse: readonly []; readonly users?: readonly string[] };
  /** All files of the message; an edit removes files that are not listed. */
  readonly attachments: readonly Attachment[];
  readonly flags?: number;
}

export interface Embed {
  readonly color: number;
  readonly title?: string;
  readonly url?: string;
  readonly description?: string;
  readonly fields?: readonly EmbedField[];
  readonly thumbnail?: { readonly url: string };
  readonly image?: { readonly url: string };
  readonly footer?: { readonly text: string };
}

export interface EmbedField {
  readonly name: string;
  readonly value: string;
  readonly inline: boolean;
}

export interface ActionRow {
  readonly type: 1;
  readonly components: readonly (Button | LinkButton)[] | readonly [Select];
}

export interface Button {
  readonly type: 2;
  /** 1 primary, 2 secondary, 4 danger. */
  readonly style: 1 | 2 | 4;
  readonly label: string;
  readonly custom_id: string;
}

export interface LinkButton {
  readonly type: 2;
  readonly style: 5;
  readonly label: string;
  readonly url: string;
}

export interface Select {
  readonly type: 3;
  readonly custom_id: string;
  readonly placeholder?: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

export interface Attachment {
  /** The index of the file, as a string, since ids are strings in Discord's published description. */
  readonly id: string;
  readonly filename: string;
  readonly description: string;
}

/** What a file is made of; in the order of `attachments`. */
export type DrawnFile =
  | { readonly kind: 'qr'; readonly filename: string; readonly of: SafeUrl }
  | { readonly kind: 'chart'; readonly filename: string; readonly bars: readonly Bar[] }
  | { readonly kind: 'text'; readonly filename: string; readonly text: string }
  | { readonly kind: 'file'; readonly filename: string; readonly file: CardFile };

/** A file that is a picture. */
export type DrawnPicture = Extract<DrawnFile, { readonly kind: 'qr' | 'chart' }>;

/** A card as a message, and what its files are made of. */
export interface DrawnMessage {
  readonly message: DiscordMessage;
  readonly files: readonly DrawnFile[];
}

import type { Bar, CardFile } from '../../src/chat/card.ts';
import type { SafeUrl } from '../../src/chat/safe-url.ts';

/** A message as Discord's endpoints take it: complete, so that it can be sent or take the place of another. */
export interface DiscordMessage {
  readonly content: string;
  readonly embeds: readonly Embed[];
  readonly components: readonly ActionRow[];
  readonly allowed_mentions: { readonly parse: readonly []; readonly users?: readonly string[] };
  /** Lists every file that the message is to have. Empty in an edit: it loses those it had. */
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
  /** The number of the file that goes along, as a string: ids are strings in Discord's published description. */
  readonly id: string;
  readonly filename: string;
  readonly description: string;
}

/** A file to be made and sent along, in the order of `attachments`. */
export type DrawnFile =
  | { readonly kind: 'qr'; readonly filename: string; readonly of: SafeUrl }
  | { readonly kind: 'chart'; readonly filename: string; readonly bars: readonly Bar[] }
  | { readonly kind: 'text'; readonly filename: string; readonly text: string }
  | { readonly kind: 'file'; readonly filename: string; readonly file: CardFile };

/** A picture among them. */
export type DrawnPicture = Extract<DrawnFile, { readonly kind: 'qr' | 'chart' }>;

/** A card, drawn: the message, and what its attachments are made of. */
export interface DrawnMessage {
  readonly message: DiscordMessage;
  readonly files: readonly DrawnFile[];
}

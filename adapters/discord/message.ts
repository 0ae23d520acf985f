import type { Bar } from '../../src/chat/card.ts';
import type { CardFile } from '../../src/chat/card-file.ts';
import type { SafeUrl } from '../../src/chat/safe-url.ts';

/** A message of embeds as Discord's endpoints take it: complete, to be sent or to replace another. */
export interface DiscordMessage {
  readonly content: string;
  readonly embeds: readonly Embed[];
  readonly components: readonly ActionRow[];
  readonly allowed_mentions: {
    readonly parse: readonly [];
    readonly users?: readonly string[];
    readonly roles?: readonly string[];
  };
  /** All files of the message; an edit removes files that are not listed. */
  readonly attachments: readonly Attachment[];
  readonly flags?: number;
}

/**
 * A message of components (components/reference, the second version): it has neither content nor embeds, and they are
 * taken off a message that it replaces. It can't become a {@link DiscordMessage} again.
 */
export interface ComponentsMessage {
  readonly content: null;
  readonly embeds: null;
  readonly components: readonly Container[];
  readonly allowed_mentions: { readonly parse: readonly [] };
  readonly attachments: readonly [];
  readonly flags: number;
}

export type AnyMessage = DiscordMessage | ComponentsMessage;

export interface Container {
  readonly type: 17;
  readonly accent_color: number;
  readonly components: readonly Component[];
}

export type Component = TextDisplay | Section | ActionRow;

/** Markdown. */
export interface TextDisplay {
  readonly type: 10;
  readonly content: string;
}

/** Words beside a picture. */
interface Section {
  readonly type: 9;
  readonly components: readonly [TextDisplay];
  readonly accessory: {
    readonly type: 11;
    readonly media: { readonly url: string };
    readonly description: string;
  };
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
  /** How many are chosen at once, one where left out. */
  readonly min_values?: number;
  readonly max_values?: number;
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

import type { SafeUrl } from './safe-url.ts';
import type { Text } from './text.ts';

/**
 * What the bot answers with, on every platform. Each adapter draws it its own way; none may lose a link,
 * exceed a limit of its platform, or give a plain string any meaning.
 *
 * `Run` is what an action holds: a {@link CommandCall} as commands make it, a {@link Payload} once the core
 * has packed it for the platform at hand.
 */
export interface Card<Run = CommandCall> {
  readonly tone: Tone;
  /** Plain words, may come from outside; a renderer may shorten it. */
  readonly title: string;
  /** Where the title leads, if anywhere. */
  readonly link?: SafeUrl;
  readonly picture?: RemotePicture;
  readonly body: readonly Block<Run>[];
  readonly actions: readonly Action<Run>[];
  /** Small print: source, request id. */
  readonly footnote?: Text;
  /** Something to take along. Only an answer has one: what the bot says unasked carries no files. */
  readonly file?: CardFile;
}

/** A table for a spreadsheet, made here: at most 8 MB, so that every platform takes it. */
export interface CardFile {
  /** Letters, digits and dashes, then `.csv`; what it is called wherever it is saved. */
  readonly name: string;
  readonly mediaType: 'text/csv';
  /** All of it, ready to be saved as UTF-8. */
  readonly content: string;
}

/** Shown by a colour and a symbol together, never by colour alone. */
export type Tone = 'plain' | 'good' | 'warning' | 'bad';

/** A picture that the platform fetches by itself from a host that the bot vouches for. */
export interface RemotePicture {
  readonly url: SafeUrl;
  /** For those who don't see it. */
  readonly alt: string;
}

export type Block<Run = CommandCall> =
  | { readonly kind: 'text'; readonly text: Text }
  /** Label and value pairs, two to eight of them. */
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  /** Something to copy: shown whole, character by character, never cut, at most 2,000 characters. */
  | { readonly kind: 'copy'; readonly label: string; readonly value: string }
  | QrBlock<Run>
  | ChartBlock;

/** A small bar chart, drawn on this machine. */
export interface ChartBlock {
  readonly kind: 'chart';
  /** All that it shows, in words, for those who don't see it. */
  readonly alt: string;
  /** 1 to 31, left to right. */
  readonly bars: readonly Bar[];
}

export interface Bar {
  /** At most 5 of the characters `0-9 - / : .`, such as `11-25`: what the chart's own digits can write. */
  readonly label: string;
  /** Not negative. */
  readonly value: number;
}

export interface Field {
  readonly label: string;
  readonly value: Text;
}

/**
 * A QR code of a link, drawn on this machine. Where a platform needs a separate upload before it can show a
 * local picture, `otherwise` stands in its place as a button; a block without `otherwise` must be drawn.
 */
export interface QrBlock<Run = CommandCall> {
  readonly kind: 'qr';
  readonly of: SafeUrl;
  readonly alt: string;
  readonly otherwise?: RunAction<Run>;
}

export type Action<Run = CommandCall> = OpenAction | RunAction<Run> | SelectAction<Run>;

/** A button that opens a link. */
export interface OpenAction {
  readonly kind: 'open';
  readonly label: string;
  readonly url: SafeUrl;
  readonly style?: ActionStyle;
}

/** A button that runs a command, filled in already. */
export interface RunAction<Run = CommandCall> {
  readonly kind: 'run';
  readonly label: string;
  readonly run: Run;
  readonly style?: ActionStyle;
}

/** A choice of one of 1 to 25 commands. */
export interface SelectAction<Run = CommandCall> {
  readonly kind: 'select';
  /** What to choose, shown while nothing is chosen. */
  readonly label: string;
  readonly options: readonly { readonly label: string; readonly run: Run }[];
}

/** At most one `primary` in a card; `danger` only for what can't be undone. */
type ActionStyle = 'primary' | 'danger';

/** A command with its arguments as they would be typed. */
export interface CommandCall {
  readonly command: string;
  readonly arguments: Readonly<Record<string, string>>;
  /** The answer takes the place of the card that held the button. */
  readonly replace?: boolean;
  /** Names of arguments, one to five, that a form asks for before the command runs. */
  readonly ask?: readonly string[];
}

/**
 * A {@link CommandCall} as the id or value of a platform's button, within the platform's limit. Opaque to
 * adapters: it comes back to the core as it was.
 */
export type Payload = string;

/** A card whose actions a platform can carry. */
export type ReadyCard = Card<Payload>;

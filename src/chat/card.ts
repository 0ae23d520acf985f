import type { Language } from '../runtime/language.ts';
import type { CardFile } from './card-file.ts';
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
  /** Something gave no answer, or none that made sense: the small print names what the log and the traces call it. */
  readonly incident?: boolean;
  /**
   * It refuses what was given, and has done nothing: of these arguments, or as a whole where there are none. What was filled
   * in for it is asked again.
   */
  readonly refusal?: readonly RefusedArgument[];
  /** What it is written in, where that is another language than the person was spoken to in when they asked. */
  readonly language?: Language;
  /** What stands in it is shown this once, and kept nowhere: such as a whole address. */
  readonly fleeting?: true;
  /** Something to take along. Only an answer has one: what the bot says unasked carries no files. */
  readonly file?: CardFile;
}

interface RefusedArgument {
  /** The argument's name. */
  readonly name: string;
  /** What is wrong with it, and what is right: a sentence for its field. Absent: what the card itself says. */
  readonly why?: string;
}

/** Shown by a colour and a symbol together, never by colour alone. */
export type Tone = 'plain' | 'good' | 'warning' | 'bad';

/** A picture that the platform fetches by itself from a host that the bot vouches for. */
export interface RemotePicture {
  readonly url: SafeUrl;
  /** For those who don't see it. */
  readonly alt: string;
}

export type Block<Run = CommandCall> = BasicBlock<Run> | GalleryBlock<Run> | TableBlock<Run>;

/** What every adapter draws by itself. `lowered-card.ts` says the other blocks in these. */
export type BasicBlock<Run = CommandCall> =
  | { readonly kind: 'text'; readonly text: Text }
  /** Label and value pairs, two to eight of them. */
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  /** Something to copy: shown whole, character by character, never cut, at most 2,000 characters. */
  | { readonly kind: 'copy'; readonly label: string; readonly value: string }
  | QrBlock<Run>
  | ChartBlock;

/** Things to choose from with the eyes: a picture, what it is called, a few facts and what can be done with it. */
export interface GalleryBlock<Run = CommandCall> {
  readonly kind: 'gallery';
  /** 1 to 10. */
  readonly rows: readonly GalleryRow<Run>[];
  /**
   * What to choose, one for the first action of every row, one for the second and so on: the labels of the menus that hold
   * the rows' actions where there is no room for a button in each row.
   */
  readonly menus: readonly string[];
}

export interface GalleryRow<Run = CommandCall> {
  readonly picture?: RemotePicture;
  /** Plain words, may come from outside; a renderer may shorten it. */
  readonly title: string;
  /** A page of another site about it. */
  readonly link?: SafeUrl;
  /** One or two short lines. A renderer may shorten them. */
  readonly facts: Text;
  /** What the row is called in a menu. */
  readonly name: string;
  /** None to two. A single one is what a click on the title does, where a title can be clicked. */
  readonly actions: readonly RunAction<Run>[];
}

/** Rows under columns, each cell with what it is worth, so that it can be sorted and aligned. */
export interface TableBlock<Run = CommandCall> {
  readonly kind: 'table';
  /** What it is a table of; shown only where the platform asks for it, and to those who don't see it. */
  readonly caption: string;
  /** 2 to 8. The first one names the row. */
  readonly columns: readonly TableColumn[];
  /** 1 to 50, each with as many cells as there are columns. */
  readonly rows: readonly (readonly TableCell[])[];
  /** What can be done with one of the rows. */
  readonly choose?: SelectAction<Run>;
}

interface TableColumn {
  /** Empty where the cells say by themselves what they are. */
  readonly label: string;
  /** What {@link TableCell.value} counts: fen, pieces, ms since 1970 UTC; nothing in a column of text. */
  readonly kind: 'text' | 'amount' | 'quantity' | 'time';
  /** Its cells say by themselves what they are: a list of the rows leaves the label out. */
  readonly evident?: true;
}

export interface TableCell {
  /** What is read, on one line. */
  readonly text: Text;
  /** What it is sorted by, where it is known. */
  readonly value?: number;
}

/** A small bar chart, drawn on this machine. */
export interface ChartBlock {
  readonly kind: 'chart';
  /** What it is a chart of, in a few words; `alt` stands for it where there are none. */
  readonly title?: string;
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
  /**
   * Several things of which some are ticked before it runs, where a platform can show that. Elsewhere, and where none is
   * ticked, the button asks for them in a form: {@link run} asks for that argument.
   */
  readonly pick?: PickList;
}

/** What can be ticked for an argument of a call. */
export interface PickList {
  /** The argument's name. */
  readonly argument: string;
  /** What to tick. */
  readonly label: string;
  /** 2 to 10; the values are joined by commas. */
  readonly options: readonly { readonly label: string; readonly value: string }[];
  readonly least: number;
  readonly most: number;
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
  /** Under which key the core has what was filled in before, which the form begins with. */
  readonly draft?: string;
}

/**
 * A {@link CommandCall} as the id or value of a platform's button, within the platform's limit. Opaque to
 * adapters: it comes back to the core as it was.
 */
export type Payload = string;

/** A card whose actions a platform can carry. */
export type ReadyCard = Card<Payload>;

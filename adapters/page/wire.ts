import type { Bar, Block, ChartBlock, Payload, QrBlock, ReadyCard } from '../../src/chat/card.ts';
import type { TextFile, WorkbookFile } from '../../src/chat/card-file.ts';
import type { FieldFault, Form } from '../../src/chat/form.ts';
import type { Visibility } from '../../src/chat/invocation.ts';
import type { Language, Localized } from '../../src/runtime/language.ts';
import type { PagePerson } from './people.ts';

/*
 * What the page and its server say to each other, as JSON. Each request bears the token of this start as
 * `Authorization: Bearer`, and in `X-Speaks-As` the id of who speaks, if not the operator.
 */

/**
 * The body of `POST /page/invocations`. With a picture it is the first line of the body of
 * `POST /page/invocations/with-picture`, and what follows its line feed are the picture's bytes.
 */
export interface PageAsking {
  /** Made by the page, new for every asking: a UUID. */
  readonly id: string;
  readonly locale?: string | undefined;
  /** The browser's time zone, by its IANA name. */
  readonly zone?: string | undefined;
  readonly input: AskedInput;
  /** How the question reads on the page. */
  readonly shown?: string | undefined;
  /** The `id` of the asking whose answer was clicked, where this one may take its place. */
  readonly from?: string | undefined;
}

/** The answer to `GET /page/exchanges`: what was asked and answered before, the oldest first. */
export interface PageExchanges {
  readonly exchanges: readonly {
    readonly id: string;
    readonly shown: string;
    readonly answer: Extract<PageEvent, { kind: 'answer' }>;
  }[];
}

/** A line that was typed, the payload of something clicked, or a form that was filled in. */
export type AskedInput =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'payload'; readonly payload: Payload }
  | {
      readonly kind: 'form';
      readonly payload: Payload;
      /** By argument name. */
      readonly values: Readonly<Record<string, string>>;
    };

/** The body of `POST /page/suggestions`. */
export interface Typing {
  readonly locale?: string | undefined;
  readonly zone?: string | undefined;
  /** The line up to the cursor. */
  readonly before: string;
}

/** The answer to `GET /page/menu`. */
export interface PageMenu {
  readonly commands: readonly PageCommand[];
  /** Names of the platforms whose look an answer can be shown in. */
  readonly previews: readonly string[];
  /** Those who can be spoken as, the operator first; none where there is only one. */
  readonly people: readonly PagePerson[];
  /** There is a sandbox to drive. */
  readonly drivesSandbox: boolean;
  /** What stands in the header all the time. */
  readonly notice?: Localized;
}

/** What the panel asks for, the body of `POST /page/sandbox`. */
export type Drive =
  | { readonly do: 'step'; readonly order: string; readonly step: string }
  | { readonly do: 'place' | 'push again' | 'silence' };

/** The answer to `GET /page/sandbox`, of which `POST` says also whether what was asked for was done. */
export interface PageSandbox {
  readonly orders: readonly { readonly id: string; readonly title: Localized }[];
  readonly steps: readonly { readonly step: string; readonly label: Localized }[];
  readonly done?: boolean;
}

export interface PageCommand {
  readonly name: string;
  readonly summary: Localized;
  /** Whole lines with the slash, the first one the best. */
  readonly examples: readonly string[];
}

/** The answer to `POST /page/suggestions`. */
export interface PageCompletions {
  /** Where in the line an item's `insert` takes the place of what is typed. */
  readonly from: number;
  readonly items: readonly { readonly insert: string; readonly label: string; readonly hint: string }[];
  /** The argument that is being typed. */
  readonly argument?: { readonly name: string; readonly hint: string; readonly example: string };
}

/** One line of the answer to a {@link PageAsking}; the stream ends when the invocation is dealt with. */
export type PageEvent =
  /** To be filled in first. */
  | { readonly kind: 'form'; readonly language: Language; readonly form: Form }
  /** What is wrong with fields of the form that was sent off, which stays. */
  | { readonly kind: 'faults'; readonly faults: readonly FieldFault[] }
  | {
      readonly kind: 'deferred';
      readonly visibility: Visibility;
      readonly replace: boolean;
      readonly working: string;
    }
  | {
      readonly kind: 'answer';
      readonly visibility: Visibility;
      readonly replace: boolean;
      readonly language: Language;
      readonly card: PageCard;
      /** Under which key the other platforms' drawings of the card are found. */
      readonly key: string;
    };

/** The answer to `GET /page/previews/NAME/KEY`: what is put into a frame of its own, in which no script runs. */
export interface PagePreview {
  readonly language: Language;
  readonly css: string;
  readonly html: string;
}

/** One line of the answer to `GET /page/news?after=POSITION`, which goes on as long as the page listens. */
export interface PageNews {
  /** Where to go on from after this line. */
  readonly position: string;
  /** New messages, and others as they are now, in the order in which they were posted. */
  readonly messages: readonly PageMessage[];
}

/** Something that the bot said by itself. */
export interface PageMessage {
  readonly ref: string;
  /** When it was posted and last changed, ms since 1970 UTC. */
  readonly at: number;
  readonly changedAt?: number;
  readonly language: Language;
  readonly card: PageCard;
  /** Under which key the other platforms' drawings of the card are found. */
  readonly key: string;
  /** The message whose thread it stands in. */
  readonly under?: string;
  /** It stands in the conversation, if in a thread then there as well. */
  readonly broadcast: boolean;
}

/** A card whose pictures are measured out. */
export type PageCard = Omit<ReadyCard, 'body' | 'file'> & {
  readonly body: readonly PageBlock[];
  readonly file?: PageFile;
};

/** What the page saves. */
export type PageFile = TextFile | Omit<WorkbookFile, 'asText'>;

export type PageBlock = Exclude<Block<Payload>, QrBlock<Payload> | ChartBlock> | PageQr | PageChart;

export interface PageChart {
  readonly kind: 'chart';
  readonly alt: string;
  readonly bars: readonly PageBar[];
}

interface PageBar {
  readonly label: Bar['label'];
  /** The value in few characters. */
  readonly shown: string;
  /** Its part of the highest value, 0 to 1. */
  readonly height: number;
}

export interface PageQr {
  readonly kind: 'qr';
  readonly alt: string;
  /** Modules on a side, the quiet zone included. */
  readonly size: number;
  /** The dark modules as the `d` of an SVG path, one module one unit. */
  readonly path: string;
}

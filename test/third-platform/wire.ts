/** What Parlour takes in one message, and how often. */
export const limits = {
  /** Characters of a title, of what stands on a button, and of one stretch of text. */
  title: 200,
  label: 80,
  words: 4000,
  /** Paragraphs and pictures of one message. */
  parts: 600,
  /** Characters that come back from a click. */
  payload: { button: 200, option: 200 },
  /** Ms from one message in a room to the next, for good. */
  paceMs: 500,
  /** Items of a list that a card shows whole. */
  listItems: 100,
  eventBytes: 64 * 1024,
} as const;

/** What Parlour shows of a message. */
export interface Content {
  readonly parts: readonly Part[];
  readonly actions: readonly ({ readonly label: string } & (
    | Click
    | { readonly link: string }
    /** To choose one of. */
    | { readonly options: readonly ({ readonly label: string } & Click)[] }
  ))[];
  readonly file?: { readonly name: string; readonly content: string };
}

/** What comes back from a click. */
interface Click {
  readonly payload: string;
}

export type Part =
  | { readonly spans: readonly Span[] }
  /** Shown character by character, with a button that copies it. */
  | { readonly copy: string }
  /** By its link. */
  | { readonly picture: string; readonly alt: string }
  /** Base64. */
  | { readonly png: string; readonly alt: string };

/** Characters, and nothing but characters: there is no markup. */
export type Span =
  | { readonly text: string; readonly link?: string }
  | { readonly bold: string }
  | { readonly code: string }
  /** Names a person, who is told. */
  | { readonly ping: string };

/** One cell of a table. */
export type Cell =
  /** Words from anywhere. */
  | string
  /** A number that names something: a spreadsheet is to keep its digits, not to reckon with it. */
  | { readonly id: string }
  /** Several of them. */
  | { readonly ids: readonly string[] }
  /** An amount of money. */
  | { readonly fen: number }
  /** A whole number to reckon with. */
  | { readonly count: number }
  /** A point in time, ms since 1970 UTC, and how a text says it. */
  | { readonly at: number; readonly text: string }
  | undefined;

/** A table to take along. */
export interface CardTable {
  readonly columns: readonly Column[];
  /** A cell for each column. */
  readonly rows: readonly (readonly Cell[])[];
}

interface Column {
  readonly name: string;
  /** Its cells are points in time: what keeps them as dates without a zone names the zone beside the column's name. */
  readonly isTime?: boolean;
}

/** A table as a file, and how many of its rows are in it: the first ones. */
export interface TableFile<Content> {
  readonly content: Content;
  readonly rows: number;
}

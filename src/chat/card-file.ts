/** A table for a spreadsheet, made here: at most 8 MB, so that every platform takes it. */
export type CardFile = TextFile | WorkbookFile;

/** Comma-separated values. */
export interface TextFile {
  /** Letters, digits and dashes, then `.csv`; what it is called wherever it is saved. */
  readonly name: string;
  readonly mediaType: 'text/csv';
  /** All of it, ready to be saved as UTF-8. */
  readonly content: string;
}

/** An Office Open XML workbook. */
export interface WorkbookFile {
  /** Letters, digits and dashes, then `.xlsx`. */
  readonly name: string;
  readonly mediaType: typeof workbookType;
  /** All of its bytes. */
  readonly base64: string;
  /** The same table, for a workspace that shows nothing but text. */
  readonly asText: TextFile;
}

/** Registered with IANA by Ecma International. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

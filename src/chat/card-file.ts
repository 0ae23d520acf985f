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

/** A table as one file: the bytes of a workbook, and the same rows as text. */
export function workbookFile(
  name: string,
  { workbook, text }: { readonly workbook: Uint8Array; readonly text: string },
): WorkbookFile {
  return {
    name: `${name}.xlsx`,
    mediaType: workbookType,
    base64: Buffer.from(workbook).toString('base64'),
    asText: textFile(name, text),
  };
}

/** A table as comma-separated values. */
export function textFile(name: string, content: string): TextFile {
  return { name: `${name}.csv`, mediaType: 'text/csv', content };
}

/** What is saved, and how it is called on the way. */
export function savedFile(file: CardFile): { readonly bytes: Buffer; readonly contentType: string } {
  return file.mediaType === 'text/csv'
    ? { bytes: Buffer.from(file.content, 'utf8'), contentType: `${file.mediaType}; charset=utf-8` }
    : { bytes: Buffer.from(file.base64, 'base64'), contentType: file.mediaType };
}

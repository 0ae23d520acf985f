import { type CardFile, type TextFile, type WorkbookFile, workbookType } from './card-file.ts';

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

import { read, utils, type WorkBook } from '@e965/xlsx';
import { z } from 'zod';
import type { CardFile } from '../../src/chat/card-file.ts';

/** The table of a card as text, whichever way it was asked for. */
export function textIn(file: CardFile | undefined): string {
  if (file === undefined) return '';
  return file.mediaType === 'text/csv' ? file.content : file.asText.content;
}

/** A cell as a program reads it that is not the one which wrote it. `t`: `s` text, `n` number, `d` date; `f`: a formula. */
const cell = z.object({
  t: z.string(),
  v: z.union([z.string(), z.number(), z.date(), z.boolean()]).optional(),
  z: z.unknown(),
  f: z.string().optional(),
});

/** What the library keeps of the packed files, and its types leave out. */
const packed = z.object({
  files: z.object({ 'xl/worksheets/sheet1.xml': z.object({ content: z.instanceof(Uint8Array) }) }),
});

export type ReadCell = z.infer<typeof cell>;

/** The rows of a workbook's only sheet, dates as ms since 1970 of the clocks that they show. */
export function readWorkbook(bytes: Uint8Array): {
  readonly book: WorkBook;
  readonly rows: (ReadCell | undefined)[][];
  /** The sheet as it is in the file. */
  readonly sheetXml: string;
} {
  const book = read(bytes, { cellNF: true, cellFormula: true, cellStyles: true, bookFiles: true });
  const sheetXml = packed.parse(book).files['xl/worksheets/sheet1.xml'].content;
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  const { e } = utils.decode_range(sheet['!ref'] ?? 'A1');
  const rows = Array.from({ length: e.r + 1 }, (_, r) =>
    Array.from({ length: e.c + 1 }, (_, c) => {
      const found: unknown = sheet[utils.encode_cell({ r, c })];
      return found === undefined ? undefined : cell.parse(found);
    }),
  );
  return { book, rows, sheetXml: Buffer.from(sheetXml).toString('utf8') };
}

/** The workbook that a card hands out. */
export function workbookIn(file: CardFile | undefined) {
  if (file === undefined || file.mediaType === 'text/csv') throw new Error('the card has no workbook');
  return readWorkbook(Buffer.from(file.base64, 'base64'));
}

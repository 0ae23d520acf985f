import { barChartPng } from '../../src/pictures/bar-chart-png.ts';
import { qrPng } from '../../src/pictures/qr-png.ts';
import type { UploadFile } from './api.ts';
import type { DrawnFile } from './message.ts';

/** Makes the files of a drawn card. */
export function makeFiles(files: readonly DrawnFile[]): UploadFile[] {
  return files.map((file) =>
    file.kind === 'text'
      ? { filename: file.filename, contentType: 'text/plain; charset=utf-8', bytes: Buffer.from(file.text) }
      : { filename: file.filename, contentType: 'image/png', bytes: pictureOf(file) },
  );
}

/** The PNG of a picture that is drawn on this machine. */
export function pictureOf(file: Exclude<DrawnFile, { kind: 'text' }>): Buffer {
  return file.kind === 'qr' ? qrPng(file.of) : barChartPng(file.bars);
}

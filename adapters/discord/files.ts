import { barChartPng } from '../../src/pictures/bar-chart-png.ts';
import { qrPng } from '../../src/pictures/qr-png.ts';
import type { DrawnFile, DrawnPicture } from './message.ts';
import type { UploadFile } from './multipart.ts';

/** Makes the files of a drawn card. */
export function makeFiles(files: readonly DrawnFile[]): UploadFile[] {
  return files.map((file) => {
    const { filename } = file;
    switch (file.kind) {
      case 'text':
        return { filename, contentType: 'text/plain; charset=utf-8', bytes: Buffer.from(file.text) };
      case 'file': {
        const { mediaType, content } = file.file;
        return { filename, contentType: `${mediaType}; charset=utf-8`, bytes: Buffer.from(content) };
      }
      default:
        return { filename, contentType: 'image/png', bytes: pictureOf(file) };
    }
  });
}

/** The PNG of a picture that is drawn on this machine. */
export function pictureOf(file: DrawnPicture): Buffer {
  return file.kind === 'qr' ? qrPng(file.of) : barChartPng(file.bars);
}

import { inflateSync } from 'node:zlib';
import { encode } from 'uqr';
import { afterEach, describe, expect, it } from 'vitest';
import { qrPng } from '../../../adapters/slack/qr-png.ts';
import { safeUrl } from '../../../src/chat/safe-url.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { Fault } from '../../fakes/slack/faults.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { people } from '../../fakes/slack/workspace.ts';
import { type Bed, openBed } from './bed.ts';
import { answerOf, scriptedCore } from './scripted-core.ts';

const link = safeUrl('https://air.1688.com/x?touid=cnalichn%E5%B1%B1', ['1688.com']);
if (link === undefined) throw new Error('no link');
const card = { body: [{ kind: 'qr', of: link, alt: 'QR code' }] } as const;

describe('a QR code as a PNG', () => {
  it('holds the very modules of the code, six pixels each, within a quiet zone of four', () => {
    const png = qrPng(link);
    const { data, size } = encode(link, { ecc: 'L', border: 4 });
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const side = png.readUInt32BE(16);
    expect(side).toBe(size * 6);
    const length = png.readUInt32BE(33);
    expect(png.subarray(37, 41).toString()).toBe('IDAT');
    const rows = inflateSync(png.subarray(41, 41 + length));
    const rowBytes = Math.ceil(side / 8) + 1;
    const isDark = (x: number, y: number) =>
      ((rows[y * rowBytes + 1 + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0;
    const drawn = data.map((row, y) => row.map((_, x) => isDark(x * 6 + 3, y * 6 + 3)));
    expect(drawn).toEqual(data);
    expect(isDark(4 * 6, 4 * 6)).toBe(true);
    expect(isDark(4 * 6 - 1, 4 * 6)).toBe(false);
  });
});

describe('a card that insists on its QR code', () => {
  let bed: Bed;
  afterEach(() => bed.close());

  const open = (options: Parameters<typeof openBed>[2] = {}) => {
    const core = scriptedCore((transport) => transport.answer(answerOf('Scan', { card })));
    return openBed(core, 'http', options);
  };
  const answer = async () => {
    const message = await bed.slack.waitFor(() => bed.slack.messages[0]);
    return { message, view: visible(message) };
  };

  it('has it uploaded, and is shown with it', async () => {
    bed = await open();
    const delivery = await bed.slack.type('/seller 1');
    expect(delivery).toMatchObject({ outcome: 'acknowledged', body: '' });
    const { message, view } = await answer();
    const [file] = [...bed.slack.files.values()];
    expect(file).toMatchObject({ bytes: qrPng(link), name: 'qr-code.png' });
    expect(message).toMatchObject({ seenBy: people.ann, via: 'response_url' });
    expect(view.pictures).toEqual([{ source: file?.id, alt: 'QR code' }]);
  });

  it('waits until Slack has looked at the file', async () => {
    const clock = createFakeClock();
    bed = await open({ clock, filesReady: false });
    await bed.slack.type('/seller 1');
    await bed.slack.waitFor(() =>
      bed.slack.problems.find((problem) => problem.includes('invalid slack file')),
    );
    for (const file of bed.slack.files.values()) file.ready = true;
    await expect
      .poll(() => {
        clock.advance(400);
        return bed.slack.messages.length;
      })
      .toBe(1);
    expect((await answer()).view.pictures).toHaveLength(1);
  });

  it('shows the link where the file is never ready', async () => {
    const clock = createFakeClock();
    bed = await open({ clock, filesReady: false });
    await bed.slack.type('/seller 1');
    await expect
      .poll(() => {
        clock.advance(800);
        return bed.slack.messages.length;
      })
      .toBe(1);
    const { view } = await answer();
    expect(view.pictures).toEqual([]);
    expect(view.links).toEqual([{ url: link, label: 'QR code' }]);
  });

  it('names the scope that is missing, and shows the link', async () => {
    bed = await open();
    bed.slack.scopes.delete('files:write');
    await bed.slack.type('/seller 1');
    const { view } = await answer();
    expect(view.text).toContain('files:write');
    expect(view.links).toEqual([{ url: link, label: 'QR code' }]);
  });

  it.each<[string, string, Fault]>([
    ['the place for it is refused', 'files.getUploadURLExternal', { kind: 'status', status: 503 }],
    ['the upload breaks', 'upload', { kind: 'status', status: 500 }],
    ['its end is refused', 'files.completeUploadExternal', { kind: 'error', error: 'internal_error' }],
  ])('shows the link when %s', async (_what, target, fault) => {
    bed = await open();
    bed.slack.faults.always(target, fault);
    await bed.slack.type('/seller 1');
    expect((await answer()).view.links).toEqual([{ url: link, label: 'QR code' }]);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { safeUrl } from '../../../src/chat/safe-url.ts';
import { qrPng } from '../../../src/pictures/qr-png.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { Fault } from '../../fakes/slack/faults.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { people } from '../../fakes/slack/workspace.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

const link = safeUrl('https://air.1688.com/x?touid=cnalichn%E5%B1%B1', ['1688.com']);
if (link === undefined) throw new Error('no link');
const card = { body: [{ kind: 'qr', of: link, alt: 'QR code' }] } as const;

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

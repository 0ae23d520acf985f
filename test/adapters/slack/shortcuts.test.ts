import { afterEach, describe, expect, it } from 'vitest';
import { messageShortcuts } from '../../../adapters/slack/manifest.ts';
import { en } from '../../../src/languages/en/index.ts';
import { directMessage, messageShortcut } from '../../fakes/slack/payloads.ts';
import { openTestCore } from '../../harness/core.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

describe('the menu of a message on Slack', () => {
  let bed: Bed | undefined;
  afterEach(() => bed?.close());

  it('names each command that can be run from one, within the limits', async () => {
    const bot = await openTestCore();
    const shortcuts = messageShortcuts(bot.core.menu);
    await bot.close();
    expect(shortcuts.map(({ name, callback_id }) => [name, callback_id])).toEqual([
      [en.pictures.image.fromMessage, 'message:image'],
      [en.pictures.lookup.fromMessage, 'message:lookup'],
    ]);
    for (const { name, description } of shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
  });

  it('hands on the words and the pictures of the message; the token goes to no other host', async () => {
    const core = scriptedCore((transport) => transport.answer(answerOf('Found')));
    bed = await openBed(core, 'socket');
    const { slack } = bed;
    const files = [
      { url_private: 'https://files.slack.com.evil.example/a.png', mimetype: 'image/png' },
      { url_private: 'https://files.slack.com/a.pdf', mimetype: 'application/pdf' },
    ];
    const message = { type: 'message', ts: '1.1', text: 'See <https://detail.1688.com/offer/1.html>', files };
    await slack.deliver(
      messageShortcut({
        callback_id: 'message:image',
        message,
        trigger_id: slack.newTrigger(),
        response_url: slack.responseUrl('U0ANN00001', 'C0BUYING01'),
      }),
    );
    const [asked] = core.asked;
    expect(asked?.input).toMatchObject({
      kind: 'message',
      command: 'image',
      text: expect.stringContaining('https://detail.1688.com/offer/1.html'),
    });
    const [picture, ...others] = asked?.pictures ?? [];
    expect(others).toEqual([]);
    if (picture === undefined || 'link' in picture) throw new Error('no file of Slack’s');
    expect(await picture.read(new AbortController().signal)).toEqual({ fault: 'not permitted' });
    expect(await slack.waitFor(() => slack.messages.at(-1))).toMatchObject({ seenBy: 'U0ANN00001' });
  });

  it('is not the only way: a direct message brings its pictures', async () => {
    const core = scriptedCore((transport) => transport.answer(answerOf('Found')));
    bed = await openBed(core, 'http');
    const files = [{ url_private: 'https://files.slack.com/a.png', mimetype: 'image/png' }];
    await bed.slack.deliver(directMessage({ text: 'image', subtype: 'file_share', files }));
    expect(core.asked[0]).toMatchObject({ input: { text: 'image' }, pictures: [{}] });
  });
});

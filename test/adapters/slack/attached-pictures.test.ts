import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { en } from '../../../src/languages/en/index.ts';
import { directMessage, messageShortcut } from '../../fakes/slack/payloads.ts';
import { botToken } from '../../fakes/slack/slack.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { pictures } from '../../pictures/pictures.ts';
import { type Bed, openBed } from './bed.ts';

let bed: Bed | undefined;
let bot: TestCore | undefined;
afterEach(async () => {
  await bed?.close();
  await bot?.close();
});

async function open(via: 'http' | 'socket') {
  bot = await openTestCore();
  bed = await openBed(bot.core, via);
  const { slack } = bed;
  const chosen = async (url: string) => {
    const files = [{ url_private: url, mimetype: 'image/png' }];
    const shown = slack.messages.length;
    await slack.deliver(
      messageShortcut({
        callback_id: 'message:image',
        message: { type: 'message', ts: '1.1', text: 'this one', files },
        trigger_id: slack.newTrigger(),
        response_url: slack.responseUrl('U0ANN00001', 'C0BUYING01'),
      }),
    );
    const answer = await slack.waitFor(() => slack.messages[shown]);
    return { seenBy: answer.seenBy, text: visible(answer).text };
  };
  return { slack, chosen };
}

it.each(['http', 'socket'] as const)(
  'a picture of a message is read with the token, over %s',
  async (via) => {
    const { slack, chosen } = await open(via);
    const { text, seenBy } = await chosen(slack.keepFile(pictures.png));
    expect(text).toContain(en.pictures.image.title);
    expect(seenBy).toBe('U0ANN00001');
    expect(slack.fileReads.map(({ authorization }) => authorization)).toEqual([`Bearer ${botToken}`]);
  },
);

it('so is one of a direct message', async () => {
  const { slack } = await open('http');
  const files = [{ url_private: slack.keepFile(pictures.png), mimetype: 'image/png' }];
  await slack.deliver(directMessage({ text: 'image', subtype: 'file_share', files }));
  const answer = await slack.waitFor(() => slack.messages.at(-1));
  expect(visible(answer).text).toContain(en.pictures.image.title);
});

it('without the scope, the answer says so', async () => {
  const { slack, chosen } = await open('http');
  slack.scopes.delete('files:read');
  expect((await chosen(slack.keepFile(pictures.png))).text).not.toContain(en.pictures.image.title);
});

it('another host is never asked, so that it never sees the token', async () => {
  const heard: string[] = [];
  const other = createServer((request, response) => {
    heard.push(request.headers.authorization ?? 'nothing');
    response.end(pictures.png);
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = other.address();
  const port = typeof address === 'object' ? address?.port : 0;
  try {
    const { chosen } = await open('http');
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
      expect((await chosen(`http://${host}/a.png`)).text).not.toContain(en.pictures.image.title);
    }
    expect(heard).toEqual([]);
  } finally {
    other.close();
  }
});

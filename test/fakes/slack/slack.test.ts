import { App } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '../fake-clock.ts';
import { appMention } from './payloads.ts';
import { appToken, botToken, type FakeSlack, signingSecret, startFakeSlack } from './slack.ts';
import { visible } from './visible.ts';
import { people, places } from './workspace.ts';

const quiet: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

let slack: FakeSlack;
beforeEach(async () => {
  slack = await startFakeSlack();
});
afterEach(() => slack.stop());

const client = (options: object = {}) =>
  new WebClient(botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    logger: quiet,
    ...options,
  });
const button = (action_id: string) => ({
  type: 'button' as const,
  text: { type: 'plain_text' as const, text: 'Go' },
  action_id,
  value: 'go',
});

describe('the Web API, asked by the real client', () => {
  it('posts, updates and deletes a message', async () => {
    const posted = await client().chat.postMessage({ channel: places.buying, text: 'one' });
    const { ts = '' } = posted;
    await client().chat.update({ channel: places.buying, ts, text: 'two' });
    expect(slack.messages).toMatchObject([{ ts, text: 'two', edits: 1, seenBy: 'everyone' }]);
    await client().chat.delete({ channel: places.buying, ts });
    expect(slack.messages).toMatchObject([{ deleted: true }]);
  });

  it.each([
    ['a channel that is not there', { channel: 'C0NOWHERE1', text: 'x' }, 'channel_not_found'],
    ['a channel without the bot', { channel: places.foreign, text: 'x' }, 'not_in_channel'],
    ['nothing to show', { channel: places.buying, text: '' }, 'no_text'],
    ['a text of 40,001 characters', { channel: places.buying, text: 'x'.repeat(40_001) }, 'msg_too_long'],
    [
      'a header of 151 characters',
      {
        channel: places.buying,
        text: 'x',
        blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }],
      },
      'invalid_blocks',
    ],
    [
      'two buttons with one id',
      {
        channel: places.buying,
        text: 'x',
        blocks: [{ type: 'actions', elements: [button('a'), button('a')] }],
      },
      'invalid_blocks',
    ],
    [
      'fifty-one blocks',
      { channel: places.buying, text: 'x', blocks: Array.from({ length: 51 }, () => ({ type: 'divider' })) },
      'invalid_blocks',
    ],
    [
      'a field that no block has',
      { channel: places.buying, text: 'x', blocks: [{ type: 'divider', colour: 'red' }] },
      'invalid_blocks',
    ],
    [
      'a picture that was never uploaded',
      {
        channel: places.buying,
        text: 'x',
        blocks: [{ type: 'image', alt_text: 'x', slack_file: { id: 'F000000000' } }],
      },
      'invalid_blocks',
    ],
    [
      'blocks that are too long together',
      {
        channel: places.buying,
        text: 'x',
        blocks: Array.from({ length: 5 }, () => ({
          type: 'section',
          text: { type: 'plain_text', text: 'x'.repeat(2900) },
        })),
      },
      'msg_blocks_too_long',
    ],
  ])('refuses %s', async (_what, message, error) => {
    await expect(client().apiCall('chat.postMessage', message)).rejects.toMatchObject({ data: { error } });
    expect(slack.messages).toEqual([]);
  });

  it('notices what Slack lets pass but a careful app never does', async () => {
    await client().chat.postMessage({ channel: places.buying, text: 'a < b & c' });
    await client().apiCall('chat.postMessage', { channel: places.buying, blocks: [{ type: 'divider' }] });
    expect(slack.problems).toEqual([
      'not escaped: <',
      'not escaped: &',
      'no text for screen readers and notifications',
    ]);
  });

  it('knows tokens and scopes', async () => {
    slack.scopes.delete('users:read');
    await expect(client().users.info({ user: people.bob })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'users:read' },
    });
    await expect(
      client({ headers: { Authorization: 'Bearer xoxb-other' } }).auth.test(),
    ).rejects.toMatchObject({
      data: { error: 'invalid_auth' },
    });
    slack.scopes.add('users:read');
    const { user } = await client().users.info({ user: people.bob, include_locale: true });
    expect(user).toMatchObject({ locale: 'zh-CN' });
  });

  it('takes an upload in three steps, and shows the file once it is ready', async () => {
    const bytes = Buffer.from('picture');
    await client().filesUploadV2({ filename: 'qr.png', file: bytes });
    const [file] = [...slack.files.values()];
    expect(file).toMatchObject({ name: 'qr.png', bytes, ready: true });
    const blocks = [{ type: 'image' as const, alt_text: 'QR', slack_file: { id: file?.id ?? '' } }];
    await client().chat.postMessage({ channel: places.buying, text: 'QR', blocks });
    expect(visible(slack.messages[0] ?? { text: '', blocks: [] }).pictures).toEqual([
      { source: file?.id, alt: 'QR' },
    ]);
  });

  it('makes the faults it is told to make', async () => {
    const post = () =>
      client({ rejectRateLimitedCalls: true }).chat.postMessage({ channel: places.buying, text: 'x' });
    slack.faults.next('chat.postMessage', { kind: 'rate limited', retryAfterS: 7 });
    slack.faults.next('chat.postMessage', { kind: 'status', status: 503 });
    slack.faults.next('chat.postMessage', { kind: 'cut after processing' });
    await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
    await expect(post()).rejects.toMatchObject({ statusCode: 503 });
    expect(slack.messages).toHaveLength(0);
    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    expect(slack.messages).toHaveLength(1);
  });
});

describe('what a reader sees', () => {
  const shown = (text: string) => visible({ text, blocks: [] });

  it('counts pings, and links, also those that Slack makes by itself', () => {
    expect(shown('<!channel> <@U0ANN00001> <#C0BUYING01|buying> @here').mentions).toEqual([
      'channel',
      'U0ANN00001',
      'C0BUYING01',
    ]);
    expect(
      shown('<https://a.example/?a=1&amp;b=2|A> http://b.example/x c.example d@e.example').links,
    ).toEqual([
      { url: 'https://a.example/?a=1&b=2', label: 'A' },
      { url: 'http://b.example/x', label: 'http://b.example/x' },
      { url: 'http://c.example', label: 'c.example' },
      { url: 'mailto:d@e.example', label: 'd@e.example' },
    ]);
  });

  it('has marks work only where no letter touches them, which Chinese letters do', () => {
    expect(shown('*a* _b_ `c` *价格*').text).toBe('a b c 价格');
    expect(shown('*价格*便宜 a*b*c').text).toBe('*价格*便宜 a*b*c');
  });

  it('takes plain text objects and rich text at their word', () => {
    const view = visible({
      text: 'fallback',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: '<!channel> https://a.example' } },
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: '<!here> ' },
                { type: 'user', user_id: 'U0ANN00001' },
                { type: 'link', url: 'https://b.example', text: 'B' },
              ],
            },
          ],
        },
      ],
    });
    expect(view).toMatchObject({
      text: '<!channel> https://a.example\n<!here> @U0ANN00001B',
      mentions: ['U0ANN00001'],
      links: [{ url: 'https://b.example', label: 'B' }],
    });
  });
});

describe('deliveries to a real Bolt app', () => {
  it('over HTTP: a signed command, its answer for the asker, and the response URL with its five posts', async () => {
    const app = new App({
      token: botToken,
      signingSecret,
      logger: quiet,
      clientOptions: { slackApiUrl: slack.apiUrl },
    });
    let respond: (text: string) => Promise<unknown> = async () => undefined;
    app.command('/seller', async (command) => {
      respond = command.respond;
      await command.ack({ text: `you said ${command.command.text}` });
    });
    const server = await app.start(0);
    const address = server.address();
    slack.sendTo(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/slack/events`);
    const delivery = await slack.type('/seller 1 2');
    expect(delivery).toMatchObject({ outcome: 'acknowledged', attempts: 1 });
    expect(slack.messages).toMatchObject([{ text: 'you said 1 2', seenBy: people.ann, via: 'ack' }]);
    for (const post of ['1', '2', '3', '4', '5']) await respond(post);
    await expect(respond('6')).rejects.toThrow();
    expect(slack.messages).toHaveLength(6);
    await app.stop();
  });

  it('over HTTP: says that nothing came within three seconds', async () => {
    const clock = createFakeClock();
    const timed = await startFakeSlack({ clock });
    const app = new App({
      token: botToken,
      signingSecret,
      logger: quiet,
      clientOptions: { slackApiUrl: timed.apiUrl },
    });
    const arrival = Promise.withResolvers<void>();
    const overdue = Promise.withResolvers<void>();
    app.command('/seller', async ({ ack }) => {
      arrival.resolve();
      await overdue.promise;
      await ack();
    });
    // Bolt looks at the machine's own clock: the stamp has to be true.
    clock.advance(Date.now() - clock.now());
    const server = await app.start(0);
    const address = server.address();
    timed.sendTo(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/slack/events`);
    const delivery = timed.type('/seller 1');
    await arrival.promise;
    clock.advance(3000);
    expect((await delivery).outcome).toBe('operation_timeout');
    expect(timed.problems).toEqual(['operation_timeout']);
    overdue.resolve();
    await timed.stop();
    await app.stop();
  });

  it('over a socket: hello, an envelope, an acknowledgement, and the same envelope again after a cut', async () => {
    const socket = new SocketModeClient({
      appToken,
      logger: quiet,
      clientOptions: { slackApiUrl: slack.apiUrl },
      clientPingTimeout: 300,
    });
    const seen: unknown[] = [];
    socket.on('slack_event', async ({ ack, envelope_id, retry_num }) => {
      seen.push([envelope_id, retry_num]);
      if (seen.length === 1) slack.sockets.cut();
      else await ack();
    });
    await socket.start();
    expect(slack.sockets.open).toBe(1);
    const delivery = await slack.deliver(appMention());
    expect(delivery).toMatchObject({ outcome: 'acknowledged', attempts: 2 });
    expect(seen).toEqual([
      [expect.any(String), 0],
      [expect.any(String), 1],
    ]);
    expect(new Set(seen.map((one) => JSON.stringify(one).slice(0, 20))).size).toBe(1);
    await socket.disconnect();
  });
});

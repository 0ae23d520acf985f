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

  it('keeps metadata through an edit, and shows it to whoever asks for it', async () => {
    const metadata = { event_type: 'news', event_payload: { key: 'k' } };
    const { ts = '' } = await client().chat.postMessage({ channel: places.buying, text: 'one', metadata });
    await client().chat.update({ channel: places.buying, ts, text: 'two' });
    const history = (options: object) =>
      client().conversations.history({ channel: places.buying, ...options });
    expect((await history({ include_all_metadata: true })).messages).toMatchObject([
      { ts, user: slack.botUser, metadata },
    ]);
    expect((await history({})).messages?.[0]?.metadata).toEqual({ event_type: 'news' });
    const wrong = { event_type: 'no spaces', event_payload: {} };
    await expect(
      client().chat.postMessage({ channel: places.buying, text: 'x', metadata: wrong }),
    ).rejects.toMatchObject({ data: { error: 'invalid_metadata_format' } });
  });

  it('keeps threads out of the channel unless they are broadcast, and pages through both', async () => {
    const channel = places.buying;
    const { ts = '' } = await client().chat.postMessage({ channel, text: 'parent' });
    for (const reply_broadcast of [false, true, false]) {
      await client().apiCall('chat.postMessage', { channel, text: 'x', thread_ts: ts, reply_broadcast });
    }
    const { messages } = await client().conversations.history({ channel });
    expect(messages).toMatchObject([{ subtype: 'thread_broadcast', thread_ts: ts }, { text: 'parent' }]);
    const pages: (number | undefined)[] = [];
    for (let cursor: string | undefined; pages.length === 0 || cursor; ) {
      const page = await client().conversations.replies({
        channel,
        ts,
        limit: 2,
        ...(cursor !== undefined && { cursor }),
      });
      pages.push(page.messages?.length);
      cursor = page.response_metadata?.next_cursor;
    }
    expect(pages).toEqual([3, 2]);
    await expect(client().conversations.replies({ channel, ts: '1.000001' })).rejects.toMatchObject({
      data: { error: 'thread_not_found' },
    });
    const later = await client().conversations.history({ channel, oldest: '9999999999.000000' });
    expect(later.messages).toEqual([]);
  });

  it.each([
    [places.buying, 'channels:history'],
    [places.secret, 'groups:history'],
  ])('reads %s with %s only', async (channel, scope) => {
    await client().conversations.history({ channel });
    slack.scopes.delete(scope);
    await expect(client().conversations.history({ channel })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: scope },
    });
  });

  it.each([
    [places.foreign, 'not_in_channel'],
    [places.hidden, 'channel_not_found'],
  ])('lets nobody who is not in %s read or write there (%s)', async (channel, error) => {
    await expect(client().conversations.history({ channel })).rejects.toMatchObject({ data: { error } });
    await expect(client().chat.postMessage({ channel, text: 'x' })).rejects.toMatchObject({
      data: { error },
    });
  });

  it('links a message, and a reply in its thread', async () => {
    const channel = places.buying;
    const { ts = '' } = await client().chat.postMessage({ channel, text: 'one' });
    const reply = await client().chat.postMessage({ channel, text: 'two', thread_ts: ts });
    const linkOf = async (message_ts: string) =>
      (await client().chat.getPermalink({ channel, message_ts })).permalink;
    expect(await linkOf(ts)).toBe(`https://team.slack.com/archives/${channel}/p${ts.replace('.', '')}`);
    expect(await linkOf(reply.ts ?? '')).toContain(`?thread_ts=${ts}&cid=${channel}`);
  });

  it('refuses an edit whose text is too long, though it posts it', async () => {
    const channel = places.buying;
    const text = '价'.repeat(1400);
    const { ts = '' } = await client().chat.postMessage({ channel, text });
    await expect(client().chat.update({ channel, ts, text })).rejects.toMatchObject({
      data: { error: 'msg_too_long' },
    });
  });

  it('lets a burst through and then one message a second in a channel, once it is told to mind', async () => {
    const clock = createFakeClock();
    const paced = await startFakeSlack({ clock });
    const post = (channel: string = places.buying) =>
      client({ slackApiUrl: paced.apiUrl, rejectRateLimitedCalls: true }).chat.postMessage({
        channel,
        text: 'x',
      });
    paced.pace.enforce(3);
    for (let each = 0; each < 3; each += 1) await post();
    await expect(post()).rejects.toMatchObject({ retryAfter: 1 });
    await post(places.secret);
    clock.advance(1000);
    await post();
    await expect(post()).rejects.toMatchObject({ retryAfter: 1 });
    expect(paced.pace.refused).toBe(2);
    expect(paced.messages).toHaveLength(5);
    await paced.stop();
  });

  it('goes down and comes back', async () => {
    const post = () => client().chat.postMessage({ channel: places.buying, text: 'x' });
    const comeBack = await slack.goDown();
    await expect(post()).rejects.toMatchObject({
      original: { cause: { code: 'ECONNREFUSED' } },
    });
    await comeBack();
    await post();
    expect(slack.messages).toHaveLength(1);
  });

  it('opens a form once for a trigger, and takes none that Slack would not', async () => {
    const view = (blocks: object[]) => ({
      type: 'modal' as const,
      title: { type: 'plain_text' as const, text: 'T' },
      submit: { type: 'plain_text' as const, text: 'S' },
      blocks,
    });
    const input = (element: object) => ({
      type: 'input',
      label: { type: 'plain_text', text: 'L' },
      element: { action_id: 'a', ...element },
    });
    const open = (shown: object, trigger_id = slack.newTrigger()) =>
      client().apiCall('views.open', { trigger_id, view: shown });
    const trigger = slack.newTrigger(people.bob);
    await open(view([input({ type: 'plain_text_input' })]), trigger);
    expect(slack.views).toMatchObject([{ user: people.bob }]);
    await expect(open(view([]), trigger)).rejects.toMatchObject({ data: { error: 'exchanged_trigger_id' } });
    const option = { text: { type: 'plain_text', text: 'O' }, value: 'o' };
    const other = { ...option, value: 'p' };
    for (const wrong of [
      { ...view([]), title: { type: 'plain_text', text: 'x'.repeat(25) } },
      { ...view([input({ type: 'plain_text_input' })]), submit: undefined },
      view([input({ type: 'plain_text_input', initial_value: 'xx', max_length: 1 })]),
      view([input({ type: 'static_select', options: [option], initial_option: other })]),
      view([input({ type: 'multi_static_select', options: [option], initial_options: [other] })]),
      view([input({ type: 'multi_static_select', options: [] })]),
      { ...view([]), private_metadata: 'x'.repeat(3001) },
    ]) {
      await expect(open(wrong)).rejects.toMatchObject({ data: { error: 'invalid_arguments' } });
    }
    expect(slack.views).toHaveLength(1);
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

import { afterEach, describe, expect, it } from 'vitest';
import { safeUrl } from '../../../src/chat/safe-url.ts';
import { createCollectedLog } from '../../fakes/collected-log.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { SlackMessage } from '../../fakes/slack/message.ts';
import { appMention, directMessage, slashCommand } from '../../fakes/slack/payloads.ts';
import { startFakeSlack } from '../../fakes/slack/slack.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { people, places } from '../../fakes/slack/workspace.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

let bed: Bed;
afterEach(() => bed.close());

const said = (message: SlackMessage | undefined) => message && visible(message).text;
const methods = () => bed.slack.calls.map(({ method }) => method).filter((name) => name.startsWith('chat.'));

describe.each(['http', 'socket'] as const)('over %s', (via) => {
  it('answers a command in its acknowledgement, in one round trip, for the asker alone', async () => {
    const core = scriptedCore((transport) => transport.answer(answerOf('Here')));
    bed = await openBed(core, via);
    const delivery = await bed.slack.type('/seller <https://detail.1688.com/offer/9.html|x> “a &amp; b”');
    expect(delivery).toMatchObject({ outcome: 'acknowledged', attempts: 1 });
    expect(bed.slack.messages).toMatchObject([{ via: 'ack', seenBy: people.ann, channel: places.buying }]);
    expect(said(bed.slack.messages[0])).toBe('Here');
    expect(methods()).toEqual([]);
    expect(core.asked).toMatchObject([
      {
        platform: 'slack',
        workspace: bed.slack.teamId,
        conversation: { id: places.buying, direct: false },
        person: { id: people.ann },
        input: { kind: 'text', text: '/seller https://detail.1688.com/offer/9.html “a & b”' },
      },
    ]);
    expect(bed.slack.problems).toEqual([]);
  });

  it('answers everyone when the answer is for everyone', async () => {
    const core = scriptedCore((transport) =>
      transport.answer(answerOf('Look', { visibility: 'conversation' })),
    );
    bed = await openBed(core, via);
    await bed.slack.type('/seller 1');
    expect(bed.slack.messages).toMatchObject([{ via: 'ack', seenBy: 'everyone' }]);
  });

  it('acknowledges a deferral at once and delivers through the response URL', async () => {
    const ready = Promise.withResolvers<void>();
    const core = scriptedCore(async (transport) => {
      await transport.defer('asker', false);
      await ready.promise;
      await transport.deliver(answerOf('Late'));
    });
    bed = await openBed(core, via);
    const delivery = await bed.slack.type('/seller 1');
    expect(delivery.outcome).toBe('acknowledged');
    expect(bed.slack.messages).toEqual([]);
    ready.resolve();
    const message = await bed.slack.waitFor(() => bed.slack.messages[0]);
    expect(message).toMatchObject({ via: 'response_url', seenBy: people.ann });
    expect(said(message)).toBe('Late');
  });

  it('acknowledges silently when the core has nothing to say', async () => {
    bed = await openBed(
      scriptedCore(async () => undefined),
      via,
    );
    expect(await bed.slack.type('/seller 1')).toMatchObject({ outcome: 'acknowledged', attempts: 1 });
    expect(bed.slack.messages).toEqual([]);
  });

  it('acknowledges a click at once, hands its payload in, and answers the clicker', async () => {
    const run = { kind: 'run', label: 'More', run: 'more?a=1' } as const;
    const card = { actions: [run] };
    const core = scriptedCore((transport, { input }) =>
      transport.answer(input.kind === 'payload' ? answerOf('More') : answerOf('First', { card })),
    );
    bed = await openBed(core, via);
    await bed.slack.type('/seller 1');
    const [first] = bed.slack.messages;
    const delivery = first && (await bed.slack.click(first, 'More'));
    expect(delivery).toMatchObject({ outcome: 'acknowledged', attempts: 1 });
    const answer = await bed.slack.waitFor(() => bed.slack.messages[1]);
    expect(answer).toMatchObject({ via: 'response_url', seenBy: people.ann });
    expect(first).toMatchObject({ edits: 0, deleted: false });
    expect(core.asked[1]?.input).toEqual({ kind: 'payload', payload: 'more?a=1' });
  });

  it('puts a replacing answer in the place of the card, shares one with the channel, follows a menu', async () => {
    const card = {
      actions: [
        { kind: 'run', label: 'Replace', run: '!x?' },
        { kind: 'run', label: 'Share', run: 'share?' },
        { kind: 'select', label: 'Pick', options: [{ label: 'One', run: 'pick?n=1' }] },
      ],
    } as const;
    const core = scriptedCore((transport, { input }) => {
      if (input.kind !== 'payload') return transport.answer(answerOf('First', { card }));
      if (input.payload === 'share?') {
        return transport.answer(answerOf('Shared', { visibility: 'conversation' }));
      }
      return transport.answer(answerOf(input.payload, { replace: true }));
    });
    bed = await openBed(core, via);
    await bed.slack.type('/seller 1');
    const [first] = bed.slack.messages;
    if (first === undefined) throw new Error('no answer');
    await bed.slack.click(first, 'Share');
    const shared = await bed.slack.waitFor(() => bed.slack.messages[1]);
    expect(shared).toMatchObject({ seenBy: 'everyone', channel: places.buying });
    await bed.slack.choose(first, 'Pick', 'One');
    await bed.slack.waitFor(() => (first.edits === 1 ? true : undefined));
    expect(said(first)).toBe('pick?n=1');
    expect(bed.slack.messages).toHaveLength(2);
  });

  it('only acknowledges a button that opened a link', async () => {
    const url = safeUrl('https://air.1688.com/x', ['1688.com']);
    if (url === undefined) throw new Error('no link');
    const card = { actions: [{ kind: 'open', label: 'Open', url }] } as const;
    const core = scriptedCore((transport) => transport.answer(answerOf('First', { card })));
    bed = await openBed(core, via);
    await bed.slack.type('/seller 1');
    const [first] = bed.slack.messages;
    expect(first && (await bed.slack.click(first, 'Open'))).toMatchObject({ outcome: 'acknowledged' });
    expect(core.asked).toHaveLength(1);
  });

  it('answers a mention where it was made, for the asker alone, in its thread', async () => {
    const core = scriptedCore((transport) => transport.answer(answerOf('Here')));
    bed = await openBed(core, via);
    await bed.slack.deliver(appMention());
    await bed.slack.waitFor(() => bed.slack.messages[0]);
    await bed.slack.deliver(appMention({ ts: '1779263269.000900', thread_ts: '1779263269.000200' }));
    await bed.slack.waitFor(() => bed.slack.messages[1]);
    expect(bed.slack.messages).toMatchObject([
      { via: 'chat.postEphemeral', seenBy: people.ann, channel: places.buying, threadTs: undefined },
      { via: 'chat.postEphemeral', threadTs: '1779263269.000200' },
    ]);
    expect(core.asked.map(({ input }) => input)).toEqual([
      { kind: 'text', text: 'seller 951807530375' },
      { kind: 'text', text: 'seller 951807530375' },
    ]);
  });

  it('hands people on by their ids, from commands and from messages', async () => {
    const core = scriptedCore(async () => undefined);
    bed = await openBed(core, via);
    await bed.slack.type('/watch --mention <@U0BOB00002|bob> --events refund');
    await bed.slack.deliver(appMention({ text: '<@U0BOT00000> watch --mention <@U0BOB00002>' }));
    expect(core.asked.map(({ input }) => input)).toEqual([
      { kind: 'text', text: '/watch --mention <@U0BOB00002|bob> --events refund' },
      { kind: 'text', text: 'watch --mention <@U0BOB00002>' },
    ]);
  });

  it('answers a direct message there, and knows that nobody else is in it', async () => {
    const core = scriptedCore((transport) => transport.answer(answerOf('Here')));
    bed = await openBed(core, via);
    const { id } = bed.slack.direct(people.ann);
    await bed.slack.deliver(directMessage({ channel: id }));
    const message = await bed.slack.waitFor(() => bed.slack.messages[0]);
    expect(message).toMatchObject({ via: 'chat.postMessage', channel: id });
    expect(core.asked).toMatchObject([{ conversation: { id, direct: true } }]);
  });

  it.each([
    ['the bot’s own words', { user: 'U0BOT00000', bot_id: 'B0BOT00000' }],
    ['what its own user wrote', { user: 'U0BOT00000' }],
    ['another bot’s words', { bot_id: 'B0OTHER000' }],
    ['an edit', { subtype: 'message_changed' }],
    ['talk in a channel', { channel: places.buying, channel_type: 'channel' }],
  ])('overhears %s and says nothing', async (_what, event) => {
    const core = scriptedCore((transport) => transport.answer(answerOf('Here')));
    bed = await openBed(core, via);
    expect(await bed.slack.deliver(directMessage(event))).toMatchObject({ outcome: 'acknowledged' });
    expect(core.asked).toEqual([]);
  });

  it('names one message by where it stands, whatever event brings it', async () => {
    const core = scriptedCore(async () => undefined);
    bed = await openBed(core, via);
    const { id: channel } = bed.slack.direct(people.ann);
    await bed.slack.deliver(appMention({ channel, ts: '1.2' }, 'Ev1'));
    await bed.slack.deliver(appMention({ channel, ts: '1.2' }, 'Ev2'));
    await bed.slack.deliver(directMessage({ channel, ts: '1.2' }, 'Ev3'));
    expect(core.asked.map(({ id }) => id)).toEqual([`${channel}:1.2`, `${channel}:1.2`, `${channel}:1.2`]);
  });
});

describe('when the response URL is no way', () => {
  const deferred = (title = 'Late', visibility: 'asker' | 'conversation' = 'asker') =>
    scriptedCore(async (transport) => {
      await transport.defer(visibility, false);
      await transport.deliver(answerOf(title, { visibility }));
    });

  it.each([
    ['expired', { kind: 'status', status: 404 }, ['chat.postEphemeral']],
    ['cut off after it may have worked', { kind: 'cut after processing' }, ['chat.postEphemeral']],
    ['rate limited', { kind: 'rate limited', retryAfterS: 60 }, ['chat.postEphemeral']],
    ['rate limited without end', { kind: 'rate limited', retryAfterS: null }, ['chat.postEphemeral']],
    ['redirected', { kind: 'redirect', to: 'http://127.0.0.1:1/' }, ['chat.postEphemeral']],
    // HTTP 200, and no all the same.
    ['refused', { kind: 'instead', body: { ok: false, error: 'used_url' } }, ['chat.postEphemeral']],
    ['refused without a reason', { kind: 'instead', body: { ok: false } }, ['chat.postEphemeral']],
    ['too busy', { kind: 'instead', body: { ok: false, error: 'ratelimited' } }, ['chat.postEphemeral']],
    ['in doubt', { kind: 'instead', body: { ok: false, error: 'internal_error' } }, ['chat.postEphemeral']],
  ] as const)(
    'and it is %s, answers in the channel, still for the asker alone',
    async (_what, fault, calls) => {
      bed = await openBed(deferred(), 'http');
      bed.slack.faults.always('response_url', fault);
      await bed.slack.type('/seller 1');
      const answer = await bed.slack.waitFor(() =>
        bed.slack.messages.find(({ via }) => via === 'chat.postEphemeral'),
      );
      expect(answer).toMatchObject({ seenBy: people.ann, channel: places.buying });
      expect(methods()).toEqual(calls);
    },
  );

  it('answers by direct message where the bot is no member', async () => {
    bed = await openBed(deferred(), 'http');
    bed.slack.faults.always('response_url', { kind: 'status', status: 404 });
    await bed.slack.type('/seller 1', { channel: places.foreign });
    const answer = await bed.slack.waitFor(() => bed.slack.messages[0]);
    expect(answer.channel).toBe(bed.slack.direct(people.ann).id);
    expect(methods()).toEqual(['chat.postEphemeral', 'chat.postMessage']);
  });

  it('tells a conversation nothing twice: what may have been said there goes on to the asker', async () => {
    bed = await openBed(deferred('Maybe', 'conversation'), 'http');
    bed.slack.faults.always('response_url', { kind: 'cut after processing' });
    await bed.slack.type('/seller 1');
    const { id } = bed.slack.direct(people.ann);
    await bed.slack.waitFor(() => bed.slack.messages.find(({ channel }) => channel === id));
    expect(bed.slack.messages.map(({ channel, seenBy }) => [channel, seenBy])).toEqual([
      [places.buying, 'everyone'],
      [id, 'everyone'],
    ]);
  });

  it.each([
    ['a private answer', 'asker', 'chat.postEphemeral'],
    ['a public answer', 'conversation', 'chat.postMessage'],
  ] as const)(
    'that says no with HTTP 200 has posted nothing: %s is posted once, otherwise',
    async (_what, who, method) => {
      bed = await openBed(deferred('Late', who), 'http');
      bed.slack.faults.always('response_url', { kind: 'instead', body: { ok: false, error: 'expired_url' } });
      await bed.slack.type('/seller 1');
      await bed.slack.waitFor(() => bed.slack.messages[0]);
      expect(methods()).toEqual([method]);
      expect(bed.slack.messages).toHaveLength(1);
    },
  );

  it('that says with HTTP 200 that the form is wrong gets the plain one', async () => {
    bed = await openBed(deferred(), 'http');
    bed.slack.faults.next('response_url', { kind: 'instead', body: { ok: false, error: 'invalid_blocks' } });
    await bed.slack.type('/seller 1');
    expect(await bed.slack.waitFor(() => bed.slack.messages[0])).toMatchObject({ via: 'response_url' });
    expect(methods()).toEqual([]);
  });

  it('that says no to a file with HTTP 200 has none: the answer says so', async () => {
    const file = { name: 'orders.csv', mediaType: 'text/csv', content: 'a' } as const;
    const core = scriptedCore((transport) => transport.answer(answerOf('Exported', { card: { file } })));
    bed = await openBed(core, 'http');
    bed.slack.faults.always('upload', { kind: 'instead', body: { ok: false, error: 'upload_failed' } });
    await bed.slack.type('/seller 1');
    const answer = await bed.slack.waitFor(() => bed.slack.messages[0]);
    expect(visible(answer).text).toContain(file.name);
    expect([...bed.slack.files.values()].filter(({ sharedIn }) => sharedIn !== undefined)).toEqual([]);
    expect(methods()).not.toContain('files.completeUploadExternal');
  });

  it('uses no URL that does not lead to Slack', async () => {
    bed = await openBed(deferred(), 'http');
    const elsewhere = await startFakeSlack();
    const response_url = elsewhere.responseUrl(people.ann, places.buying);
    await bed.slack.deliver(slashCommand({ response_url }));
    await bed.slack.waitFor(() => bed.slack.messages[0]);
    expect(methods()).toEqual(['chat.postEphemeral']);
    expect(elsewhere.messages).toEqual([]);
    await elsewhere.stop();
  });

  it('knows by itself that half an hour is over', async () => {
    const clock = createFakeClock();
    const core = scriptedCore(async (transport) => {
      await transport.defer('asker', false);
      clock.advance(30 * 60_000);
      await transport.deliver(answerOf('Late'));
    });
    bed = await openBed(core, 'http', { clock });
    bed.slack.faults.always('response_url', { kind: 'held', until: new Promise(() => {}) });
    await bed.slack.type('/seller 1');
    await bed.slack.waitFor(() => bed.slack.messages[0]);
    expect(methods()).toEqual(['chat.postEphemeral']);
  });

  it('gives up on a URL that says nothing for three seconds', async () => {
    const clock = createFakeClock();
    bed = await openBed(deferred(), 'http', { clock });
    bed.slack.faults.always('response_url', { kind: 'held', until: new Promise(() => {}) });
    const { pending } = clock;
    await bed.slack.type('/seller 1');
    await expect.poll(() => clock.pending).toBeGreaterThan(pending);
    clock.advance(3000);
    await bed.slack.waitFor(() => bed.slack.messages[0]);
    expect(methods()).toEqual(['chat.postEphemeral']);
  });

  it('edits a shared card whose URL has expired', async () => {
    const card = { actions: [{ kind: 'run', label: 'Next', run: '!next?' }] } as const;
    const core = scriptedCore((transport, { input }) =>
      transport.answer(
        input.kind === 'payload'
          ? answerOf('Two', { replace: true, visibility: 'conversation' })
          : answerOf('One', { visibility: 'conversation', card }),
      ),
    );
    bed = await openBed(core, 'http');
    await bed.slack.type('/seller 1');
    const [first] = bed.slack.messages;
    bed.slack.faults.always('response_url', { kind: 'status', status: 404 });
    if (first !== undefined) await bed.slack.click(first, 'Next');
    await bed.slack.waitFor(() => (first?.edits === 1 ? true : undefined));
    expect(said(first)).toBe('Two');
    expect(bed.slack.messages).toHaveLength(1);
  });

  it('waits out a short rate limit, reports when nothing works, and stays alive', async () => {
    const core = deferred();
    const failures: unknown[] = [];
    const { script } = core;
    core.script = (transport, invocation) =>
      script(transport, invocation).catch((error: unknown) => {
        failures.push(error);
      });
    const log = createCollectedLog();
    const clock = createFakeClock();
    bed = await openBed(core, 'http', { log, clock });
    bed.slack.faults.always('response_url', { kind: 'status', status: 404 });
    bed.slack.faults.next('chat.postEphemeral', { kind: 'rate limited', retryAfterS: 1 });
    await bed.slack.type('/seller 1');
    await expect
      .poll(() => {
        clock.advance(1000);
        return bed.slack.messages.length;
      })
      .toBe(1);
    bed.slack.faults.always('chat.postEphemeral', { kind: 'error', error: 'is_archived' });
    bed.slack.faults.always('chat.postMessage', { kind: 'rate limited', retryAfterS: 600 });
    await bed.slack.type('/seller 2');
    await expect.poll(() => failures.length).toBe(1);
    expect(String(failures[0])).toMatch(/ratelimited.*ms after it was asked for/);
    expect(log.lines.join('\n')).not.toMatch(/xox|xapp|https?:/);
    bed.slack.faults.always('chat.postMessage', undefined);
    core.script = (transport) => transport.answer(answerOf('Alive'));
    await bed.slack.type('/seller 3');
    expect(said(bed.slack.messages.at(-1))).toBe('Alive');
  });

  it('sends a card that Slack refuses for its form in a plain one, with its buttons', async () => {
    const card = { actions: [{ kind: 'run', label: 'Go', run: 'go?' }] } as const;
    const core = scriptedCore(async (transport) => {
      await transport.defer('asker', false);
      await transport.deliver(answerOf('A < b', { card }));
    });
    bed = await openBed(core, 'http');
    bed.slack.faults.next('response_url', { kind: 'refused', error: 'invalid_blocks' });
    await bed.slack.type('/seller 1');
    const message = await bed.slack.waitFor(() => bed.slack.messages[0]);
    expect(visible(message)).toMatchObject({ text: 'A < b', buttons: [{ label: 'Go', value: 'go?' }] });
  });
});

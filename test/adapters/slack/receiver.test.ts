import { afterEach, describe, expect, it } from 'vitest';
import { createCollectedLog } from '../../fakes/collected-log.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { appMention, messageShortcut, slashCommand, viewSubmission } from '../../fakes/slack/payloads.ts';
import { signedHeaders } from '../../fakes/slack/signing.ts';
import { signingSecret } from '../../fakes/slack/slack.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

let bed: Bed;
afterEach(() => bed.close());

const form = 'application/x-www-form-urlencoded';
const command = new URLSearchParams(slashCommand({ text: '1' })).toString();

async function open(options: Parameters<typeof openBed>[2] = {}) {
  const core = scriptedCore((transport) => transport.answer(answerOf('Here')));
  bed = await openBed(core, 'http', options);
  const post = bed.slack.sendTo(`${bed.url}/slack/events`).post;
  return { core, post };
}

describe('a request to /slack/events', () => {
  it('is answered when its signature is right', async () => {
    const { post } = await open();
    expect(await post(command, form)).toMatchObject({ status: 200, text: expect.stringContaining('Here') });
    const withCharset = await post(
      new URLSearchParams(slashCommand({ trigger_id: 'other' })).toString(),
      `${form}; charset=utf-8`,
    );
    expect(withCharset.text).toContain('Here');
  });

  it.each([
    ['another secret', signedHeaders('other', command, Math.floor(Date.now() / 1000)), 401],
    ['an old stamp', signedHeaders(signingSecret, command, Math.floor(Date.now() / 1000) - 301), 401],
    [
      'a stamp from the future',
      signedHeaders(signingSecret, command, Math.floor(Date.now() / 1000) + 330),
      401,
    ],
    ['no signature', { 'x-slack-signature': '' }, 401],
  ])('is refused with %s before anything is parsed', async (_what, headers, status) => {
    const { core, post } = await open();
    // The same words whatever is wrong: none about settings, clocks or secrets.
    expect(await post(command, form, headers)).toMatchObject({ status, text: 'unauthorized\n' });
    expect(core.asked).toEqual([]);
  });

  it('is logged once a minute when it is refused, with how many and why', async () => {
    const log = createCollectedLog();
    const clock = createFakeClock();
    const { post } = await open({ log, clock });
    for (let times = 0; times < 30; times += 1) await post(command, form, { 'x-slack-signature': '' });
    const lines = () => log.lines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'refused');
    expect(lines()).toHaveLength(1);
    clock.advance(60_000);
    expect(lines()).toMatchObject([
      { route: '/slack/events', count: 1 },
      { route: '/slack/events', count: 29 },
    ]);
  });

  it('is refused when it is signed but makes no sense', async () => {
    const { core, post } = await open();
    expect((await post('{', 'application/json')).status).toBe(400);
    expect((await post('[1]', 'application/json')).status).toBe(400);
    expect((await post('payload=%7B', form)).status).toBe(400);
    const strange = { ...appMention(), authorizations: [null] };
    expect((await post(JSON.stringify(strange), 'application/json')).status).toBe(400);
    const challenge = { type: 'url_verification', challenge: { toString: 1 } };
    expect((await post(JSON.stringify(challenge), 'application/json')).status).toBe(400);
    expect(core.asked).toEqual([]);
  });

  it('is acknowledged before it is handled, when it is an event', async () => {
    const handled = Promise.withResolvers<void>();
    bed = await openBed(
      scriptedCore(() => handled.promise),
      'http',
    );
    const { post } = bed.slack.sendTo(`${bed.url}/slack/events`);
    expect((await post(JSON.stringify(appMention()), 'application/json')).status).toBe(200);
    handled.resolve();
  });

  it('is acknowledged and left alone when it is of a kind that nobody takes', async () => {
    const { core, post } = await open();
    const closed = new URLSearchParams({
      payload: JSON.stringify({ ...viewSubmission(), type: 'view_closed' }),
    });
    expect(await post(closed.toString(), form)).toMatchObject({ status: 200, text: '' });
    const pinned = { ...appMention(), event: { type: 'pin_added', user: 'U1' } };
    expect(await post(JSON.stringify(pinned), 'application/json')).toMatchObject({ status: 200, text: '' });
    expect(core.asked).toEqual([]);
  });

  it('proves that the URL is the bot’s own', async () => {
    const { post } = await open();
    const answer = await post(
      JSON.stringify({ type: 'url_verification', challenge: 'c1' }),
      'application/json',
    );
    expect(answer).toMatchObject({ status: 200, text: '{"challenge":"c1"}' });
  });

  it('that only tries the certificate is answered without a signature, and does nothing', async () => {
    const { core, post } = await open();
    const unsigned = { 'x-slack-signature': '' };
    expect((await post(`token=x&ssl_check=1&${command}`, form, unsigned)).status).toBe(200);
    expect(core.asked).toEqual([]);
  });

  it.each([
    ['a form', viewSubmission()],
    ['a shortcut', messageShortcut()],
  ])('with something the bot has not asked for (%s) is acknowledged and dropped', async (_what, payload) => {
    const { core } = await open();
    expect(await bed.slack.deliver(payload)).toMatchObject({ outcome: 'acknowledged', attempts: 1 });
    expect(core.asked).toEqual([]);
  });

  it('with fields missing is acknowledged and dropped', async () => {
    const { core } = await open();
    const { trigger_id: _, ...partial } = slashCommand();
    expect(await bed.slack.deliver(partial)).toMatchObject({ outcome: 'acknowledged' });
    expect(core.asked).toEqual([]);
  });

  it('is the event that it brings, whatever members that has', async () => {
    const { core, post } = await open();
    const event = JSON.stringify({ ...appMention(), command: '/order' });
    expect((await post(event, 'application/json')).status).toBe(200);
    expect(core.asked).toMatchObject([{ inMessage: true }]);
  });

  it('is taken by nobody once the bot is stopping, and Slack brings an event again', async () => {
    const { core, post } = await open();
    await bed.adapter.stop();
    expect((await post(command, form)).status).toBe(503);
    expect(core.asked).toEqual([]);
  });

  it('that comes again has the same id, by which the core knows it', async () => {
    const clock = createFakeClock();
    const core = scriptedCore(async () => undefined);
    bed = await openBed(core, 'http', { clock });
    await bed.slack.deliver(appMention());
    await bed.slack.deliver(appMention());
    expect(core.asked.map(({ id }) => id)).toEqual([
      'C0BUYING01:1779263269.000200',
      'C0BUYING01:1779263269.000200',
    ]);
  });
});

describe('the start', () => {
  it.each([
    ['invalid_auth', /SLACK_BOT_TOKEN \(invalid_auth\)/],
    ['account_inactive', /SLACK_BOT_TOKEN/],
    ['internal_error', /can't be reached at .+ \(internal_error\)/],
    ['ratelimited', /no more calls for now \(ratelimited\): start again/],
  ])('fails with words to act on when Slack says %s', async (error, words) => {
    await open();
    const failing = openBed(
      scriptedCore(async () => undefined),
      'http',
      {
        before: ({ faults }) => faults.always('auth.test', { kind: 'error', error }),
      },
    );
    await expect(failing).rejects.toThrow(words);
  });

  it('fails with the host when Slack can’t be reached', async () => {
    await open();
    const failing = openBed(
      scriptedCore(async () => undefined),
      'http',
      {
        parts: { apiUrl: 'http://127.0.0.1:1/api/' },
      },
    );
    await expect(failing).rejects.toThrow(/can't be reached at 127\.0\.0\.1:1 \(.+\)/);
  });

  it('is what readiness waits for', async () => {
    await open();
    expect(bed.adapter.readiness()).toEqual({ ok: true });
    await bed.adapter.stop();
    expect(bed.adapter.readiness()).toMatchObject({ ok: false });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slackLimits } from '../../../adapters/slack/limits.ts';
import type { ReadyCard } from '../../../src/chat/card.ts';
import type { Outgoing, Outlet, Sent } from '../../../src/chat/outlet.ts';
import { barChartPng } from '../../../src/pictures/bar-chart-png.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { people, places } from '../../fakes/slack/workspace.ts';
import { scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

let clock: FakeClock;
let bed: Bed;
let outlet: Outlet;
beforeEach(async () => {
  clock = createFakeClock();
  bed = await openBed(
    scriptedCore(async () => undefined),
    'http',
    { clock },
  );
  outlet = bed.adapter.outlet;
});
afterEach(() => bed.close());

const buying = { workspace: 'T0TEAM0001', conversation: places.buying };
const card = (title: string, rest: Partial<ReadyCard> = {}): Outgoing => ({
  card: { tone: 'plain', title, body: [], actions: [], ...rest },
  language: 'en',
});
const refOf = (sent: Sent) => ('sent' in sent ? sent.sent : JSON.stringify(sent));
const since = () => clock.now() - 60_000;

describe('what is sent', () => {
  it('carries its key where Slack keeps it, unfolds nothing, and is not searched for names', async () => {
    await outlet.post(buying, card('One'), 'key-1');
    expect(bed.slack.messages).toMatchObject([
      { metadata: { event_type: 'shoptalk_news', event_payload: { key: 'key-1' } } },
    ]);
    expect(bed.slack.calls.at(-1)?.args).toMatchObject({
      unfurl_links: 'false',
      unfurl_media: 'false',
      parse: 'none',
      link_names: 'false',
    });
  });

  it('goes to a person alone by their id', async () => {
    const to = await outlet.direct?.('T0TEAM0001', people.ann);
    if (to === undefined) throw new Error('no way');
    const ref = refOf(await outlet.post(to, card('Psst'), 'key-1'));
    const { id } = bed.slack.direct(people.ann);
    expect(bed.slack.messages).toMatchObject([{ channel: id }]);
    expect(refOf(await outlet.edit(to, ref, card('Psst!')))).toBe(ref);
    expect(await outlet.direct?.('T0TEAM0001', '111111111111111111')).toBeUndefined();
  });

  it.each(['invalid_blocks', 'msg_blocks_too_long', 'msg_too_long'])(
    'is drawn plainly once where Slack refuses its form (%s), with its buttons',
    async (error) => {
      const buttons = card('A < b', { actions: [{ kind: 'run', label: 'Go', run: 'go?' }] });
      bed.slack.faults.next('chat.postMessage', { kind: 'error', error });
      const ref = refOf(await outlet.post(buying, buttons, 'key-1'));
      expect(bed.slack.messages.map(visible)).toMatchObject([{ text: 'A < b', buttons: [{ label: 'Go' }] }]);
      expect(await outlet.find(buying, 'key-1', since())).toEqual({ found: ref });
      bed.slack.faults.next('chat.update', { kind: 'error', error });
      expect(refOf(await outlet.edit(buying, ref, buttons))).toBe(ref);
    },
  );

  it('draws a long card of Chinese words in an edit as well', async () => {
    const long = card('价'.repeat(200), {
      body: [{ kind: 'list', items: Array.from({ length: 20 }, () => ['价'.repeat(200)]) }],
    });
    const ref = refOf(await outlet.post(buying, long, 'key-1'));
    expect(refOf(await outlet.edit(buying, ref, long))).toBe(ref);
    expect(bed.slack.messages[0]?.blocks.length).toBeGreaterThan(1);
    expect(bed.slack.problems).toEqual([]);
  });
});

describe('a chart', () => {
  // Two bars of one name are none that Slack draws itself.
  const bars = [
    { label: '11-25', value: 3 },
    { label: '11-25', value: 1 },
  ];
  const summary = card('Summary', { body: [{ kind: 'chart', alt: '3 orders on 11-25', bars }] });

  it('is uploaded and shown', async () => {
    await outlet.post(buying, summary, 'key-1');
    const [file] = [...bed.slack.files.values()];
    expect(file).toMatchObject({ bytes: barChartPng(bars), name: 'chart.png' });
    expect(bed.slack.messages.map(visible)).toMatchObject([
      { pictures: [{ source: file?.id, alt: '3 orders on 11-25' }] },
    ]);
  });

  it('stands beside a QR code in one message', async () => {
    const link = await outlet.linkTo(buying, refOf(await outlet.post(buying, card('One'), 'key-1')));
    if (link === undefined) throw new Error('no link');
    const both = card('Both', { body: [...summary.card.body, { kind: 'qr', of: link, alt: 'QR' }] });
    await outlet.post(buying, both, 'key-2');
    expect(bed.slack.messages.slice(1).map(visible)).toMatchObject([
      { pictures: [{ alt: '3 orders on 11-25' }, { alt: 'QR' }] },
    ]);
  });

  it('is told in words where the app may upload nothing, and why', async () => {
    bed.slack.scopes.delete('files:write');
    await outlet.post(buying, summary, 'key-1');
    const [view] = bed.slack.messages.map(visible);
    expect(view?.text).toContain('3 orders on 11-25');
    expect(view?.text).toContain('files:write');
  });
});

describe('what Slack says', () => {
  it.each<[string, Partial<Record<string, unknown>>]>([
    ['channel_not_found', { refused: 'gone' }],
    ['is_archived', { refused: 'gone' }],
    ['not_in_channel', { refused: 'not invited' }],
    ['restricted_action_read_only_channel', { refused: 'forbidden' }],
    ['ekm_access_denied', { refused: 'forbidden' }],
    ['account_inactive', { refused: 'dismissed' }],
    ['token_revoked', { refused: 'dismissed' }],
    ['invalid_auth', { refused: 'dismissed' }],
    ['thread_not_found', { refused: 'message gone' }],
    ['cannot_reply_to_message', { refused: 'message gone' }],
    ['restricted_action_non_threadable_channel', { refused: 'message gone' }],
    ['cant_update_message', { refused: 'too old' }],
    ['edit_window_closed', { refused: 'too old' }],
    ['invalid_blocks', { refused: 'content' }],
    ['msg_too_long', { refused: 'content' }],
    ['no_text', { refused: 'content' }],
    ['ratelimited', { retryAfterMs: slackLimits.patienceMs }],
    ['internal_error', { unclear: 'internal_error' }],
    ['fatal_error', { unclear: 'fatal_error' }],
    ['org_login_required', { unreachable: 'org_login_required' }],
    ['something_new', { unreachable: 'something_new' }],
  ])('%s is told by what follows from it', async (error, meaning) => {
    bed.slack.faults.always('chat.postMessage', { kind: 'error', error });
    expect(await outlet.post(buying, card('One'), 'key-1')).toMatchObject(meaning);
  });

  it('names the scope that a post lacks', async () => {
    bed.slack.scopes.delete('chat:write');
    expect(await outlet.post(buying, card('One'), 'key-1')).toEqual({
      refused: 'forbidden',
      detail: 'missing_scope: chat:write',
    });
  });

  it('hides a private channel in which the bot is not', async () => {
    const hidden = { ...buying, conversation: places.hidden };
    expect(await outlet.post(hidden, card('One'), 'key-1')).toEqual({
      refused: 'gone',
      detail: expect.stringContaining('private'),
    });
  });

  it('may be an answer of a proxy’s', async () => {
    bed.slack.faults.next('chat.postMessage', { kind: 'status', status: 503 });
    expect(await outlet.post(buying, card('One'), 'key-1')).toEqual({ unclear: 'HTTP 503' });
    bed.slack.faults.next('chat.postMessage', { kind: 'status', status: 403 });
    expect(await outlet.post(buying, card('One'), 'key-1')).toEqual({ unreachable: 'HTTP 403' });
  });
});

describe('looking for a message', () => {
  it.each([
    [places.buying, 'channels:history'],
    [places.secret, 'groups:history'],
    ['D0ANN00001', 'im:history'],
  ])(
    'in %s needs %s; without it posts work, and the look-up names the scope',
    async (conversation, scope) => {
      bed.slack.direct(people.ann);
      bed.slack.scopes.delete(scope);
      const to = { ...buying, conversation };
      const ref = refOf(await outlet.post(to, card('One'), 'key-1'));
      expect(ref).toContain(conversation);
      expect(await outlet.find(to, 'key-1', since())).toEqual({ unknown: `missing_scope: ${scope}` });
      expect(await outlet.find(to, 'key-1', since(), ref)).toEqual({ unknown: `missing_scope: ${scope}` });
    },
  );

  it('goes through every page of a busy channel, and no further than it may', async () => {
    const ref = refOf(await outlet.post(buying, card('One'), 'key-1'));
    const talk = (count: number) => {
      for (let each = 0; each < count; each += 1) {
        bed.slack.post({ channel: places.buying, seenBy: 'everyone', via: 'person', text: 'x', blocks: [] });
      }
    };
    talk(slackLimits.historyPage * 2);
    const pages = () => bed.slack.calls.filter(({ method }) => method === 'conversations.history').length;
    expect(await outlet.find(buying, 'key-1', since())).toEqual({ found: ref });
    expect(pages()).toBe(3);
    talk(slackLimits.historyPage * slackLimits.historyPages);
    expect(await outlet.find(buying, 'key-1', since())).toEqual({ unknown: expect.stringMatching(/\d/) });
    expect(pages()).toBe(3 + slackLimits.historyPages);
    clock.advance(120_000);
    const later = refOf(await outlet.post(buying, card('Two'), 'key-2'));
    expect(await outlet.find(buying, 'key-2', since())).toEqual({ found: later });
    expect(pages()).toBe(4 + slackLimits.historyPages);
  });

  it('takes nobody else’s word for its key, nor another kind of message', async () => {
    const forged = { event_type: 'shoptalk_news', event_payload: { key: 'key-1' } };
    const theirs = { channel: places.buying, seenBy: 'everyone', via: 'app', text: 'x', blocks: [] };
    bed.slack.post({ ...theirs, author: people.ann, metadata: forged });
    bed.slack.post({ ...theirs, metadata: { ...forged, event_type: 'other' } });
    expect(await outlet.find(buying, 'key-1', since())).toEqual({ absent: true });
  });

  it('says how long to wait where Slack does, and what else kept it from looking', async () => {
    bed.slack.faults.next('conversations.history', { kind: 'rate limited', retryAfterS: 9 });
    expect(await outlet.find(buying, 'key-1', since())).toEqual({
      unknown: 'ratelimited',
      retryAfterMs: 9000,
    });
    bed.slack.faults.next('conversations.history', { kind: 'error', error: 'internal_error' });
    expect(await outlet.find(buying, 'key-1', since())).toEqual({ unknown: 'internal_error' });
  });

  it('is looking in the thread of a card that somebody deleted, as long as there is one', async () => {
    const ref = refOf(await outlet.post(buying, card('One'), 'key-1'));
    const line = refOf(await outlet.reply(buying, ref, card('Line'), false, 'key-2'));
    const [first] = bed.slack.messages;
    if (first !== undefined) first.deleted = true;
    expect(await outlet.find(buying, 'key-2', since(), ref)).toEqual({ found: line });
    const [, second] = bed.slack.messages;
    if (second !== undefined) second.deleted = true;
    expect(await outlet.find(buying, 'key-2', since(), ref)).toEqual({ absent: true });
  });
});

describe('a link to a message', () => {
  it('leads to it, in its thread', async () => {
    const ref = refOf(await outlet.post(buying, card('One'), 'key-1'));
    const line = refOf(await outlet.reply(buying, ref, card('Line'), false, 'key-2'));
    const [, ts = ''] = line.split(':');
    expect(await outlet.linkTo(buying, line)).toMatch(
      new RegExp(
        `^https://team\\.slack\\.com/archives/${places.buying}/p${ts.replace('.', '')}\\?thread_ts=`,
      ),
    );
  });

  it('is none where Slack gives one that does not lead to Slack', async () => {
    const ref = refOf(await outlet.post(buying, card('One'), 'key-1'));
    for (const permalink of [
      'https://slack.com.evil.example/x',
      'http://team.slack.com/x',
      'javascript:alert(1)',
    ]) {
      bed.slack.faults.next('chat.getPermalink', { kind: 'instead', body: { ok: true, permalink } });
      expect(await outlet.linkTo(buying, ref)).toBeUndefined();
    }
  });
});

describe('an adapter that is not connected', () => {
  it('says that it sent nothing', async () => {
    await bed.adapter.stop();
    expect(await outlet.post(buying, card('One'), 'key-1')).toEqual({ unreachable: expect.any(String) });
    expect(await outlet.find(buying, 'key-1', since())).toEqual({ unknown: expect.any(String) });
    expect(bed.slack.messages).toEqual([]);
  });
});

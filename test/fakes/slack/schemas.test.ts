import { describe, expect, it } from 'vitest';
import { publishedSchemas } from './schemas.ts';
import { startFakeSlack } from './slack.ts';

const message = { channel: 'C0BUYING01', text: 'News' };
const section = { type: 'section', text: { type: 'mrkdwn', text: 'x' } };
const field = (element: object) => ({ type: 'input', label: { type: 'plain_text', text: 'x' }, element });
const modal = (...blocks: object[]) => ({ type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks });

describe('what Slack publishes of its methods', () => {
  it.each<[string, string, Readonly<Record<string, unknown>>, RegExp?]>([
    ['a message', 'chat.postMessage', { ...message, unfurl_links: false, parse: 'none' }],
    [
      'one as a form carries it',
      'chat.postMessage',
      { ...message, blocks: JSON.stringify([section]), unfurl_links: 'false' },
    ],
    [
      'an argument of another method',
      'chat.update',
      { ...message, ts: '1.1', unfurl_links: false },
      /unfurl_links/,
    ],
    ['the same', 'chat.postEphemeral', { ...message, user: 'U1', unfurl_media: 'false' }, /unfurl_media/],
    ['an argument of none', 'users.info', { user: 'U1', locale: true }, /locale/],
    ['an argument too few', 'chat.postMessage', { text: 'x' }, /channel/],
    ['a value of another type', 'chat.postMessage', { ...message, parse: 'some' }, /parse/],
    ['a method of ours', 'chat.sing', {}, /no published arguments/],
    [
      'a field of no block',
      'chat.postMessage',
      { ...message, blocks: [{ ...section, color: 'red' }] },
      /section.*color/,
    ],
    [
      'a field of no text',
      'chat.postMessage',
      { ...message, blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x', bold: true } }] },
      /bold/,
    ],
    ['a block of no type', 'chat.postMessage', { ...message, blocks: [{ type: 'banner' }] }, /banner/],
    [
      'a block without what it needs',
      'chat.postMessage',
      { ...message, blocks: [{ type: 'actions' }] },
      /elements/,
    ],
    [
      'a newer block',
      'chat.postMessage',
      { ...message, blocks: [{ type: 'data_visualization', title: 'x', chart: {} }] },
    ],
    [
      'a newer block with more',
      'chat.postMessage',
      { ...message, blocks: [{ type: 'data_visualization', colour: 'red' }] },
      /colour/,
    ],
    ['a newer argument', 'files.getUploadURLExternal', { filename: 'x.png', length: '5', alt_txt: 'x' }],
    ['a view', 'views.open', { trigger_id: '1.2', view: modal(field({ type: 'plain_text_input' })) }],
    [
      'a field of no view',
      'views.open',
      { trigger_id: '1.2', view: { ...modal(section), colour: 'red' } },
      /^views.open: .view must NOT/,
    ],
    [
      'a field of no input',
      'views.open',
      { trigger_id: '1.2', view: modal(field({ type: 'plain_text_input', maximum: 5 })) },
      /maximum/,
    ],
    [
      'a link’s card',
      'chat.unfurl',
      { channel: 'C1', ts: '1.1', unfurls: { 'https://1688.com': { blocks: [section] } } },
    ],
    [
      'a link’s card with more',
      'chat.unfurl',
      { channel: 'C1', ts: '1.1', unfurls: { 'https://1688.com': { blocks: [{ ...section, x: 1 }] } } },
      /x/,
    ],
  ])('%s', (_what, method, args, words) => {
    const faults = publishedSchemas().faultsInCall(method, args);
    if (words === undefined) expect(faults).toEqual([]);
    else expect(faults.join('\n')).toMatch(words);
  });

  it('is known of every method that the fake answers', async () => {
    const slack = await startFakeSlack();
    await slack.stop();
    const without = slack.methods.filter((method) =>
      publishedSchemas()
        .faultsInCall(method, {})
        .some((fault) => fault.endsWith('no published arguments')),
    );
    expect(without).toEqual([]);
    expect(slack.methods).toContain('conversations.info');
  });
});

describe('what Slack publishes of an answer', () => {
  it.each<[string, unknown, RegExp?]>([
    ['a text', { text: 'x', response_type: 'ephemeral', replace_original: false }],
    ['blocks', { text: 'x', blocks: [section] }],
    ['a thread', { text: 'x', thread_ts: '1.1' }],
    ['a field of none', { text: 'x', ephemeral: true }, /ephemeral/],
    ['another type', { text: 'x', response_type: 'private' }, /response_type/],
    ['a channel of its own', { text: 'x', channel: 'C1' }, /channel/],
    ['no object', 'x', /object/],
  ])('%s', (_what, body, words) => {
    const faults = publishedSchemas().faultsInResponse(body);
    if (words === undefined) expect(faults).toEqual([]);
    else expect(faults.join('\n')).toMatch(words);
  });
});

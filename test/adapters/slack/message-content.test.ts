import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { readSlackContent } from '../../../adapters/slack/message-content.ts';
import { offersLinkedIn } from '../../../src/domain/sellers/offer-links.ts';
import { en } from '../../../src/languages/en/index.ts';
import { appMention, directMessage, messageShortcut } from '../../fakes/slack/payloads.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { people, places } from '../../fakes/slack/workspace.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { pictures } from '../../pictures/pictures.ts';
import { type Bed, openBed } from './bed.ts';

const offer = '600000000003';
const link = `https://detail.1688.com/offer/${offer}.html`;
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const rich = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
/** Another's message, as Slack shares it: https://api.slack.com/messaging/retrieving, `is_share`. */
const share = (message: object, more: object = {}) => ({
  ts: '1779263000.000100',
  author_id: people.bob,
  channel_id: places.buying,
  channel_team: 'T0TEAM0001',
  is_msg_unfurl: true,
  is_share: true,
  id: 1,
  from_url: `https://team.slack.com/archives/${places.buying}/p1779263000000100`,
  message_blocks: [{ team: 'T0TEAM0001', channel: places.buying, ts: '1779263000.000100', message }],
  ...more,
});

/** Where in a message the link to an offer stands, and what else there is; the message's own text is empty. */
const places1688: Readonly<Record<string, object>> = {
  'its text': { text: `See <${link}>` },
  'its text, in words': { text: `*<${link}|here>* is one` },
  'its text, without a scheme': {
    text: `<http://detail.1688.com/offer/${offer}.html|detail.1688.com/offer/${offer}.html>`,
  },
  'its text, as code': { text: `\`${link}\`` },
  'its text, not made a link': { text: `看 ${link}，好` },
  'a section': { blocks: [section(`<${link}|here>`)] },
  'a section’s field': { blocks: [{ type: 'section', fields: [{ type: 'mrkdwn', text: `*<${link}>*` }] }] },
  'plain text': { blocks: [{ type: 'section', text: { type: 'plain_text', text: `Look: ${link}` } }] },
  'a header': { blocks: [{ type: 'header', text: { type: 'plain_text', text: link } }] },
  'a context': { blocks: [{ type: 'context', elements: [{ type: 'mrkdwn', text: `<${link}>` }] }] },
  'rich text': { blocks: [rich({ type: 'text', text: 'see ' }, { type: 'link', url: link, text: 'here' })] },
  'rich text without words': { blocks: [rich({ type: 'link', url: link })] },
  'rich text, not made a link': { blocks: [rich({ type: 'text', text: link, style: { code: true } })] },
  'rich text, cut by a style': {
    blocks: [
      rich(
        { type: 'text', text: 'https://detail.1688.com/offer/' },
        { type: 'text', text: `${offer}.html`, style: { bold: true } },
      ),
    ],
  },
  'a list of rich text': {
    blocks: [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url: link }] }],
          },
        ],
      },
    ],
  },
  'a quote': {
    blocks: [
      { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [{ type: 'link', url: link }] }] },
    ],
  },
  code: {
    blocks: [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: link }] }],
      },
    ],
  },
  'a button': {
    blocks: [
      {
        type: 'actions',
        elements: [{ type: 'button', text: { type: 'plain_text', text: 'Open' }, url: link }],
      },
    ],
  },
  'a button beside words': {
    blocks: [
      {
        ...section('Offer'),
        accessory: { type: 'button', text: { type: 'plain_text', text: 'Open' }, url: link },
      },
    ],
  },
  'a menu': {
    blocks: [
      {
        type: 'actions',
        elements: [
          {
            type: 'overflow',
            options: [{ text: { type: 'plain_text', text: 'Open' }, value: 'x', url: link }],
          },
        ],
      },
    ],
  },
  'a picture’s title': {
    blocks: [
      {
        type: 'image',
        image_url: 'https://a.example/a.png',
        alt_text: 'x',
        title: { type: 'plain_text', text: link },
      },
    ],
  },
  'a video': {
    blocks: [
      {
        type: 'video',
        title: { type: 'plain_text', text: 'x' },
        title_url: link,
        video_url: 'https://a.example/v',
      },
    ],
  },
  'a card': {
    blocks: [
      {
        type: 'card',
        title: { type: 'mrkdwn', text: 'Flask' },
        actions: [{ type: 'button', text: { type: 'plain_text', text: 'Open' }, url: link }],
      },
    ],
  },
  'a carousel': {
    blocks: [
      { type: 'carousel', elements: [{ type: 'card', body: { type: 'mrkdwn', text: `<${link}|x>` } }] },
    ],
  },
  'a container': { blocks: [{ type: 'container', child_blocks: [section(`<${link}>`)] }] },
  'a table': {
    blocks: [
      {
        type: 'table',
        rows: [
          [
            { type: 'raw_text', text: 'Flask' },
            { type: 'raw_text', text: link },
          ],
        ],
      },
    ],
  },
  Markdown: { blocks: [{ type: 'markdown', text: `**[here](${link})** and more` }] },
  'an attachment’s title': { attachments: [{ title: 'Flask', title_link: link }] },
  'an attachment’s text': { attachments: [{ text: `at <${link}|1688>` }] },
  'an attachment’s field': {
    attachments: [{ fields: [{ title: 'Offer', value: `<${link}>`, short: true }] }],
  },
  'what was unfolded': { attachments: [{ from_url: link, service_name: '1688', title: 'Flask' }] },
  'only what is said instead': { attachments: [{ fallback: `Flask <${link}>` }] },
  'an attachment’s words before it': { attachments: [{ pretext: link }] },
  'an attachment’s button': { attachments: [{ actions: [{ type: 'button', text: 'Open', url: link }] }] },
  'an attachment’s blocks': { attachments: [{ blocks: [section(`<${link}>`)] }] },
  'a shared message': { attachments: [share({ blocks: [rich({ type: 'link', url: link })] })] },
  'a shared message’s text': { attachments: [share({}, { text: `<${link}>` })] },
  'a shared message’s attachment': {
    attachments: [share({ attachments: [{ title: 'x', title_link: link }] })],
  },
  'a shared message that shares one': {
    attachments: [share({ attachments: [share({ blocks: [section(`<${link}>`)] })] })],
  },
  'behind many words': { text: '字'.repeat(39_000), blocks: [section(`<${link}>`)] },
};

describe('a link in a message', () => {
  it.each(Object.entries(places1688))('is found in %s', (_where, message) => {
    const { links, lines } = readSlackContent({ type: 'message', ts: '1.1', text: '', ...message });
    const text = [...links, ...lines].join('\n').slice(0, 6000);
    expect(offersLinkedIn(text)).toEqual([{ kind: 'offer', id: offer }]);
  });

  it.each([
    [
      'a button’s payload',
      {
        blocks: [
          {
            type: 'actions',
            elements: [{ type: 'button', text: { type: 'plain_text', text: 'x' }, value: link }],
          },
        ],
      },
    ],
    [
      'a menu’s payload',
      {
        blocks: [
          {
            type: 'actions',
            elements: [
              { type: 'static_select', options: [{ text: { type: 'plain_text', text: 'x' }, value: link }] },
            ],
          },
        ],
      },
    ],
    ['an id', { client_msg_id: link, blocks: [{ type: 'divider', block_id: link }] }],
    ['metadata', { metadata: { event_type: 'x', event_payload: { url: link } } }],
    ['its author’s picture', { attachments: [{ author_icon: link, footer_icon: link }] }],
    ['a file’s place', { files: [{ url_private: link, permalink: link, mimetype: 'text/plain' }] }],
  ])('is none of the message’s in %s', (_where, message) => {
    const { links, lines } = readSlackContent({ type: 'message', ts: '1.1', text: 'x', ...message });
    expect(offersLinkedIn([...links, ...lines].join('\n'))).toEqual([]);
  });

  it('is read once, and in the order of reading', () => {
    const other = 'https://detail.1688.com/offer/600000000004.html';
    const message = {
      text: `<${link}> <${other}>`,
      blocks: [rich({ type: 'link', url: link }, { type: 'link', url: other })],
      attachments: [{ from_url: other }],
    };
    expect(readSlackContent(message).links).toEqual([link, other]);
  });
});

describe('a picture in a message', () => {
  const png = 'https://img.example/a.png';
  const own = 'https://files.slack.com/files-pri/T1-F1/a.png';
  const uploaded = { url_private: own, mimetype: 'image/png', name: 'a.png' };

  it.each<[string, object, readonly object[]]>([
    ['uploaded', { files: [uploaded] }, [{ file: own }]],
    ['in a block', { blocks: [{ type: 'image', image_url: png, alt_text: 'x' }] }, [{ link: png }]],
    [
      'of Slack’s own, in a block',
      { blocks: [{ type: 'image', slack_file: { url: own }, alt_text: 'x' }] },
      [{ file: own }],
    ],
    [
      'beside words',
      { blocks: [{ ...section('x'), accessory: { type: 'image', image_url: png, alt_text: 'x' } }] },
      [{ link: png }],
    ],
    [
      'of a card',
      { blocks: [{ type: 'card', hero_image: { type: 'image', image_url: png, alt_text: 'x' } }] },
      [{ link: png }],
    ],
    ['that a link unfolded to', { attachments: [{ from_url: link, image_url: png }] }, [{ link: png }]],
    ['as a thumbnail', { attachments: [{ from_url: link, thumb_url: png }] }, [{ link: png }]],
    [
      'of a shared message',
      { attachments: [share({ blocks: [{ type: 'image', image_url: png, alt_text: 'x' }] })] },
      [{ link: png }],
    ],
    ['uploaded to a shared message', { attachments: [share({}, { files: [uploaded] })] }, [{ file: own }]],
    [
      'uploaded to a shared message, within',
      { attachments: [share({ files: [uploaded] })] },
      [{ file: own }],
    ],
    [
      'in three sizes: what is small comes last',
      {
        files: [uploaded],
        blocks: [
          {
            type: 'context',
            elements: [{ type: 'image', image_url: 'https://img.example/icon.png', alt_text: 'x' }],
          },
          { type: 'image', image_url: png, alt_text: 'x' },
        ],
      },
      [{ file: own }, { link: png }, { link: 'https://img.example/icon.png' }],
    ],
    [
      'twice',
      { blocks: [{ type: 'image', image_url: png, alt_text: 'x' }], attachments: [{ image_url: png }] },
      [{ link: png }],
    ],
    ['that is a text', { files: [{ url_private: own, mimetype: 'text/csv' }] }, []],
    ['that is somebody’s face', { attachments: [{ author_icon: png, footer_icon: png }] }, []],
  ])('%s', (_where, message, found) => {
    expect(readSlackContent({ type: 'message', ts: '1.1', text: '', ...message }).pictures).toEqual(found);
  });
});

describe('any message', () => {
  it('is read, whatever is in it', () => {
    const keys = fc.constantFrom(
      'text',
      'blocks',
      'elements',
      'attachments',
      'url',
      'files',
      'type',
      'value',
      'fields',
    );
    const anything = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 8 },
        fc.constantFrom<unknown>('rich_text_section', 'mrkdwn', link, null, 5, '<@U1> <tel:1|'),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(keys, tie('value'), { maxKeys: 5 }),
      ),
    })).value;
    fc.assert(
      fc.property(anything, (message) => {
        const { links, lines } = readSlackContent(message);
        expect(new Set(links).size).toBe(links.length);
        for (const line of lines) expect(line.trim()).not.toBe('');
      }),
    );
  });

  it('is left where it goes on without an end', () => {
    let nested: object = section(`<${link}>`);
    for (let depth = 0; depth < 20_000; depth += 1) nested = { blocks: [nested] };
    expect(readSlackContent(nested).links).toEqual([]);
    const many = { blocks: Array.from({ length: 100_000 }, () => section('x')) };
    expect(readSlackContent(many).lines).toEqual(['x']);
  });
});

describe('the shortcut on a message', () => {
  let bed: Bed | undefined;
  let bot: TestCore | undefined;
  afterEach(async () => {
    await bed?.close();
    await bot?.close();
    bed = undefined;
    bot = undefined;
  });

  async function chosen(command: string, message: object, via: 'http' | 'socket'): Promise<string> {
    bot ??= await openTestCore();
    bed ??= await openBed(bot.core, via);
    const { slack } = bed;
    const before = slack.messages.length;
    await slack.deliver(
      messageShortcut({
        callback_id: `message:${command}`,
        message: { type: 'message', ts: '1.1', text: '', ...message },
        trigger_id: slack.newTrigger(),
        response_url: slack.responseUrl(people.ann, places.buying),
      }),
    );
    return visible(await slack.waitFor(() => slack.messages[before])).text;
  }

  it.each(['http', 'socket'] as const)('shows the offer of a shared message, over %s', async (via) => {
    const shared = { attachments: [share({ blocks: [rich({ type: 'link', url: link, text: 'here' })] })] };
    expect(await chosen('lookup', shared, via)).toContain(offer);
    expect(await chosen('lookup', { text: `*<${link}|here>*` }, via)).toContain(offer);
    expect(await chosen('lookup', { blocks: [section('no link')] }, via)).not.toContain(offer);
  });

  it('and finds offers that look like its picture', async () => {
    bot = await openTestCore();
    bed = await openBed(bot.core, 'http');
    const file = { url_private: bed.slack.keepFile(pictures.png), mimetype: 'image/png' };
    const answer = await chosen('image', { attachments: [share({ files: [file] })] }, 'http');
    expect(answer).toContain(en.pictures.image.title);
  });

  it('a mention with a shared message brings the picture of that too', async () => {
    bot = await openTestCore();
    bed = await openBed(bot.core, 'http');
    const { slack } = bed;
    const file = { url_private: slack.keepFile(pictures.png), mimetype: 'image/png' };
    const attachments = [share({ files: [file] })];
    await slack.deliver(appMention({ text: `<@${slack.botUser}> image`, attachments, ts: '1.2' }));
    const answer = await slack.waitFor(() => slack.messages[0]);
    expect(visible(answer).text).toContain(en.pictures.image.title);
  });
});

describe('a message to the bot that shares another', () => {
  let bed: Bed;
  let bot: TestCore;
  afterEach(async () => {
    await bed.close();
    await bot.close();
  });

  const withLink = share({ blocks: [rich({ type: 'link', url: link, text: 'here' })] });
  const withPicture = share({ blocks: [{ type: 'image', image_url: 'https://cbu01.alicdn.com/a.jpg' }] });
  const both = share({
    text: `<${link}>`,
    attachments: [{ from_url: link, thumb_url: 'https://cbu01.alicdn.com/a.jpg' }],
  });

  it.each<[string, string, object, string]>([
    ['and says nothing', '', withLink, en.products.product.minimum],
    ['and says no more than the command', 'lookup', withLink, en.products.product.minimum],
    ['and says the command as it is typed elsewhere', '/Lookup', withLink, en.products.product.minimum],
    ['with a picture beside its link, and says the command', 'lookup', both, en.products.product.minimum],
    ['of another, and says nothing', '', share({ attachments: [withLink] }), en.products.product.minimum],
    [
      'with a button that opens a link',
      '',
      share({
        blocks: [
          {
            type: 'actions',
            elements: [{ type: 'button', text: { type: 'plain_text', text: 'Open' }, url: link }],
          },
        ],
      }),
      en.products.product.minimum,
    ],
    ['that is a picture, and says nothing', '', withPicture, en.pictures.image.title],
    ['and says a command of its own', 'language', withLink, 'language'],
    ['without any link, and says nothing', '', share({ text: 'hello' }), en.help.title],
    [
      'without any link, and says the command',
      'lookup',
      share({ text: 'hello' }),
      en.core.argumentFault({ kind: 'missing', name: 'text' }, en.pictures.lookup.text.expected),
    ],
    [
      'and says words of its own behind the command',
      'lookup https://a.example',
      withLink,
      en.pictures.lookup.none,
    ],
  ])('%s', async (_what, text, shared, expected) => {
    for (const via of ['http', 'socket'] as const) {
      bot = await openTestCore();
      bed = await openBed(bot.core, via);
      const { slack } = bed;
      const message = { text, attachments: [shared] };
      await slack.deliver(directMessage({ ...message, channel: slack.direct(people.ann).id, ts: '1.1' }));
      const direct = await slack.waitFor(() => slack.messages[0]);
      await slack.deliver(appMention({ ...message, text: `<@${slack.botUser}> ${text}`, ts: '1.2' }));
      const mentioned = await slack.waitFor(() => slack.messages[1]);
      for (const answer of [direct, mentioned]) expect(visible(answer).text).toContain(expected);
      if (via === 'socket') return;
      await bed.close();
      await bot.close();
    }
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { drawSlackCard } from '../../../adapters/slack/cards.ts';
import { fallbackText } from '../../../adapters/slack/fallback-text.ts';
import { noPictures } from '../../../adapters/slack/pictures.ts';
import { readableText } from '../../../adapters/slack/rich-text.ts';
import type { ReadyCard } from '../../../src/chat/card.ts';
import { lookUpWithinMs } from '../../../src/chat/role.ts';
import type { Text } from '../../../src/chat/text.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { appMention, blockActions, directMessage, messageShortcut } from '../../fakes/slack/payloads.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { people, places } from '../../fakes/slack/workspace.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

const card = (...texts: Text[]): ReadyCard => ({
  tone: 'plain',
  title: 'A request',
  body: texts.map((text) => ({ kind: 'text', text })),
  actions: [],
});
/** A mention as most commands make it: with nothing but the id. */
const mention = (person: string, name = person) => ({ mention: { person, name } });

describe('the words of a card for notifications and screen readers', () => {
  const nameOf = (person: string) => (person === people.ann ? 'Ann Lee' : undefined);
  const said = (text: Text) => readableText(fallbackText(card(text), nameOf));

  it.each<[string, Text, string]>([
    ['a mention without a name', ['For ', mention(people.ann)], 'For Ann Lee'],
    ['a mention with a name', ['For ', mention(people.ann, 'ann')], 'For ann'],
    ['a mention of somebody unknown', ['For ', mention('U0NOBODY99')], 'For U0NOBODY99'],
    ['an id among words', [`paid by <@${people.ann}>, thanks`], 'paid by @Ann Lee, thanks'],
    ['an id with a label', [`paid by <@${people.ann}|al>`], 'paid by @Ann Lee'],
    ['an id of somebody unknown, with a label', ['paid by <@UQWERTYUI|bob>'], 'paid by @bob'],
    ['an id of somebody unknown', ['paid by <@UQWERTYUI>'], 'paid by <@UQWERTYUI>'],
    ['an id that was typed', [`paid by @${people.ann}`], 'paid by @Ann Lee'],
    ['an id of whom the card mentions', [mention('U0BOB00002', 'Bob'), ' (<@U0BOB00002>)'], 'Bob (@Bob)'],
    ['capitals that are none', ['@UNKNOWN and @WANDA1'], '@UNKNOWN and @WANDA1'],
    ['an id within a word', [`x@${people.ann}y`], `x@${people.ann}y`],
    ['an id as the trail has it', ['by ', { code: `slack:${people.ann}` }], 'by Ann Lee'],
    [
      'another’s, and a channel’s',
      ['slack:U0NOBODY99 · slack:C0BUYING01'],
      'slack:U0NOBODY99 · slack:C0BUYING01',
    ],
    ['one of another platform', [`xslack:${people.ann} discord:1`], `xslack:${people.ann} discord:1`],
  ])('%s', (_what, text, words) => {
    expect(said(text)).toBe(`A request\n${words}`);
  });

  it('are the same in fields and lists', () => {
    const drawn = drawSlackCard(
      {
        ...card(),
        title: `Asked by @${people.ann}`,
        body: [
          { kind: 'fields', fields: [{ label: 'By', value: [mention(people.ann)] }] },
          { kind: 'list', items: [[mention(people.ann)], [{ bold: `<@${people.ann}>` }]] },
        ],
      },
      noPictures,
      nameOf,
    );
    expect(readableText(drawn.text)).toBe('Asked by @Ann Lee\nBy: Ann Lee\n• Ann Lee\n• @Ann Lee');
  });

  it('ping no one, whatever name a person has chosen', () => {
    const hostile = fallbackText(card([mention(people.ann)]), () => '<!channel> <@U0BOB00002> @here');
    expect(hostile).not.toMatch(/<[@!]|@here/);
  });
});

let bed: Bed | undefined;
afterEach(async () => {
  await bed?.close();
  bed = undefined;
});

const lookups = (about: Bed) => about.slack.calls.filter(({ method }) => method === 'users.info');

describe('the names of people', () => {
  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['the one that they chose', { profile: { display_name: 'annie', real_name: 'Ann Lee' } }, 'annie'],
    [
      'their whole one, where they chose none',
      { profile: { display_name: '', real_name: 'Ann Lee' } },
      'Ann Lee',
    ],
    ['their account’s, where there is no profile', { real_name: '' }, 'ann'],
    [
      'in one line, and not without an end',
      { profile: { display_name: `A\n\u202Enn${'n'.repeat(200)}` } },
      'A nn',
    ],
    ['the account’s, where another makes no sense', { profile: { display_name: 5 }, real_name: null }, 'ann'],
  ])('are %s', async (_which, account, name) => {
    bed = await openBed(
      scriptedCore(async () => undefined),
      'http',
    );
    const { slack, adapter } = bed;
    slack.users.splice(0, 1, { id: people.ann, name: 'ann', locale: 'en-US', account });
    const to = { workspace: slack.teamId, conversation: places.buying };
    const asked = { card: card(['For ', mention(people.ann)]), language: 'en' } as const;
    await adapter.outlet.post(to, asked, 'key-1');
    const [message] = slack.messages;
    const text = readableText(message?.text ?? '');
    expect(text).toContain(`For ${name}`);
    expect(text.length).toBeLessThan(120);
    expect(text).not.toContain(people.ann);
    // What is seen is the mention itself.
    expect(message && visible(message).mentions).toEqual([people.ann]);
    await adapter.outlet.post(to, asked, 'key-2');
    expect(lookups(bed)).toHaveLength(1);
  });

  it('are asked for once for each, and none that a card has', async () => {
    bed = await openBed(
      scriptedCore(async () => undefined),
      'http',
    );
    const { slack, adapter } = bed;
    const to = { workspace: slack.teamId, conversation: places.buying };
    const shown = card([
      mention(people.ann),
      mention(people.bob, 'Bob'),
      mention(people.ann),
      mention('ann'),
    ]);
    await adapter.outlet.post(to, { card: shown, language: 'en' }, 'key-1');
    expect(lookups(bed).map(({ args }) => args['user'])).toEqual([people.ann]);
  });

  it('are waited for no longer than any other look-up of a person', async () => {
    const clock = createFakeClock();
    bed = await openBed(
      scriptedCore(async () => undefined),
      'http',
      { clock },
    );
    const { slack, adapter } = bed;
    const slow = Promise.withResolvers<void>();
    slack.faults.always('users.info', { kind: 'held', until: slow.promise });
    const to = { workspace: slack.teamId, conversation: places.buying };
    const posted = adapter.outlet.post(to, { card: card([mention(people.ann)]), language: 'en' }, 'key-1');
    await expect.poll(() => clock.pending).toBeGreaterThan(0);
    clock.advance(lookUpWithinMs);
    expect(await posted).toMatchObject({ sent: expect.any(String) });
    slow.resolve();
  });

  describe('in an answer', () => {
    /** Bob says nothing himself, so that nothing is known of him. */
    const aboutBob = (visibility: 'asker' | 'conversation', body = card([mention(people.bob)]).body) =>
      scriptedCore((transport) => transport.answer(answerOf('Here', { visibility, card: { body } })));
    const shown = async ({ slack }: Bed, act: (slack: Bed['slack']) => Promise<unknown>) => {
      const before = slack.messages.length;
      await act(slack);
      return slack.waitFor(() => slack.messages[before]);
    };

    it.each<[string, (slack: Bed['slack']) => Promise<unknown>]>([
      ['a command', (slack) => slack.type('/seller 1')],
      ['a mention', (slack) => slack.deliver(appMention({ ts: '1.1' }))],
      [
        'a direct message',
        (slack) => slack.deliver(directMessage({ channel: slack.direct(people.ann).id, ts: '1.2' })),
      ],
      [
        'a click',
        (slack) =>
          slack.deliver(
            blockActions({
              trigger_id: slack.newTrigger(),
              response_url: slack.responseUrl(people.ann, places.buying),
            }),
          ),
      ],
      [
        'a shortcut',
        (slack) =>
          slack.deliver(
            messageShortcut({
              callback_id: 'message:image',
              trigger_id: slack.newTrigger(),
              response_url: slack.responseUrl(people.ann, places.buying),
            }),
          ),
      ],
    ])('to %s stand from the first on, for one and for all', async (_what, act) => {
      for (const visibility of ['asker', 'conversation'] as const) {
        const open = await openBed(aboutBob(visibility), 'http');
        bed = open;
        const message = await shown(open, act);
        expect(readableText(message.text)).toBe('Here\nbob');
        expect(visible(message).mentions).toEqual([people.bob]);
        expect(open.slack.problems).toEqual([]);
        if (visibility === 'asker') await open.close();
      }
    });

    it('are looked up behind ids in words as well', async () => {
      const body = card(['by ', { code: `slack:${people.bob}` }, ` for <@${people.outsider}>`]).body;
      bed = await openBed(aboutBob('asker', body), 'socket');
      const { text } = await shown(bed, (slack) => slack.type('/seller 1'));
      expect(readableText(text)).toBe('Here\nby bob for @outsider');
    });

    it('come with the acknowledgement once they are known', async () => {
      bed = await openBed(aboutBob('asker'), 'socket');
      const via = async () => (await shown(open, (slack) => slack.type('/seller 1'))).via;
      const open = bed;
      expect([await via(), await via()]).toEqual(['response_url', 'ack']);
      expect(lookups(bed).filter(({ args }) => args['user'] === people.bob)).toHaveLength(1);
    });

    it('are not waited for without an end', async () => {
      const clock = createFakeClock();
      bed = await openBed(aboutBob('asker'), 'http', { clock });
      const slow = Promise.withResolvers<void>();
      bed.slack.faults.always('users.info', { kind: 'held', until: slow.promise });
      const { pending } = clock;
      await bed.slack.type('/seller 1');
      await expect.poll(() => clock.pending).toBeGreaterThan(pending);
      clock.advance(lookUpWithinMs);
      const message = await bed.slack.waitFor(() => bed?.slack.messages[0]);
      expect(message.text).toBe(`Here\n${people.bob}`);
      slow.resolve();
    });
  });
});

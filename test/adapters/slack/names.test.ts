import { afterEach, describe, expect, it } from 'vitest';
import { drawCard } from '../../../adapters/slack/cards.ts';
import { fallbackText } from '../../../adapters/slack/fallback-text.ts';
import { noPictures } from '../../../adapters/slack/pictures.ts';
import { readableText } from '../../../adapters/slack/wording.ts';
import { lookUpWithinMs } from '../../../src/chat/affiliation.ts';
import type { ReadyCard } from '../../../src/chat/card.ts';
import type { Text } from '../../../src/chat/text.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { directMessage } from '../../fakes/slack/payloads.ts';
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
  ])('%s', (_what, text, words) => {
    expect(said(text)).toBe(`A request\n${words}`);
  });

  it('are the same in fields and lists', () => {
    const drawn = drawCard(
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

  it('ping nobody, whatever somebody calls themselves', () => {
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
    const to = { place: slack.teamId, conversation: places.buying };
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
    const to = { place: slack.teamId, conversation: places.buying };
    const shown = card([
      mention(people.ann),
      mention(people.bob, 'Bob'),
      mention(people.ann),
      mention('ann'),
    ]);
    await adapter.outlet.post(to, { card: shown, language: 'en' }, 'key-1');
    expect(lookups(bed).map(({ args }) => args['user'])).toEqual([people.ann]);
  });

  it('are not waited for longer than anything else of somebody', async () => {
    const clock = createFakeClock();
    bed = await openBed(
      scriptedCore(async () => undefined),
      'http',
      { clock },
    );
    const { slack, adapter } = bed;
    const slow = Promise.withResolvers<void>();
    slack.faults.always('users.info', { kind: 'held', until: slow.promise });
    const to = { place: slack.teamId, conversation: places.buying };
    const posted = adapter.outlet.post(to, { card: card([mention(people.ann)]), language: 'en' }, 'key-1');
    await expect.poll(() => clock.pending).toBeGreaterThan(0);
    clock.advance(lookUpWithinMs);
    expect(await posted).toMatchObject({ sent: expect.any(String) });
    slow.resolve();
  });

  it('stand in answers too, from the second on', async () => {
    const core = scriptedCore((transport) =>
      transport.answer(
        answerOf('Here', { visibility: 'conversation', card: { body: card([mention(people.ann)]).body } }),
      ),
    );
    const open = await openBed(core, 'http');
    bed = open;
    const { id: channel } = open.slack.direct(people.ann);
    const said = async () => {
      const before = open.slack.messages.length;
      await open.slack.deliver(directMessage({ channel, ts: `1.${before}` }));
      return (await open.slack.waitFor(() => open.slack.messages[before])).text;
    };
    await said();
    await expect.poll(said).toBe('Here\nann');
  });
});

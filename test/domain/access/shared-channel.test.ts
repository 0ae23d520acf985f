import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../../src/languages/en/index.ts';
import { type Bed, openBed } from '../../adapters/slack/bed.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { people, places } from '../../fakes/slack/workspace.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';

const organization = 'slack:T0TEAM0001';
const conversation = `slack:${places.buying}`;

describe.each(['http', 'socket'] as const)('/watch on Slack, over %s,', (via) => {
  let bot: TestCore;
  let bed: Bed;
  beforeEach(async () => {
    const adapters: Bed['adapter'][] = [];
    bot = await openTestCore({
      admission: 'kept',
      adapters,
      access: { admins: [], defaultRole: 'buyer' },
    });
    bed = await openBed(bot.core, via);
    adapters.push(bed.adapter);
  });
  afterEach(async () => {
    await bed.close();
    await bot.close();
    expect(bed.slack.problems).toEqual([]);
  });

  const share = (sharing: Readonly<Record<string, unknown>>) => {
    const channel = bed.slack.channels.get(places.buying);
    if (channel !== undefined) channel.sharing = sharing;
  };
  /** What ann is answered to `act`, alone. */
  const answerTo = async (act: () => Promise<unknown>) => {
    const before = bed.slack.messages.length;
    const edits = bed.slack.messages.map((message) => message.edits);
    await act();
    const message = await bed.slack.waitFor(() =>
      bed.slack.messages.find((each, at) => at >= before || each.edits > (edits[at] ?? 0)),
    );
    expect(message.seenBy).toBe(people.ann);
    return message;
  };
  const set = async () => (await bot.store.watches.of({ organization, conversation })).length;
  const announced = () => bot.news.announced.map((each) => each.conversation);

  it.each([
    ['a channel with another company', { is_ext_shared: true }, en.watch.othersRead],
    ['a channel to which another company is invited', { is_pending_ext_shared: true }, en.watch.othersRead],
    ['a channel of which Slack does not say it', { is_ext_shared: undefined }, en.watch.othersMayRead],
  ])('asks in %s first, and says what they will read', async (_, sharing, title) => {
    share(sharing);
    const asked = await answerTo(() => bed.slack.type('/watch'));
    const { text, buttons } = visible(asked);
    expect(text).toContain(title);
    expect(text).toMatch(en.watch.othersReadWhat);
    expect(buttons.map(({ label }) => label)).toEqual([en.watch.watchAnyway]);
    expect([await set(), announced()]).toEqual([0, []]);

    const answer = await answerTo(() => bed.slack.click(asked, en.watch.watchAnyway));
    expect(visible(answer).text).not.toContain(title);
    expect([await set(), announced()]).toEqual([1, [conversation]]);
  });

  it('sets it at once in a channel of one’s own', async () => {
    await answerTo(() => bed.slack.type('/watch'));
    expect([await set(), announced()]).toEqual([1, [conversation]]);
  });

  it('sets nothing by the button of a person of the other company', async () => {
    share({ is_ext_shared: true });
    const asked = await answerTo(() => bed.slack.type('/watch'));
    await bed.slack.click(asked, en.watch.watchAnyway, people.stranger);
    await expect.poll(() => bot.ended.at(-1)?.outcome).toBe('not let in');
    expect([await set(), announced()]).toEqual([0, []]);
  });
});

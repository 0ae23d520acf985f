import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../../src/languages/en/index.ts';
import { type Bed, openBed } from '../../adapters/slack/bed.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { people, places } from '../../fakes/slack/workspace.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';

const organization = 'slack:T0TEAM0001';
const conversation = `slack:${places.buying}`;

const offer = '951807530375';

describe.each(['http', 'socket'] as const)('what a channel is told on Slack, over %s,', (via) => {
  let bot: TestCore;
  let bed: Bed;
  beforeEach(async () => {
    const adapters: Bed['adapter'][] = [];
    bot = await openTestCore({
      admission: 'kept',
      adapters,
      access: { admins: [`slack:${people.bob}`], defaultRole: 'buyer' },
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

  const requests = async () => (await bot.requestService.open(organization, { limit: 9 })).length;
  const approvers = () => bot.store.settings.get({ organization, name: 'approvers' });
  const annIs = (role: 'viewer' | 'admin') =>
    bot.rules.grants.set(organization, {
      to: 'person',
      whom: `slack:${people.ann}`,
      role,
      name: 'ann',
      grantedBy: `slack:${people.bob}`,
      grantedAt: 0,
    });

  it.each([
    ['a channel with another company', { is_ext_shared: true }, en.watch.othersRead],
    ['a channel of which Slack does not say it', { is_ext_shared: undefined }, en.watch.othersMayRead],
  ])('posts no request in %s, which would read it', async (_, sharing, title) => {
    await annIs('viewer');
    share(sharing);
    for (const line of [`/seller-request ${offer}`, `/seller-request ${offer} for spring`]) {
      const { text } = visible(await answerTo(() => bed.slack.type(line)));
      expect(text).toContain(title);
      expect(text).toContain(en.requests.readByOthersAdvice);
    }
    expect(await requests()).toBe(0);
    share({ is_ext_shared: false });
  });

  it('posts it in a channel of one’s own, and from another into the approvers’ conversation', async () => {
    await annIs('viewer');
    await answerTo(() => bed.slack.type(`/seller-request ${offer} for spring`));
    expect(await requests()).toBe(1);
    await bot.store.settings.set({
      organization,
      name: 'approvers',
      value: `T0TEAM0001 slack:${places.secret}`,
    });
    share({ is_ext_shared: true });
    await answerTo(() => bed.slack.type('/seller-request 600000000001 for spring'));
    expect(await requests()).toBe(2);
  });

  it('sends requests to a channel with another company only where an admin says so twice', async () => {
    await annIs('admin');
    share({ is_ext_shared: true });
    const asked = await answerTo(() => bed.slack.type('/admin approvers here'));
    const { text, buttons } = visible(asked);
    expect(text).toContain(en.watch.othersRead);
    expect(text).toContain(en.requests.othersReadRequests);
    expect(buttons.map(({ label }) => label)).toEqual([en.requests.approversAnyway]);
    expect([await approvers(), announced()]).toEqual([undefined, []]);
    await answerTo(() => bed.slack.click(asked, en.requests.approversAnyway));
    expect([await approvers(), announced()]).toEqual([`T0TEAM0001 ${conversation}`, [conversation]]);
  });
});

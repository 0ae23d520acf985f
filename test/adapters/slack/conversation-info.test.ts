import { afterEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { Fault } from '../../fakes/slack/faults.ts';
import { directMessage } from '../../fakes/slack/payloads.ts';
import { otherTeam, people, places } from '../../fakes/slack/workspace.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

let bed: Bed;
afterEach(() => bed.close());

const echo = () => scriptedCore((transport) => transport.answer(answerOf('Here')));
const lookups = () => bed.slack.calls.filter(({ method }) => method === 'conversations.info');
const between = 'D0ANNBOB01';

describe('a command in a direct conversation', () => {
  it('is known to be in the bot’s own once the bot was written to there', async () => {
    const core = echo();
    bed = await openBed(core, 'http');
    const { id: channel } = bed.slack.direct(people.ann);
    await bed.slack.deliver(directMessage({ channel }));
    await bed.slack.type('/seller 1', { channel });
    expect(core.asked.map(({ conversation }) => conversation)).toEqual([
      { id: channel, direct: true },
      { id: channel, direct: true },
    ]);
    expect(lookups()).toEqual([]);
  });

  it('is looked into after its answer, once, and told apart from one between two others', async () => {
    const core = echo();
    bed = await openBed(core, 'http');
    const { id: channel } = bed.slack.direct(people.ann);
    await bed.slack.type('/seller 1', { channel });
    await bed.slack.type('/seller 1', { channel: between });
    await bed.slack.type('/seller 1', { channel: places.buying });
    await expect.poll(() => lookups().length).toBe(2);
    await expect
      .poll(async () => {
        await bed.slack.type('/seller 2', { channel });
        return core.asked.at(-1)?.conversation;
      })
      .toEqual({ id: channel, direct: true });
    await bed.slack.type('/seller 2', { channel: between });
    expect(core.asked.at(-1)?.conversation).toEqual({ id: between, direct: false });
    expect(core.asked[0]?.conversation).toEqual({ id: channel, direct: false });
    expect(lookups()).toHaveLength(2);
  });

  it('is found out from its messages, where the app may not ask what it is', async () => {
    const core = echo();
    bed = await openBed(core, 'http');
    bed.slack.scopes.delete('im:read');
    const { id: channel } = bed.slack.direct(people.ann);
    await expect
      .poll(async () => {
        await bed.slack.type('/seller 1', { channel });
        return core.asked.at(-1)?.conversation;
      })
      .toEqual({ id: channel, direct: true });
    expect(lookups()).toHaveLength(1);
  });
});

describe('whether other companies read a conversation', () => {
  const direct = `D${people.ann.slice(1)}`;
  const unsaid: Fault = { kind: 'instead', body: { ok: true, channel: { id: places.buying } } };

  it.each<[string, string, Readonly<Record<string, unknown>>, boolean]>([
    ['a channel', places.buying, {}, false],
    ['a private channel', places.secret, {}, false],
    ['a direct message', direct, {}, false],
    ['a shared channel', places.buying, { is_ext_shared: true }, true],
    ['a shared private channel', places.secret, { is_ext_shared: true }, true],
    ['a direct message with another company’s', direct, { is_ext_shared: true }, true],
    ['one to which they are invited', places.buying, { is_pending_ext_shared: true }, true],
    ['one that names them alone', places.buying, { connected_team_ids: [otherTeam] }, true],
    ['one that names them as limited', places.buying, { connected_limited_team_ids: [otherTeam] }, true],
    ['one that waits for them', places.buying, { pending_connected_team_ids: [otherTeam] }, true],
    ['one that names ourselves', places.buying, { connected_team_ids: ['T0TEAM0001'] }, false],
    ['one of a whole organization', places.buying, { is_shared: true, is_org_shared: true }, false],
  ])('%s', async (_what, conversation, sharing, others) => {
    bed = await openBed(echo(), 'http');
    const { slack, adapter } = bed;
    slack.direct(people.ann);
    const channel = slack.channels.get(conversation);
    if (channel !== undefined) channel.sharing = sharing;
    expect(await adapter.isReadByOthers?.({ workspace: slack.teamId, conversation })).toBe(others);
  });

  it.each<[string, string, Fault | undefined, string?]>([
    ['one that the bot does not see', places.hidden, undefined],
    ['one for which the app has no permission', places.secret, undefined, 'groups:read'],
    ['one of which Slack does not say it', places.buying, unsaid],
    [
      'one of which it says it in no words',
      places.buying,
      { kind: 'instead', body: { ok: true, channel: 1 } },
    ],
    ['while Slack is down', places.buying, { kind: 'status', status: 503 }],
    ['while Slack wants no call', places.buying, { kind: 'rate limited', retryAfterS: 30 }],
  ])('can’t be told: %s', async (_what, conversation, fault, scope) => {
    bed = await openBed(echo(), 'http');
    const { slack, adapter } = bed;
    if (fault !== undefined) slack.faults.always('conversations.info', fault);
    if (scope !== undefined) slack.scopes.delete(scope);
    expect(await adapter.isReadByOthers?.({ workspace: slack.teamId, conversation })).toBeUndefined();
  });

  it('is asked for once a minute, together with what a direct conversation is', async () => {
    const clock = createFakeClock();
    bed = await openBed(echo(), 'http', { clock });
    const { slack, adapter } = bed;
    const { id: conversation } = slack.direct(people.ann);
    const ask = () => adapter.isReadByOthers?.({ workspace: slack.teamId, conversation });
    expect(await Promise.all([ask(), ask()])).toEqual([false, false]);
    await slack.type('/seller 1', { channel: conversation });
    await slack.type('/seller 2', { channel: conversation });
    expect(lookups()).toHaveLength(1);
    const channel = slack.channels.get(conversation);
    if (channel !== undefined) channel.sharing = { is_ext_shared: true };
    clock.advance(60_000);
    expect(await ask()).toBe(true);
    expect(lookups()).toHaveLength(2);
  });

  it('is asked for again after a fault', async () => {
    bed = await openBed(echo(), 'http');
    const { slack, adapter } = bed;
    slack.faults.next('conversations.info', { kind: 'status', status: 503 });
    const asked = { workspace: slack.teamId, conversation: places.buying };
    expect(await adapter.isReadByOthers?.(asked)).toBeUndefined();
    expect(await adapter.isReadByOthers?.(asked)).toBe(false);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { directMessage } from '../../fakes/slack/payloads.ts';
import { people, places } from '../../fakes/slack/workspace.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

let bed: Bed;
afterEach(() => bed.close());

const echo = () => scriptedCore((transport) => transport.answer(answerOf('Here')));
const lookups = () => bed.slack.calls.filter(({ method }) => method === 'conversations.history');
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
});

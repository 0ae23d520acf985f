import { afterEach, describe, expect, it } from 'vitest';
import { createCollectedLog } from '../../fakes/collected-log.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { people } from '../../fakes/slack/workspace.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

let bed: Bed;
afterEach(() => bed.close());

const echo = () => scriptedCore((transport) => transport.answer(answerOf('Here')));
const lookups = () => bed.slack.calls.filter(({ method }) => method === 'users.info');

describe('a person’s language', () => {
  it('is asked for after the first answer, never before, and known from the next on', async () => {
    const core = echo();
    bed = await openBed(core, 'http');
    const known = Promise.withResolvers<void>();
    bed.slack.faults.next('users.info', { kind: 'held', until: known.promise });
    expect(await bed.slack.type('/seller 1', { user: people.bob })).toMatchObject({
      outcome: 'acknowledged',
    });
    expect(bed.slack.messages).toHaveLength(1);
    known.resolve();
    await expect
      .poll(async () => {
        await bed.slack.type('/seller 2', { user: people.bob });
        return core.asked.at(-1)?.person;
      })
      .toEqual({ id: people.bob, locale: 'zh-CN', zone: 'Asia/Shanghai' });
    expect(core.asked[0]?.person).toEqual({ id: people.bob });
    expect(lookups()).toHaveLength(1);
  });

  it('is asked for once a day at most', async () => {
    const clock = createFakeClock();
    const core = echo();
    bed = await openBed(core, 'http', { clock });
    await bed.slack.type('/seller 1');
    await bed.slack.waitFor(() => lookups()[0]);
    await bed.slack.type('/seller 2');
    expect(lookups()).toHaveLength(1);
    clock.advance(25 * 60 * 60_000);
    await bed.slack.type('/seller 3');
    await bed.slack.waitFor(() => lookups()[1]);
    // Meanwhile what was known stays.
    await bed.slack.type('/seller 4');
    expect(core.asked.at(-1)?.person.locale).toBe('en-US');
  });

  it('is not asked for again without the scope, and the operator is told once', async () => {
    const log = createCollectedLog();
    bed = await openBed(echo(), 'http', { log });
    bed.slack.scopes.delete('users:read');
    await bed.slack.type('/seller 1');
    await expect.poll(() => log.lines.join()).toContain('users:read');
    await bed.slack.type('/seller 2', { user: people.bob });
    await bed.slack.type('/seller 3', { user: people.bob });
    expect(lookups()).toHaveLength(1);
    expect(log.lines.filter((line) => line.includes('users:read'))).toHaveLength(1);
  });

  it('is asked for again when Slack could not say, after the time that it asked for', async () => {
    const clock = createFakeClock();
    const log = createCollectedLog();
    bed = await openBed(echo(), 'http', { clock, log });
    bed.slack.faults.next('users.info', { kind: 'rate limited', retryAfterS: 30 });
    await bed.slack.type('/seller 1');
    await expect.poll(() => log.lines.join()).toContain('ratelimited');
    clock.advance(29_000);
    await bed.slack.type('/seller 2');
    expect(lookups()).toEqual([]);
    clock.advance(1000);
    await expect
      .poll(async () => {
        await bed.slack.type('/seller 3');
        return lookups().length;
      })
      .toBe(1);
  });
});

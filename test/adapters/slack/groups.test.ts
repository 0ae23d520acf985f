import { afterEach, describe, expect, it } from 'vitest';
import { createCollectedLog } from '../../fakes/collected-log.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { people } from '../../fakes/slack/workspace.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

let bed: Bed;
afterEach(() => bed.close());

const echo = () => scriptedCore((transport) => transport.answer(answerOf('Here')));
const lookups = () => bed.slack.calls.filter(({ method }) => method === 'usergroups.users.list');
const groupsOf = (person: string, among: readonly string[]) =>
  bed.adapter.groupsOf?.({ workspace: 'T0TEAM0001', person, among });

describe('who is in a user group', () => {
  it('is asked of Slack once a minute for each group, and never for nothing', async () => {
    const clock = createFakeClock();
    bed = await openBed(echo(), 'http', { clock });
    bed.slack.groups.set('S0BUYERS01', [people.ann, people.bob]).set('S0GUESTS02', [people.bob]);
    const both = ['S0BUYERS01', 'S0GUESTS02'];
    expect(await Promise.all([groupsOf(people.ann, both), groupsOf(people.bob, both)])).toEqual([
      ['S0BUYERS01'],
      both,
    ]);
    expect(await groupsOf(people.outsider, both)).toEqual([]);
    expect(lookups()).toHaveLength(2);
    await bed.slack.type('/seller 1');
    expect(lookups()).toHaveLength(2);
    bed.slack.groups.set('S0BUYERS01', []);
    clock.advance(60_000);
    expect(await groupsOf(people.ann, both)).toEqual([]);
    expect(lookups()).toHaveLength(4);
  });

  it('is not known while Slack does not say, nor without the scope, and is asked for again soon', async () => {
    const clock = createFakeClock();
    const log = createCollectedLog();
    bed = await openBed(echo(), 'http', { clock, log });
    bed.slack.groups.set('S0BUYERS01', [people.ann]);
    expect(await groupsOf(people.ann, ['S0BUYERS01', 'S0GONE0001'])).toBeUndefined();
    bed.slack.scopes.delete('usergroups:read');
    clock.advance(60_000);
    expect(await groupsOf(people.ann, ['S0BUYERS01'])).toBeUndefined();
    expect(log.lines.join()).toContain('missing_scope');
    bed.slack.scopes.add('usergroups:read');
    clock.advance(5000);
    expect(await groupsOf(people.ann, ['S0BUYERS01'])).toEqual(['S0BUYERS01']);
  });
});

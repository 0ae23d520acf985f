import { describe, expect, it } from 'vitest';
import { startBot } from '../../src/bot.ts';
import { en } from '../../src/languages/en/index.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { openStore } from '../../src/store/open.ts';
import { createForgetPerson, type DirectOf } from '../../src/wiring/forget-person.ts';
import { platforms } from '../../src/wiring/platforms.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { botToken, signingSecret, startFakeSlack } from '../fakes/slack/slack.ts';
import { visible } from '../fakes/slack/visible.ts';
import { people, places } from '../fakes/slack/workspace.ts';
import { temporaryFolder } from '../harness/process.ts';

interface Told {
  readonly directs: readonly string[] | undefined;
  readonly directWorkspace: string;
}

/** A forgetting whose store has those workspaces and only keeps what it was told. */
function openForgetting(directOf: DirectOf, inWorkspaces: readonly string[]) {
  const told: Told[] = [];
  const clock = createFakeClock();
  const erasure = {
    workspaces: async () => inWorkspaces,
    forget: async (input: Told) => {
      told.push(input);
      return { records: 0, watches: 0, others: 0, stays: [] };
    },
  };
  const forget = createForgetPerson({ store: { erasure }, directOf, clock });
  return { told, clock, run: (person: string) => forget({ organization: 'a:T1', person, card: '' }) };
}

describe('whose direct messages are looked up', () => {
  it('are the person’s on their own platform, in a place of the organization there', async () => {
    const asked: unknown[] = [];
    const directOf: DirectOf = async (...about) => {
      asked.push(about);
      return 'D1';
    };
    const { run, told } = openForgetting(directOf, ['a:T1', 'b:T2', 'b:T3']);
    await run('b:U1');
    expect(asked).toEqual([['b', { workspace: 'T2', person: 'U1' }]]);
    expect(told).toMatchObject([{ directs: ['b:D1'], directWorkspace: 'b:dm:U1' }]);
    await run('c:U1');
    expect(asked).toHaveLength(1);
    expect(told[1]).toMatchObject({ directs: [], directWorkspace: 'c:dm:U1' });
  });

  it('are not known where the platform fails, or takes too long', async () => {
    const failing = openForgetting(() => Promise.reject(new Error('down')), ['a:T1']);
    await failing.run('a:U1');
    expect(failing.told[0]?.directs).toBeUndefined();
    const slow = openForgetting(() => new Promise(() => undefined), ['a:T1']);
    const done = slow.run('a:U1');
    await expect.poll(() => slow.clock.pending).toBe(1);
    slow.clock.advance(3000);
    await done;
    expect(slow.told[0]?.directs).toBeUndefined();
  });
});

it('a person is taken out of their direct messages in a real workspace', async () => {
  await using folder = await temporaryFolder();
  const url = `sqlite:${folder.path}/x.db`;
  const slack = await startFakeSlack();
  const read = readSettings(platforms, {
    DATABASE_URL: url,
    PORT: '0',
    ADMINS: `slack:${people.bob}`,
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.apiUrl,
  });
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  const surroundings = { clock: systemClock, random: systemRandom, log: silentLog };
  const bot = await startBot(read.settings, { ...surroundings, version: '0.0.0' });
  const store = await openStore({ url, ...surroundings });
  const { id: channel } = slack.direct(people.ann);
  const organization = `slack:${slack.teamId}`;
  const watches = () => store.watches.of({ organization, conversation: `slack:${channel}` });
  try {
    slack.sendTo(`${bot.url}/slack/events`);
    await slack.type('/watch', { channel, user: people.ann });
    await expect.poll(watches).toHaveLength(1);
    await slack.type(`/admin forget <@${people.ann}|ann> --confirm`, { user: people.bob });
    await expect.poll(watches).toEqual([]);
    await slack.waitFor(() =>
      slack.messages.find(
        (message) =>
          message.channel === places.buying && visible(message).text.includes(en.audit.forget.beyond),
      ),
    );
  } finally {
    await bot.stop();
    await store.close();
    await slack.stop();
  }
});

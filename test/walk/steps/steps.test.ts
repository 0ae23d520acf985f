import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageWhereabouts } from '../../../adapters/page/inbound.ts';
import { operator } from '../../../adapters/page/people.ts';
import { openBed as openDiscordBed } from '../../adapters/discord/bed.ts';
import { executablePath, openBrowser, openTab } from '../../adapters/page/open-browser.ts';
import { servePage } from '../../adapters/page/open-page.ts';
import { openBed as openSlackBed } from '../../adapters/slack/bed.ts';
import { people as onDiscord } from '../../fakes/discord/payloads.ts';
import { places as onServer } from '../../fakes/discord/world.ts';
import { people as onSlack } from '../../fakes/slack/workspace.ts';
import { ask, typed } from '../../harness/asking.ts';
import { askingPartner } from '../../harness/asking-partner.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { jobs } from './jobs.ts';
import { handsOnDiscord } from './on-discord.ts';
import { handsOnPage } from './on-page.ts';
import { handsOnSlack } from './on-slack.ts';
import { countSteps, type Hands } from './walker.ts';

/** Somebody on a platform, and what it objected to. */
interface Place {
  readonly hands: Hands;
  problems(): readonly string[];
  close(): Promise<void>;
}

const places: readonly {
  readonly name: 'page' | 'slack' | 'discord';
  /** Who does the jobs, and the place in which they are asked for a decision. */
  readonly person: string;
  readonly place: string;
  readonly there: boolean;
  open(bot: TestCore): Promise<Place>;
}[] = [
  {
    name: 'page',
    person: operator,
    place: pageWhereabouts.workspace,
    there: executablePath !== undefined,
    async open(bot) {
      const browser = await openBrowser();
      const served = await servePage(bot.core);
      const tab = await openTab(browser, served.url);
      return {
        hands: handsOnPage(tab),
        problems: () => tab.faults,
        async close() {
          await tab.close();
          await browser.close();
          await served.close();
        },
      };
    },
  },
  {
    name: 'slack',
    person: onSlack.ann,
    place: 'T0TEAM0001',
    there: true,
    async open(bot) {
      const { slack, close } = await openSlackBed(bot.core, 'http');
      return { hands: handsOnSlack(slack), problems: () => slack.problems, close };
    },
  },
  {
    name: 'discord',
    person: onDiscord.asker,
    place: onServer.guildId,
    there: true,
    async open(bot) {
      const { discord, close } = await openDiscordBed(bot.core, 'gateway');
      return { hands: handsOnDiscord(discord), problems: () => [], close };
    },
  },
];

/*
 * A basket of three offers of one seller takes twice the job that puts one in, and once the one that orders: 8 clicks, the
 * least, and each variant; an offer without variants takes one click less.
 */
describe.each(places)('the steps of a job: $name', ({ name, person, place, there, open }) => {
  let bot: TestCore;
  let walked: Place;
  beforeAll(async () => {
    if (!there) return;
    bot = await openTestCore({
      access: { admins: [`${name}:${person}`], defaultRole: 'viewer' },
    });
    askingPartner(bot);
    walked = await open(bot);
    await walked.hands.say('address default 5738');
    await walked.hands.say('watch');
    const bob = {
      platform: name,
      workspace: place,
      person: { id: 'U0BOB00002' },
      conversation: { id: 'C1', direct: false },
    };
    for (const offer of ['600000000001', '600000000002'])
      await ask(bot.core, typed(`/seller-request ${offer} for the spring line`, bob));
  }, 120_000);
  afterAll(async () => {
    if (!there) return;
    await walked.close();
    await bot.close();
  });

  it.skipIf(!there).each(jobs)('$name', async (job) => {
    const { hands } = walked;
    const begun = job.begins?.(bot);
    if (begun !== undefined) await hands.say(begun);
    if (job.decides === true) {
      const [request] = await bot.requestService.open(`${name}:${place}`, { limit: 1 });
      await hands.decide('request show', request?.id ?? '');
    }
    const ann = countSteps(hands, (words) => expect.poll(hands.text).toContain(words));
    await job.walk(ann);
    const { clicks, keys, fields } = job.steps;
    const more = name === 'page' ? undefined : job.more?.[name];
    expect(ann.steps).toEqual({ clicks: clicks + (more === undefined ? 0 : 1), keys, fields });
  });

  it.skipIf(!there)('is done without a fault', () => {
    expect(walked.problems()).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../../src/languages/en/index.ts';
import { appMention, directMessage, slashCommand } from '../../fakes/slack/payloads.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { people, places } from '../../fakes/slack/workspace.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { type Bed, openBed } from './bed.ts';

const line = '/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g';

let bot: TestCore;
let bed: Bed;
beforeEach(async () => {
  bot = await openTestCore({ access: { admins: [`slack:${people.ann}`], defaultRole: 'buyer' } });
});
afterEach(async () => {
  await bed.close();
  await bot.close();
});

const outcomes = () => bot.ended.map(({ command, outcome }) => [command, outcome]);

describe.each(['http', 'socket'] as const)('the whole bot over %s', (via) => {
  it('runs a command that Slack delivers again only once, and answers both deliveries alike', async () => {
    bed = await openBed(bot.core, via);
    const { slack } = bed;
    const [command = '', ...rest] = line.split(' ');
    const payload = slashCommand({
      command,
      text: rest.join(' '),
      trigger_id: slack.newTrigger(),
      response_url: slack.responseUrl(people.ann, places.buying),
    });
    const [first, second] = await Promise.all([slack.deliver(payload), slack.deliver(payload)]);
    const third = await slack.deliver(payload);
    expect(first).toMatchObject({ outcome: 'acknowledged' });
    expect(second.body).toEqual(first.body);
    expect(third.body).toEqual(first.body);
    expect(outcomes().toSorted()).toEqual([
      ['seller', 'answered'],
      ['unknown', 'repeat'],
      ['unknown', 'repeat'],
    ]);
    expect(slack.problems).toEqual([]);
  });

  it('answers one message once, by however many events it comes', async () => {
    bed = await openBed(bot.core, via);
    const { slack } = bed;
    const text = `<@${slack.botUser}> ${line}`;
    const { id: channel } = slack.direct(people.ann);
    await Promise.all([
      slack.deliver(appMention({ channel, text, ts: '1.5' }, 'Ev1')),
      slack.deliver(appMention({ channel, text, ts: '1.5' }, 'Ev2')),
      slack.deliver(directMessage({ channel, text, ts: '1.5' }, 'Ev3')),
    ]);
    await slack.waitFor(() => slack.messages[0]);
    await expect.poll(() => bot.ended.length).toBe(3);
    expect(slack.messages).toHaveLength(1);
    expect(outcomes().filter(([, outcome]) => outcome === 'answered')).toHaveLength(1);
  });

  it('shares the seller card in the channel, with nothing of the asker’s in it', async () => {
    bed = await openBed(bot.core, via);
    const { slack } = bed;
    await slack.type(line);
    const [own] = slack.messages;
    if (own === undefined) throw new Error('no answer');
    await slack.click(own, en.seller.shareHere);
    const shared = await slack.waitFor(() => slack.messages[1]);
    expect(shared).toMatchObject({ seenBy: 'everyone', channel: places.buying });
    // The button alone, without the link to copy.
    expect(visible(shared).buttons).toMatchObject([
      { url: expect.stringContaining('https://air.1688.com/') },
    ]);
    expect(visible(shared).text).not.toContain('touid');
  });

  it('says what is wrong with what was typed, in private', async () => {
    bed = await openBed(bot.core, via);
    await bed.slack.type('/seller abc');
    expect(bed.slack.messages).toMatchObject([{ seenBy: people.ann, via: 'ack' }]);
    expect(visible(bed.slack.messages[0] ?? { text: '', blocks: [] }).text).toContain('offer must be');
  });

  it('reads what Slack’s client made a link of as what was typed, in a command and in a mention', async () => {
    bed = await openBed(bot.core, via);
    const { slack } = bed;
    const order = '3305075341149134260';
    const words = async (line: string) => {
      const before = slack.messages.length;
      if (line.startsWith('/')) await slack.type(line);
      else await slack.deliver(appMention({ text: line, ts: `1.${before}` }));
      return visible(await slack.waitFor(() => slack.messages[before])).text;
    };
    const typed = await words(`/order show ${order}`);
    expect(typed).not.toContain('must be');
    for (const line of [
      `/order show <tel:${order}|${order}>`,
      `/order show <tel:${order}>`,
      `/order show \`${order}\``,
      `/order show *<tel:${order}|${order}>*`,
      `<@${slack.botUser}> order show <tel:${order}|${order}>`,
    ]) {
      expect(await words(line)).toBe(typed);
    }
    expect(await words('/seller <https://detail.1688.com/offer/951807530375.html|here>')).toContain(
      '951807530375',
    );
    expect(slack.problems).toEqual([]);
  });

  it('grants to the person who was picked, whatever their id looks like, and to no name that was typed', async () => {
    bed = await openBed(bot.core, via);
    const { slack } = bed;
    const words = async (line: string) => {
      const before = slack.messages.length;
      await slack.type(line);
      return visible(await slack.waitFor(() => slack.messages[before])).text;
    };
    expect(await words('/admin grant viewer <@UQWERTYUI>')).toContain('Granted');
    expect(await words('/admin grant viewer <@UQWERTYUJ|ann lee>')).toContain('Granted');
    expect(await words('/admin grant viewer <!subteam^SQWERTYUI|@buyers>')).toContain('Granted');
    for (const line of ['@UQWERTYUI', '@ann', '&lt;@UQWERTYUI&gt;'])
      expect(await words(`/admin grant viewer ${line}`)).toContain('must be a person');
  });
});

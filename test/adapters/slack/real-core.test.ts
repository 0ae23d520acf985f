import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../../src/languages/en/index.ts';
import { appMention, directMessage, slashCommand } from '../../fakes/slack/payloads.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { people, places } from '../../fakes/slack/workspace.ts';
import { askingPartner } from '../../harness/asking-partner.ts';
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
    await expect
      .poll(() => outcomes().toSorted())
      .toEqual([
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

  it('opens the form for a refund with what was paid, and keeps it open at the field that is too much', async () => {
    askingPartner(bot);
    bed = await openBed(bot.core, via);
    const { slack } = bed;
    const placed = bot.sandbox?.orders.place({ offerId: '889512351602', quantity: 2 });
    if (placed === undefined || 'code' in placed) throw new Error('no order');
    for (const step of ['pay', 'ship'] as const) bot.sandbox?.orders.act(placed.orderId, step);
    await slack.type(`/order show ${placed.orderId}`);
    const [shown] = slack.messages;
    if (shown === undefined) throw new Error('no answer');
    await slack.click(shown, en.refunds.button);
    const opened = await slack.waitFor(() => slack.views[0]);
    const inputs = opened.view.blocks.flatMap((block) => (block.type === 'input' ? [block] : []));
    const initials = inputs.map(({ label, element }) => {
      const chosen = 'initial_option' in element ? element.initial_option?.value : undefined;
      return [label.text, 'initial_value' in element ? element.initial_value : chosen];
    });
    expect(initials[1]?.[1]).toBe('64.00');
    expect(initials.filter(([, initial]) => initial !== undefined)).toHaveLength(1);
    const [reason = '', amount = '', kind = ''] = inputs.map(({ label }) => label.text);
    const filled = {
      [reason]: 'The seller has no stock (卖家缺货)',
      [kind]: en.refunds.kinds['send-back'],
    };
    const much = await slack.submit(opened, { ...filled, [amount]: '64.01' });
    expect(JSON.stringify(much.body)).toContain(en.refunds.create.tooMuchAdvice('¥64.00'));
    await slack.submit(opened, { ...filled, [amount]: '64.00' });
    const question = await slack.waitFor(() => slack.messages[1]);
    expect(visible(question).text).toContain(en.refunds.goods.refundBuyerReceived);
    expect(visible(question).text).toContain('¥64.00');
    expect(slack.problems).toEqual([]);
  });

  it('says what is wrong with what was typed, in private', async () => {
    bed = await openBed(bot.core, via);
    await bed.slack.type('/seller abc');
    expect(bed.slack.messages).toMatchObject([{ seenBy: people.ann, via: 'ack' }]);
    expect(visible(bed.slack.messages[0] ?? { text: '', blocks: [] }).text).toContain(
      en.seller.offer.expected,
    );
  });

  it('takes plain words in a direct message and as a mention, for the asker alone', async () => {
    bed = await openBed(bot.core, via);
    const { slack } = bed;
    const { id: channel } = slack.direct(people.ann);
    const offer = '<https://detail.1688.com/offer/951807530375.html>';
    const ways: readonly ((text: string, ts: string) => Readonly<Record<string, unknown>>)[] = [
      (text, ts) => directMessage({ channel, text, ts }, `Ev${ts}`),
      (text, ts) => appMention({ text: `<@${slack.botUser}> ${text}`, ts }, `Ev${ts}`),
    ];
    for (const [way, event] of ways.entries()) {
      for (const [at, [text, command]] of (
        [
          ['thermos cup', 'search'],
          [offer, 'lookup'],
          ['thanks!', 'home'],
          ['<tel:3305075341149134260|3305075341149134260>', 'order show'],
          ['orders', 'order list'],
        ] as const
      ).entries()) {
        const before = slack.messages.length;
        await slack.deliver(event(text, `${way + 1}.${at}`));
        const answer = await slack.waitFor(() => slack.messages[before]);
        await expect.poll(() => bot.ended.at(-1)?.command).toBe(command);
        if (answer.channel !== channel) expect(answer.seenBy).toBe(people.ann);
      }
    }
    expect(slack.problems).toEqual([]);
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
    // The first card has the notice of the sandbox.
    await words('/status');
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
      expect(await words(`/admin grant viewer ${line}`)).toContain(en.admin.whom.expected);
  });
});

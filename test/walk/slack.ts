import { reservedCommands } from '../../adapters/slack/manifest.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import type { SlackMessage } from '../fakes/slack/message.ts';
import { appToken, botToken, type FakeSlack, signingSecret, startFakeSlack } from '../fakes/slack/slack.ts';
import { visible } from '../fakes/slack/visible.ts';
import { people, places } from '../fakes/slack/workspace.ts';
import { type Buyer, labelled, type Platform, type Said, type Shown } from './buyer.ts';

/** Slack, with Slack's own client in the bot. */
export async function openSlack(via: 'http' | 'socket'): Promise<Platform> {
  // Its clock stands still: on a busy machine no answer is too late for it.
  const slack = await startFakeSlack({ clock: createFakeClock(Date.now()) });
  return {
    environment: {
      SLACK_BOT_TOKEN: botToken,
      ...(via === 'http' ? { SLACK_SIGNING_SECRET: signingSecret } : { SLACK_APP_TOKEN: appToken }),
      SLACK_API_URL: slack.apiUrl,
    },
    buyer(url) {
      if (via === 'http') slack.sendTo(`${url}/slack/events`);
      return buyerOn(slack);
    },
    close: () => slack.stop(),
  };
}

/** Ann, in #buying. */
function buyerOn(slack: FakeSlack): Buyer {
  const answers = () => slack.messages.filter(({ seenBy, deleted }) => seenBy === people.ann && !deleted);

  /** What Ann is answered: a message more that she alone sees, or another in the place of the one she clicked. */
  async function answerTo(act: () => Promise<unknown>, clicked?: SlackMessage): Promise<Shown> {
    const before = answers().length;
    const edits = clicked?.edits ?? 0;
    await act();
    // An order's card, which all see, is edited by its news at any time.
    const isOwn = clicked?.seenBy === people.ann;
    const replaced = () => (isOwn && clicked.edits > edits ? clicked : undefined);
    return shown(await slack.waitFor(() => answers()[before] ?? replaced()));
  }

  /** Clicks on a drawn button or a drawn choice; what comes back is what stood in it. */
  function clickOn(message: SlackMessage, label: string): Promise<unknown> {
    const { buttons, choices } = visible(message);
    const options = choices.flatMap((menu) =>
      menu.options.map((option) => ({ ...option, menu: menu.label })),
    );
    const found = labelled([...buttons.filter(({ url }) => url === undefined), ...options], label);
    if ('menu' in found) return slack.choose(message, found.menu, found.label);
    return slack.click(message, found.label);
  }

  function shown(message: SlackMessage): Shown {
    const view = visible(message);
    const opening = view.buttons.flatMap(({ url }) => (url === undefined ? [] : [url]));
    const running = view.buttons.filter(({ url }) => url === undefined);
    return {
      text: view.text,
      links: [...view.links.map(({ url }) => url), ...opening],
      labels: [...running, ...view.choices.flatMap(({ options }) => options)].map(({ label }) => label),
      pings: [...view.mentions, ...view.fallback.mentions],
      seenBy: message.seenBy === 'everyone' ? 'everyone' : 'asker',
      click: (label) => answerTo(() => clickOn(message, label), message),
      fill: (label, fields) =>
        answerTo(async () => {
          const before = slack.views.length;
          await clickOn(message, label);
          const opened = await slack.waitFor(() => slack.views[before]);
          const inputs = opened.view.blocks.flatMap((block) => (block.type === 'input' ? [block] : []));
          const labels = inputs.map(({ label, element }) => ({ label: label.text, element }));
          const filled = Object.entries(fields).map(([name, value]) => {
            const { label: field, element } = labelled(labels, name);
            if (!('options' in element)) return [field, value];
            const options = element.options.map(({ text }) => ({ label: text.text }));
            return [field, labelled(options, value).label];
          });
          await slack.submit(opened, Object.fromEntries(filled));
        }, message),
    };
  }

  return {
    run(command, given = {}) {
      const name = command.split(' ')[0] ?? '';
      const options = Object.entries(given).map(([key, value]) => `${key}:"${value}"`);
      const line = [reservedCommands.has(name) ? `shoptalk ${command}` : command, ...options].join(' ');
      return answerTo(() => slack.type(`/${line}`));
    },
    channel: () =>
      slack.messages
        .filter(({ channel, seenBy, deleted }) => {
          return channel === places.buying && seenBy === 'everyone' && !deleted;
        })
        .map((message): Said => {
          const { threadTs, broadcast } = message;
          return { ...shown(message), inThread: threadTs !== undefined && broadcast !== true };
        }),
    async until(condition) {
      await slack.waitFor(() => condition() || undefined);
    },
    problems: () => slack.problems,
  };
}

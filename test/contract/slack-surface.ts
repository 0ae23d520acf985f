import type { SlackMessage } from '../fakes/slack/message.ts';
import { unpublished } from '../fakes/slack/schemas.ts';
import type { FakeSlack } from '../fakes/slack/slack.ts';
import { visible } from '../fakes/slack/visible.ts';
import { people, places } from '../fakes/slack/workspace.ts';
import type { Seen, Surface } from './adapter-contract.ts';

/** A person in a channel, and Slack's own client between the two. `stop` ends the bot and its Slack. */
export async function openSlackSurface(
  slack: FakeSlack,
  locale: string,
  stop: () => Promise<void>,
): Promise<Surface> {
  const user = locale.startsWith('zh') ? people.bob : people.ann;
  let last: SlackMessage | undefined;

  // Slack's payloads name no language: the first answer is in the bot's own, and the bot asks after it.
  const isChinese = () => /[一-鿿]/u.test(slack.messages.map(({ text }) => text).join());
  do await slack.type('/status', { user });
  while (user === people.bob && !isChinese());

  async function read(act: () => Promise<unknown>): Promise<Seen> {
    const before = slack.messages.length;
    const [clicked, edits] = [last, last?.edits ?? 0];
    await act();
    // An answer is a message more, or takes the place of the one that was clicked.
    const replaced = () => (clicked !== undefined && clicked.edits > edits ? clicked : undefined);
    // A file's own message, which is a direct one, is none.
    const answer = () => slack.messages.slice(before).find(({ channel }) => channel === places.buying);
    const message = await slack.waitFor(() => answer() ?? replaced());
    last = message;
    const view = visible(message);
    const urls = view.buttons.flatMap(({ url }) => (url === undefined ? [] : [url]));
    return {
      text: view.text.replace(/\s+/g, ' '),
      links: [...view.links.map(({ url }) => url), ...urls],
      mentions: [...view.mentions, ...view.fallback.mentions],
      buttons: [...view.buttons, ...view.choices.flatMap(({ options }) => options)].map(({ label }) => label),
      pictures: view.pictures.length,
      qr: view.pictures.some(({ source }) => slack.files.has(source)),
      to: message.seenBy === 'everyone' ? 'conversation' : 'asker',
      files: async () =>
        [...slack.files.values()]
          .filter(({ sharedIn }) => sharedIn === slack.direct(user).id)
          .map(({ name, bytes }) => ({ name, content: bytes?.toString('utf8') ?? '' })),
    };
  }

  return {
    type: (line) => read(() => slack.type(line, { user })),
    click: (label) =>
      read(async () => {
        if (last === undefined) throw new Error('nothing to click');
        const view = visible(last);
        const button = view.buttons.find((each) => each.label.includes(label));
        if (button !== undefined) return slack.click(last, button.label, user);
        for (const menu of view.choices) {
          const option = menu.options.find((each) => each.label.includes(label));
          if (option !== undefined) return slack.choose(last, menu.label, option.label, user);
        }
        throw new Error(`no button or choice ${label}`);
      }),
    async close() {
      const problems = [...slack.problems, ...unpublished(slack)];
      await stop();
      if (problems.length > 0) throw new Error(`Slack objects: ${problems.join('; ')}`);
    },
  };
}

import type { Refused } from '../../src/chat/outlet.ts';
import { openBed } from '../adapters/slack/bed.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import type { Fault } from '../fakes/slack/faults.ts';
import type { SlackMessage } from '../fakes/slack/message.ts';
import { unpublished } from '../fakes/slack/schemas.ts';
import { visible } from '../fakes/slack/visible.ts';
import { people, places } from '../fakes/slack/workspace.ts';
import { scriptedCore } from '../harness/scripted-core.ts';
import { type OutletSurface, outletContract, type SeenNews, type SendFault } from './outlet-contract.ts';

const faults: Readonly<Record<SendFault, Fault>> = {
  limited: { kind: 'rate limited', retryAfterS: 7 },
  'answer lost': { kind: 'cut after processing' },
  'request lost': { kind: 'cut before processing' },
};

/** How Slack itself words each refusal, where no state of the fake leads to it. */
const worded: Readonly<Partial<Record<Refused, string>>> = {
  forbidden: 'restricted_action',
  dismissed: 'token_revoked',
  content: 'invalid_blocks',
};

/** The bot in #buying, with Slack's own client between it and whoever reads there. */
async function open(conversation: string): Promise<OutletSurface> {
  const clock = createFakeClock();
  const bed = await openBed(
    scriptedCore(async () => undefined),
    'http',
    { clock },
  );
  const { slack } = bed;
  slack.direct(people.ann);
  const { outlet } = bed.adapter;
  const to = { workspace: slack.teamId, conversation };
  const outgoing = { card: { tone: 'plain', title: 'News', body: [], actions: [] }, language: 'en' } as const;
  const refOf = ({ channel, ts }: Pick<SlackMessage, 'channel' | 'ts'>) => `${channel}:${ts}`;

  function read(message: SlackMessage): SeenNews {
    const view = visible(message);
    const { channel, threadTs } = message;
    return {
      ref: refOf(message),
      text: view.text,
      links: [
        ...[...view.links, ...view.fallback.links].map(({ url }) => url),
        ...view.buttons.flatMap(({ url }) => (url === undefined ? [] : [url])),
      ],
      mentions: [...new Set([...view.mentions, ...view.fallback.mentions])],
      buttons: [...view.buttons, ...view.choices].map(({ label }) => label),
      // A chart is one, whether it was uploaded or Slack draws it.
      pictures:
        view.pictures.filter(({ source }) => slack.files.has(source)).length +
        message.blocks.filter(({ type }) => type === 'data_visualization').length,
      ...(threadTs !== undefined && { under: refOf({ channel, ts: threadTs }) }),
      aloud: threadTs === undefined || message.broadcast === true,
    };
  }

  return {
    outlet,
    to,
    person: { person: people.ann, name: 'ann' },
    now: clock.now,
    seen: async () =>
      slack.messages
        .filter(({ channel, deleted }) => channel === conversation && !deleted)
        .map((message) => read(message)),
    async remove(ref) {
      const message = slack.messages.find((each) => refOf(each) === ref);
      if (message !== undefined) message.deleted = true;
    },
    fail: (fault) => slack.faults.first(['chat.postMessage', 'chat.update'], faults[fault]),
    async refusal(kind) {
      const posted = await outlet.post(to, outgoing, 'key-0');
      const ref = 'sent' in posted ? posted.sent : '';
      const channel = slack.channels.get(conversation);
      switch (kind) {
        case 'gone':
          if (channel !== undefined) channel.archived = true;
          return () => outlet.reply(to, ref, outgoing, true, 'key-1');
        case 'not invited':
          return () => outlet.post({ ...to, conversation: places.foreign }, outgoing, 'key-1');
        case 'too old':
          slack.faults.always('chat.update', { kind: 'error', error: 'edit_window_closed' });
          return () => outlet.edit(to, ref, outgoing);
        case 'message gone':
          return () => outlet.edit(to, `${conversation}:1.000001`, outgoing);
        default:
          slack.faults.always('chat.postMessage', { kind: 'error', error: worded[kind] ?? '' });
          return () => outlet.post(to, outgoing, 'key-1');
      }
    },
    async goDown() {
      const comeBack = await slack.goDown();
      // Whoever uses a kept connection first finds it dead, and can't tell how far its request came.
      await outlet.linkTo(to, `${conversation}:1.000001`);
      return comeBack;
    },
    pace: {
      enforce: () => slack.pace.enforce(),
      wait: async (ms) => clock.advance(ms),
    },
    problems: () => [...slack.problems, ...unpublished(slack)],
    close: bed.close,
  };
}

const direct = `D${people.ann.slice(1)}`;

for (const [name, conversation] of [
  ['a channel', places.buying],
  ['a private channel', places.secret],
  ['a direct message', direct],
] as const) {
  outletContract({
    name: `Slack in ${name}`,
    open: () => open(conversation),
    threads: true,
    links: true,
    pings: true,
    charts: true,
    faults: ['limited', 'answer lost', 'request lost'],
    refusals: ['gone', 'not invited', 'forbidden', 'dismissed', 'message gone', 'too old', 'content'],
    goesDown: true,
  });
}

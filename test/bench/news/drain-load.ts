import { type Connection, openConnection } from '../intake/connection.ts';
import { requestWith } from '../intake/messages.ts';
import { percentile } from '../load/percentile.ts';
import { slackCommand } from '../load/slack-command.ts';
import { slackApp } from '../scene.ts';
import { type DrainReport, drainOrder } from './drain-order.ts';
import { newsOf } from './messages.ts';
import { startPacedSlack } from './paced-slack.ts';

/*
 * The process that plays Slack and the partner: people type `/watch` in each channel, the partner pushes new orders, and
 * what the bot says of them is counted as it arrives.
 */

let pushed = 0;
let channels: readonly string[] = [];
let changed = Promise.withResolvers<void>();
let idle = 0;
let last = 0;
const slack = await startPacedSlack((id) => {
  if (slack.channel(id).orders.size >= pushed && pushed < last) idle += 1;
  changed.resolve();
  changed = Promise.withResolvers();
});

/** Resolves once `done`, looked at whenever a message has arrived, or after `patienceMs`; whether it is so. */
async function until(done: () => boolean, patienceMs: number): Promise<boolean> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, patienceMs);
  const end = performance.now() + patienceMs;
  while (!done() && performance.now() < end) await Promise.race([changed.promise, late.promise]);
  clearTimeout(timer);
  return done();
}

async function watch(target: string, count: number): Promise<void> {
  channels = Array.from({ length: count }, (_, at) => `C0BENCH${String(at).padStart(3, '0')}`);
  for (const [at, channel] of channels.entries()) {
    const { headers, body } = slackCommand({
      command: '/watch',
      text: '',
      channel,
      person: at,
      responseUrl: `${slack.origin}/commands/${slackApp.teamId}/${at}/bench`,
      trigger: `${at}.1234567890.watch`,
    });
    const answer = await fetch(`${target}/slack/events`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`/watch was answered with HTTP ${answer.status}`);
  }
  const first = () => channels.every((channel) => slack.channel(channel).arrivals.length > 0);
  if (!(await until(first, 10_000))) throw new Error('not every channel got a first card');
}

async function push(target: string, orders: number, waiting: number): Promise<DrainReport> {
  const { host } = new URL(target);
  const connections = await Promise.all(Array.from({ length: 32 }, () => openConnection(target)));
  slack.forget();
  const before = pushed;
  pushed = 0;
  idle = 0;
  last = orders;
  const shown = () => Math.min(...channels.map((channel) => slack.channel(channel).orders.size));
  const send = async (connection: Connection): Promise<void> => {
    while (pushed < Math.min(orders, shown() + waiting)) {
      const number = before + pushed;
      pushed += 1;
      const status = await connection.send(
        requestWith(newsOf(number, 'created', Date.now()), host, '/xport/messages'),
      );
      if (status !== 200) throw new Error(`a pushed message was answered with HTTP ${status}`);
    }
  };
  // A channel that gets one message a second for each order, and some time more.
  const end = performance.now() + orders * 1100 + 15_000;
  while (pushed < orders && performance.now() < end) {
    await Promise.all(connections.map(send));
    await until(() => pushed < shown() + waiting, 1000);
  }
  await until(() => shown() >= orders, end - performance.now());
  for (const connection of connections) connection.close();
  pushed = before + orders;
  return report(orders);
}

function report(orders: number): DrainReport {
  const all = channels.map((id) => slack.channel(id));
  const gaps = all.flatMap(({ arrivals }) =>
    arrivals.slice(1).map((at, index) => at - (arrivals[index] ?? at)),
  );
  const rates = all.map(({ arrivals }) => {
    const lasted = (arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0);
    return ((arrivals.length - 1) * 1000) / lasted;
  });
  return {
    messages: all.reduce((sum, { arrivals }) => sum + arrivals.length, 0),
    slowest: Math.min(...rates),
    median: percentile(rates, 0.5),
    closest: Math.min(...gaps),
    refused: all.reduce((sum, { refused }) => sum + refused, 0),
    missing: all.reduce((sum, each) => sum + Math.max(0, orders - each.orders.size), 0),
    idle,
  };
}

process.on('message', async (message) => {
  const told = drainOrder.parse(message);
  if (told.kind === 'push') {
    process.send?.(await push(told.target, told.orders, told.waiting));
  } else {
    await watch(told.target, told.channels);
    process.send?.({});
  }
});
process.on('disconnect', () => process.exit(0));
process.send?.({
  environment: {
    SLACK_BOT_TOKEN: slackApp.botToken,
    SLACK_SIGNING_SECRET: slackApp.signingSecret,
    SLACK_API_URL: `${slack.origin}/api/`,
  },
});

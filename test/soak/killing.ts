import { once } from 'node:events';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { type RunningBot, run } from '../harness/process.ts';
import { openSoakPartner } from './partner.ts';
import { openDiscord, openSlack, type SoakPlatform } from './platforms.ts';

/** What came of {@link soak}. */
export interface Soaked {
  readonly kills: number;
  readonly acknowledged: number;
  /** Where an acknowledged order does not stand exactly once: `Slack: 3317… stands in 2 messages`. */
  readonly wrong: readonly string[];
}

/** A queue is free so long after its holder was killed, and an answer that was lost is not awaited any longer. */
const timing = { NEWS_HOLD_SECONDS: '3', NEWS_DOUBT_SECONDS: '10' } as const;
const ordersOfRound = 30;
const longestRoundMs = 1500;
const patienceMs = 120_000;

/**
 * Pushes new orders under load to a bot that tells them on Slack and Discord, kills it (SIGKILL) at a random moment of
 * each round and starts it again on the same database, then waits until nothing is left to be said. A fifth of the
 * messages comes twice. With `beside` a second process works on the database all the time and is never killed.
 */
export async function soak(options: {
  readonly databaseUrl: string;
  readonly rounds: number;
  readonly beside: boolean;
  readonly say?: (line: string) => void;
}): Promise<Soaked> {
  const { databaseUrl, rounds, beside, say = () => {} } = options;
  const partner = await openSoakPartner();
  const platforms = await Promise.all([openSlack(), openDiscord()]);
  const environment: Record<string, string> = {
    DATABASE_URL: databaseUrl,
    ...partner.environment,
    ...timing,
    LOG_LEVEL: 'info',
  };
  for (const platform of platforms) Object.assign(environment, platform.environment);
  const started: RunningBot[] = [];
  let url = '';

  async function start(): Promise<RunningBot> {
    const bot = run('src/main.ts', { input: 'none', environment });
    started.push(bot);
    const ready = await bot.ready;
    for (const platform of platforms) platform.listensAt(ready);
    url = ready;
    return bot;
  }

  try {
    if (beside) await start();
    let bot = await start();
    for (const platform of platforms) await platform.watch();
    const acknowledged: string[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const pushed = Promise.all(
        Array.from({ length: ordersOfRound }, async (_, at) => {
          await pause((longestRoundMs * at) / ordersOfRound);
          const { orderId, message } = await partner.push(() => url);
          acknowledged.push(orderId);
          if (systemRandom.fraction() < 0.2) await partner.repeat(message, url);
        }),
      );
      await pause(systemRandom.fraction() * longestRoundMs);
      await kill(bot);
      bot = await start();
      await pushed;
      say(`round ${round}: ${acknowledged.length} messages acknowledged so far`);
    }
    await untilAllIsSaid(() => url);
    return { kills: rounds, acknowledged: acknowledged.length, wrong: wrongOn(platforms, acknowledged) };
  } finally {
    await Promise.all(started.map(kill));
    await Promise.all(platforms.map((platform) => platform.close()));
    await partner.close();
  }
}

/** Where an order does not stand exactly once. */
function wrongOn(platforms: readonly SoakPlatform[], orderIds: readonly string[]): readonly string[] {
  return platforms.flatMap((platform) => {
    const messages = platform.standing();
    return orderIds.flatMap((orderId) => {
      const times = messages.filter((words) => words.includes(orderId)).length;
      return times === 1 ? [] : [`${platform.name}: ${orderId} stands in ${times} messages`];
    });
  });
}

/** Until the bot's own figures say that nothing waits: no message to be read, no news to be said or looked up. */
async function untilAllIsSaid(urlNow: () => string): Promise<void> {
  const until = systemClock.now() + patienceMs;
  while (systemClock.now() < until) {
    const figures = await (await fetch(`${urlNow()}/metrics`)).text();
    const waits = /^(?:inbox_waiting|news_deliveries\{state="(?:due|later|unclear)"\}) (?!0$)/m.test(figures);
    const known = /^inbox_waiting 0$/m.test(figures);
    if (known && !waits) return;
    await pause(250);
  }
  throw new Error('not all was said in time');
}

async function kill({ process: child }: RunningBot): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => systemClock.after(ms, () => resolve()));
}

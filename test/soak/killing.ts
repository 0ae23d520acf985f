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
  /** For each kill and platform, ms until its next message: from ready, or from the kill where a process is beside. */
  readonly goesOnMs: readonly number[];
}

const ordersOfRound = 30;
const longestRoundMs = 1500;
/** Less than a test may take, and longer than all is said in on a busy machine. */
const patienceMs = 200_000;
/** How often a conversation is looked at, ms. */
const lookMs = 20;

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
    const goesOnMs: number[] = [];
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
      const goingOn = new AbortController();
      const wentOn = (): Promise<readonly number[]> =>
        Promise.all(platforms.map((platform) => nextMessage(platform, goingOn.signal)));
      const afterKill = beside ? wentOn() : undefined;
      bot = await start();
      const seen = afterKill ?? wentOn();
      await pushed;
      await Promise.race([seen, pause(longestRoundMs)]);
      goingOn.abort();
      const ms = (await seen).filter((each) => !Number.isNaN(each));
      goesOnMs.push(...ms);
      say(`round ${round}: went on after ${ms.map((each) => each.toFixed(0)).join(' and ')} ms`);
      say(`round ${round}: ${acknowledged.length} messages acknowledged so far`);
    }
    await untilAllIsSaid(() => url);
    return {
      kills: rounds,
      acknowledged: acknowledged.length,
      wrong: wrongOn(platforms, acknowledged),
      goesOnMs,
    };
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

/** Ms until one more message stands; NaN where none came before `signal` aborted. */
async function nextMessage(platform: SoakPlatform, signal: AbortSignal): Promise<number> {
  const [since, stood] = [performance.now(), platform.standing().length];
  while (!signal.aborted) {
    if (platform.standing().length > stood) return performance.now() - since;
    await pause(lookMs);
  }
  return Number.NaN;
}

/** Until the bot's own figures say that nothing waits: no message to be read, no news to be said or looked up. */
async function untilAllIsSaid(urlNow: () => string): Promise<void> {
  const until = systemClock.now() + patienceMs;
  while (systemClock.now() < until) {
    const figures = await (await fetch(`${urlNow()}/metrics`)).text();
    const waiting = [...figures.matchAll(/^outbox_deliveries\{.*state="(?:due|later|unclear)".*\} (\d+)$/gm)];
    // Figures that are not there say nothing.
    const isRead = /^inbox_waiting 0$/m.test(figures);
    if (isRead && waiting.length >= 3 && waiting.every(([, count]) => count === '0')) return;
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

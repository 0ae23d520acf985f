import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { type RunningBot, run } from '../../harness/process.ts';
import { openSoakPartner } from '../../soak/partner.ts';
import { openDiscord, openSlack, type SoakPlatform } from '../../soak/platforms.ts';
import type { Endpoints } from '../harness/contenders.ts';
import type { Plan } from '../harness/plan.ts';
import { openDatabases } from '../intake/databases.ts';

export const killStores = ['SQLite', 'PostgreSQL'] as const;
type KillStore = (typeof killStores)[number];

/** What was seen after one kill, on one platform. */
interface Kill {
  readonly platform: string;
  /** Whether the killed process had begun to say something there. */
  readonly begun: boolean;
  /** Until the first message after it, ms: from when the only process is ready again, or from the death of one of two. */
  readonly goesOnMs: number;
  /** Until all was said, beyond a second for each message but the first, ms. */
  readonly beyondPaceMs: number;
}

export interface KillsMeasured {
  readonly store: KillStore;
  readonly kills: readonly Kill[];
  /** Orders that stood in no message, or in more than one. */
  readonly wrong: number;
}

/** Enough that some wait at any moment, and so few that most are told one by one. */
const ordersOfKill = 6;
const betweenOrdersMs = 300;
const paceMs = 1000;
/** How often a conversation is looked at, ms: no figure is finer. */
const lookMs = 10;
const patienceMs = 90_000;

/** Kills the only process on SQLite and one of two on PostgreSQL while they speak, and times who goes on. */
export async function measureKills(options: {
  readonly plan: Plan;
  readonly chosen: (name: string) => boolean;
  readonly freshEndpoints: () => Endpoints;
  readonly server: string | undefined;
  readonly say: (line: string) => void;
}): Promise<readonly KillsMeasured[]> {
  const databases = openDatabases(options.server);
  const stores = killStores.filter((store) => options.chosen(`kills: ${store}`) && databases.has(store));
  const measured: KillsMeasured[] = [];
  try {
    for (const store of stores) {
      const url = await databases.make(store, options.freshEndpoints().directory);
      measured.push(await killOn(store, url, options.plan.kills, options.say));
    }
    return measured;
  } finally {
    await databases.close();
  }
}

async function killOn(
  store: KillStore,
  databaseUrl: string,
  times: number,
  say: (line: string) => void,
): Promise<KillsMeasured> {
  const partner = await openSoakPartner();
  const platforms = await Promise.all([openSlack(), openDiscord()]);
  const environment: Record<string, string> = { DATABASE_URL: databaseUrl, ...partner.environment };
  for (const platform of platforms) Object.assign(environment, platform.environment);
  const started: RunningBot[] = [];
  let url = '';
  async function start(): Promise<RunningBot> {
    const bot = run('src/main.ts', { input: 'none', environment });
    started.push(bot);
    url = await bot.ready;
    for (const platform of platforms) platform.listensAt(url);
    return bot;
  }

  const pushed: string[] = [];
  const kills: Kill[] = [];
  try {
    let bot = await start();
    for (const platform of platforms) await platform.watch();
    let beside = store === 'PostgreSQL' ? await start() : undefined;
    await sleep(2 * paceMs);
    for (let kill = 0; kill < times; kill += 1) {
      for (let order = 0; order < ordersOfKill; order += 1) {
        pushed.push((await partner.push(() => url)).orderId);
        await sleep(betweenOrdersMs);
      }
      // At another moment of the pace each time.
      await sleep((kill * 370) % paceMs);
      await killed(bot);
      const diedAt = performance.now();
      const begun = await begunOn(databaseUrl);
      const counts = platforms.map((platform) => platform.standing().length);
      let since = diedAt;
      if (beside === undefined) {
        bot = await start();
        since = performance.now();
      }
      const seen = await Promise.all(
        platforms.map((platform, at) => follow(platform, pushed, { since, before: counts[at] ?? 0 })),
      );
      for (const [at, each] of seen.entries()) {
        const platform = platforms[at];
        if (each === undefined || platform === undefined) continue;
        const name = platform.name.toLowerCase();
        const isBegun = begun.some((conversation) => conversation.startsWith(`${name}:`));
        kills.push({ platform: platform.name, begun: isBegun, ...each });
        say(
          `kills on ${store}, ${platform.name}${isBegun ? ' with a begun send' : ''}: goes on after ` +
            `${each.goesOnMs.toFixed(0)} ms, all said ${each.beyondPaceMs.toFixed(0)} ms beyond the pace`,
        );
      }
      if (beside !== undefined) {
        bot = beside;
        beside = await start();
      }
      await sleep(2 * paceMs);
    }
    return { store, kills, wrong: platforms.flatMap((platform) => wrongOn(platform, pushed)).length };
  } finally {
    await Promise.all(started.map(killed));
    await Promise.all(platforms.map((platform) => platform.close()));
    await partner.close();
  }
}

function wrongOn(platform: SoakPlatform, orderIds: readonly string[]): readonly string[] {
  const messages = platform.standing();
  return orderIds.filter((orderId) => messages.filter((words) => words.includes(orderId)).length !== 1);
}

/** How long it took; `undefined` where nothing was left to be said. */
async function follow(
  platform: SoakPlatform,
  orderIds: readonly string[],
  { since, before }: { readonly since: number; readonly before: number },
): Promise<Pick<Kill, 'goesOnMs' | 'beyondPaceMs'> | undefined> {
  const missing = () => {
    const words = platform.standing().join('\n');
    return orderIds.some((orderId) => !words.includes(orderId));
  };
  if (!missing()) return undefined;
  let goesOnMs: number | undefined;
  while (performance.now() < since + patienceMs) {
    const now = performance.now();
    const more = platform.standing().length - before;
    if (more > 0) goesOnMs ??= now - since;
    if (goesOnMs !== undefined && !missing()) {
      return { goesOnMs, beyondPaceMs: Math.max(0, now - since - (more - 1) * paceMs) };
    }
    await sleep(lookMs);
  }
  return { goesOnMs: goesOnMs ?? patienceMs, beyondPaceMs: patienceMs };
}

const rows = z.array(z.object({ conversation: z.string() }));

/** The conversations in which something was begun to be said, by a look past the bot. */
async function begunOn(databaseUrl: string): Promise<readonly string[]> {
  const sql = 'select conversation from outbox where attempt_key is not null';
  if (databaseUrl.startsWith('sqlite:')) {
    const database = new DatabaseSync(databaseUrl.slice('sqlite:'.length));
    const found = rows.parse(database.prepare(sql).all());
    database.close();
    return found.map(({ conversation }) => conversation);
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const found = rows.parse((await client.query(sql)).rows);
  await client.end();
  return found.map(({ conversation }) => conversation);
}

async function killed({ process: child }: RunningBot): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

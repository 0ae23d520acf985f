import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { PlatformName } from '../load/orders.ts';
import { account, discordApp } from '../scene.ts';
import type { Program } from './contender-process.ts';
import type { TreeName, Trees } from './trees.ts';

/** One bot under test. */
export interface Contender {
  readonly name: string;
  readonly platform: PlatformName;
  /**
   * Compared with the others by ratios. A peer's variant is one that its documentation does not show; `before` is the bot of an
   * earlier state, run only where one is named.
   */
  readonly part: 'ours' | 'peer' | 'variant' | 'before';
  /** The program, given what its platform and the partner API are reached by. */
  program(endpoints: Endpoints): Program;
}

export interface Endpoints {
  readonly partner: Readonly<Record<string, string>>;
  readonly platforms: Readonly<Record<PlatformName, Readonly<Record<string, string>>>>;
  /** Slack over Socket Mode and Discord over the gateway. */
  readonly sockets: Readonly<Record<string, string>>;
  /** More for the bot's command line, such as `--cpu-prof`. */
  readonly nodeOptions: readonly string[];
  /** For one process alone. */
  readonly directory: string;
  /** For temporary files of all: what one start leaves there, the next one finds. */
  readonly temporary: string;
  readonly trees: Pick<Trees, 'of'>;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export function partnerEnvironment(url: string): Readonly<Record<string, string>> {
  return {
    XPORT_BASE_URL: url,
    XPORT_ACCESS_KEY: account.accessKey,
    XPORT_ACCESS_SECRET: account.accessSecret,
    XPORT_USER_ID: account.userId,
  };
}

/** Load comes from few people: what is measured is the bot, not the share that it leaves each. */
const unlimited = {
  COMMANDS_PER_MINUTE: '1000000',
  WORKSPACE_COMMANDS_PER_MINUTE: '1000000',
  SELLER_LINKS_PER_ACCOUNT_DAY: '1000000',
  SELLER_LINKS_PER_DAY: '10000',
  SELLER_LINKS_PER_MINUTE: '600',
  WORKSPACES: `discord:${discordApp.guildId}`,
};

/**
 * The bot itself, started as its tree's `npm start` does, but for a developer's own `.env`. What is profiled is run from the sources,
 * whose names are not minified.
 */
export function shoptalk(
  environment: Readonly<Record<string, string>>,
  at: Endpoints,
  tree: TreeName = at.nodeOptions.length > 0 ? 'sources' : 'clone',
): Program {
  const root = at.trees.of(tree);
  const [, ...words] = manifest
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
    .scripts.start.split(' ');
  return {
    words: [...at.nodeOptions, ...words.filter((word) => !word.startsWith('--env-file'))],
    environment: {
      ...unlimited,
      ...environment,
      DATABASE_URL: `sqlite:${at.directory}/shoptalk.db`,
      PORT: '0',
    },
    directory: root,
    temporary: at.temporary,
  };
}

const manifest = z.object({ scripts: z.object({ start: z.string().startsWith('node ') }) });

/** A peer, with Node's compile cache on as well. */
export function peer(
  script: 'bolt' | 'chat',
  environment: Readonly<Record<string, string>>,
  at: Endpoints,
): Program {
  return {
    words: [here(`../peers/${script}.ts`)],
    environment: { ...at.partner, ...environment, NODE_COMPILE_CACHE: `${at.temporary}/peers` },
    directory: at.directory,
    temporary: at.temporary,
  };
}

export const contenders: readonly Contender[] = [
  {
    name: 'shoptalk',
    platform: 'slack',
    part: 'ours',
    program: (at) => shoptalk({ ...at.partner, ...at.platforms.slack }, at),
  },
  {
    name: 'shoptalk before',
    platform: 'slack',
    part: 'before',
    program: (at) => shoptalk({ ...at.partner, ...at.platforms.slack }, at, 'before'),
  },
  {
    name: '@slack/bolt',
    platform: 'slack',
    part: 'peer',
    program: (at) => peer('bolt', at.platforms.slack, at),
  },
  {
    name: 'chat + @chat-adapter/slack',
    platform: 'slack',
    part: 'peer',
    program: (at) => peer('chat', at.platforms.slack, at),
  },
  {
    name: '@slack/bolt, card in the acknowledgement',
    platform: 'slack',
    part: 'variant',
    program: (at) => peer('bolt', { ...at.platforms.slack, BENCH_ANSWER: 'ack' }, at),
  },
  {
    name: 'shoptalk',
    platform: 'discord',
    part: 'ours',
    program: (at) => shoptalk({ ...at.partner, ...at.platforms.discord }, at),
  },
  {
    name: 'shoptalk before',
    platform: 'discord',
    part: 'before',
    program: (at) => shoptalk({ ...at.partner, ...at.platforms.discord }, at, 'before'),
  },
  {
    name: 'chat + @chat-adapter/discord',
    platform: 'discord',
    part: 'peer',
    program: (at) => peer('chat', at.platforms.discord, at),
  },
];

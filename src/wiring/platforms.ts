import { discordPlatform } from '../../adapters/discord/platform.ts';
import { type PageMachine, pagePlatform } from '../../adapters/page/platform.ts';
import type { Preview } from '../../adapters/page/previews.ts';
import { slackPlatform } from '../../adapters/slack/platform.ts';
import { type TerminalMachine, terminalPlatform } from '../../adapters/terminal/platform.ts';
import type { ChatAdapter } from '../chat/adapter.ts';
import type { Route } from '../http/route.ts';
import {
  type Invented,
  isLocal,
  type LocalPlatform,
  type Platform,
  type PlatformDeps,
} from '../settings/platform.ts';
import type { Settings } from '../settings/read-settings.ts';

/** What the platforms of this machine take of it, all together. */
type Machine = PageMachine & TerminalMachine;

/** Every chat platform that the bot knows. */
export const platforms: readonly (Platform | LocalPlatform<Machine>)[] = [
  slackPlatform,
  discordPlatform,
  pagePlatform,
  terminalPlatform,
];

/** How each chat platform would draw a card, for the local page. Loaded when a person first looks. */
export async function previews(): Promise<readonly Preview[]> {
  const [{ slackPreview }, { discordPreview }] = await Promise.all([
    import('../tools/previews/slack.ts'),
    import('../tools/previews/discord.ts'),
  ]);
  return [slackPreview, discordPreview];
}

interface OpenPlatforms {
  readonly adapters: readonly ChatAdapter[];
  readonly routes: readonly Route[];
  /** Whom one can speak as on those of this machine, beside the operator. */
  readonly invented: readonly Invented[];
  /** Resolves when what one of them reads from has ended. */
  readonly finished: Promise<void>;
}

/** Opens the platforms that `settings` ask for: those that the bot connects to, and those of this machine. */
export async function openPlatforms(
  settings: Pick<Settings, 'platforms' | 'local'>,
  deps: PlatformDeps,
  machine: Omit<Machine, keyof PlatformDeps>,
): Promise<OpenPlatforms> {
  const connected = await Promise.all(settings.platforms.map((each) => each.open(deps)));
  const asked = platforms.filter((each) => isLocal(each)).filter(({ name }) => settings.local.has(name));
  const opened = await Promise.all(asked.map((each) => each.open({ ...deps, ...machine })));
  const local = opened.filter((each) => each !== undefined);
  const all = [...connected, ...local];
  return {
    adapters: all.map(({ adapter }) => adapter),
    routes: all.flatMap(({ routes }) => routes),
    invented: local.flatMap(({ invented }) => invented ?? []),
    finished: Promise.race(local.flatMap(({ finished }) => finished ?? [])),
  };
}

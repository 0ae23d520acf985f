import { discordPlatform } from '../../adapters/discord/platform.ts';
import type { Preview } from '../../adapters/page/previews.ts';
import { slackPlatform } from '../../adapters/slack/platform.ts';
import type { Platform } from '../settings/platform.ts';

/** Every chat platform that the bot can be connected to. */
export const platforms: readonly Platform[] = [slackPlatform, discordPlatform];

/** How each chat platform would draw a card, for the local page. Loaded when a person first looks. */
export async function previews(): Promise<readonly Preview[]> {
  const [{ slackPreview }, { discordPreview }] = await Promise.all([
    import('../tools/previews/slack.ts'),
    import('../tools/previews/discord.ts'),
  ]);
  return [slackPreview, discordPreview];
}

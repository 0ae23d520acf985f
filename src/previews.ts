import type { Preview } from '../adapters/page/previews.ts';

/** How each chat platform would draw a card, for the local page. Loaded when somebody first looks. */
export async function previews(): Promise<readonly Preview[]> {
  const [{ slackPreview }, { discordPreview }] = await Promise.all([
    import('../adapters/slack/preview.ts'),
    import('../adapters/discord/preview.ts'),
  ]);
  return [slackPreview, discordPreview];
}

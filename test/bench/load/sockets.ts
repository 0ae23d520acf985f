import { startFakeDiscord } from '../../fakes/discord/fake-discord.ts';
import { appToken, botToken, startFakeSlack } from '../../fakes/slack/slack.ts';

/**
 * A process with the fake Slack and the fake Discord of the tests, for the start over Socket Mode and the
 * gateway. They check too much to stand under a load; a start is no load.
 */
const slack = await startFakeSlack();
const discord = await startFakeDiscord({ sends: 'anything' });

process.on('disconnect', () => process.exit(0));
process.send?.({
  environment: {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.identity.token,
    DISCORD_API_URL: discord.apiUrl,
  },
});

import { DiscordError } from '../../adapters/discord/errors.ts';
import { registerCommands } from '../../adapters/discord/registration.ts';
import { settingsFromEnvironment } from './from-environment.ts';
import { readMenu } from './menu.ts';

/*
 * npm run register [-- <server id>]: makes Discord's commands those of the command table, writing only what differs.
 * With a server's id they are registered in that server alone, where a change shows at once, else everywhere; the
 * other scope is cleared of them, so that no command shows twice.
 */

const settings = settingsFromEnvironment();
const [guildId] = process.argv.slice(2);
process.exitCode = await register();

async function register(): Promise<number> {
  const { discord } = settings;
  if (discord === undefined) return refuse('DISCORD_TOKEN: must be set to register commands');
  if (guildId !== undefined && !/^\d{15,22}$/.test(guildId))
    return refuse('A server id has 15 to 22 digits.');
  const { token, apiUrl, applicationId } = discord;
  const target = {
    token,
    apiUrl,
    ...(applicationId !== undefined && { applicationId }),
    ...(guildId !== undefined && { guildId }),
  };
  try {
    const done = await registerCommands(target, await readMenu(settings));
    const lines = Object.entries(done)
      .filter(([, names]) => names.length > 0)
      .map(([what, names]) => `${what}: ${names.join(', ')}`);
    process.stdout.write(`${lines.length === 0 ? 'nothing to change' : lines.join('\n')}\n`);
    return 0;
  } catch (error) {
    return refuse(
      error instanceof DiscordError ? error.message : 'Discord gave no answer that could be understood.',
    );
  }
}

function refuse(words: string): number {
  process.stderr.write(`${words}\n`);
  return 1;
}

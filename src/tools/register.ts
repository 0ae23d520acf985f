import { menuOf, menuWords } from '../commands/index.ts';
import { endWhenUnread } from './command-line.ts';
import { settingsFromEnvironment } from './from-environment.ts';

endWhenUnread();

/*
 * npm run register [-- <server id>]: makes Discord's commands those of the command table, writing only what differs.
 * With a server's id they are registered in that server alone, where a change shows at once, else everywhere; the
 * other scope is cleared of them, so that no command shows twice.
 */

const settings = settingsFromEnvironment();
const [workspace] = process.argv.slice(2);
process.exitCode = await register();

async function register(): Promise<number> {
  const connected = settings.platforms.find((each) => each.register !== undefined);
  if (connected?.register === undefined) return refuse('DISCORD_TOKEN: must be set to register commands');
  const { title, workspace: kind, ids } = connected.platform;
  if (workspace !== undefined && !new RegExp(`^(?:${ids.workspace.pattern.source})$`).test(workspace)) {
    return refuse(`A ${kind} of ${title} has an id such as ${ids.workspace.example}.`);
  }
  try {
    const lines = await connected.register({
      menu: {
        commands: menuOf({ sandbox: settings.xport.account === undefined }),
        words: menuWords,
      },
      workspace,
    });
    process.stdout.write(`${lines.length === 0 ? 'nothing to change' : lines.join('\n')}\n`);
    return 0;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : `${title} gave no answer.`);
  }
}

function refuse(words: string): number {
  process.stderr.write(`${words}\n`);
  return 1;
}

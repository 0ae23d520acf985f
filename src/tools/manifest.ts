import { slackManifest } from '../../adapters/slack/manifest.ts';
import { marketHosts } from '../sellers/hosts.ts';
import { settingsFromEnvironment } from './from-environment.ts';
import { readMenu } from './menu.ts';
import { toolArguments } from './output.ts';

/*
 * npm run manifest [-- --out FILE]: the Slack app manifest, made from the command table. With PUBLIC_URL it is for HTTP,
 * without for Socket Mode; an app token that is set speaks for Socket Mode too.
 */

const { write } = toolArguments('Usage: npm run manifest [-- --out FILE]', { mostPositionals: 0 });
const settings = settingsFromEnvironment();
const { publicUrl } = settings.http;
const overSocket =
  publicUrl === undefined || (settings.slack !== undefined && 'appToken' in settings.slack.via);
const manifest = slackManifest(await readMenu(settings), {
  via: overSocket ? 'socket' : { publicUrl },
  commands: settings.slackCommands,
  linkHosts: marketHosts,
});
write(`${JSON.stringify(manifest, null, 2)}\n`);

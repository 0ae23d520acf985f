import { menuOf } from '../commands/index.ts';
import { linkHosts } from '../domain/sellers/hosts.ts';
import { endWhenUnread, toolArguments } from './command-line.ts';
import { settingsFromEnvironment } from './from-environment.ts';

endWhenUnread();

/*
 * npm run manifest [-- --out FILE]: the Slack app manifest, made from the command table. With PUBLIC_URL it is for HTTP,
 * without for Socket Mode; an app token that is set speaks for Socket Mode too.
 */

const { write } = toolArguments('Usage: npm run manifest [-- --out FILE]', { mostPositionals: 0 });
const settings = settingsFromEnvironment();
const [manifest] = settings.manifests.values();
if (manifest === undefined) throw new Error('no platform takes a manifest');
const made = await manifest({
  menu: menuOf({ sandbox: settings.xport.account === undefined }),
  publicUrl: settings.http.publicUrl,
  linkHosts,
});
write(`${JSON.stringify(made, null, 2)}\n`);

import { startDiscord } from './discord.ts';
import { createLoadGenerator } from './generator.ts';
import { order } from './orders.ts';
import { startSlack } from './slack.ts';

/**
 * The process that plays the platforms: sends commands as they would and takes the answers. Told over IPC what
 * to do, one order at a time.
 */
const generator = createLoadGenerator();
const platforms = { slack: await startSlack(generator.take), discord: await startDiscord(generator.take) };

process.on('message', async (message) => {
  const told = order.parse(message);
  process.send?.(await generator.run(platforms[told.platform], told));
});
process.on('disconnect', () => process.exit(0));
process.send?.({
  environments: { slack: platforms.slack.environment, discord: platforms.discord.environment },
});

import { type SlackAdapter, type SlackDeps, slackAdapter } from '../../../adapters/slack/adapter.ts';
import type { Core } from '../../../src/chat/adapter.ts';
import { createHttpServer } from '../../../src/http/server.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import type { Log } from '../../../src/runtime/log.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import {
  appToken,
  botToken,
  type FakeSlack,
  signingSecret,
  startFakeSlack,
} from '../../fakes/slack/slack.ts';

/** The adapter, connected to a fake Slack over the wire that a test asks for. */
export interface Bed {
  readonly slack: FakeSlack;
  readonly adapter: SlackAdapter;
  /** Where the bot's own HTTP server listens. */
  readonly url: string;
  close(): Promise<void>;
}

export async function openBed(
  core: Core,
  via: 'http' | 'socket',
  options: Parameters<typeof startFakeSlack>[0] & {
    log?: Log;
    parts?: Partial<SlackDeps>;
    before?: (slack: FakeSlack) => void;
  } = {},
): Promise<Bed> {
  const log = options.log ?? silentLog;
  const clock = options.clock ?? systemClock;
  const slack = await startFakeSlack(options);
  options.before?.(slack);
  const adapter = slackAdapter({
    botToken,
    via: via === 'http' ? { signingSecret } : { appToken },
    apiUrl: slack.apiUrl,
    clock,
    random: systemRandom,
    log,
    ...options.parts,
  });
  const server = createHttpServer({ routes: adapter.routes, log, clock: systemClock });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  if (via === 'http') slack.sendTo(`${url}/slack/events`);
  try {
    await adapter.start(core);
  } catch (error) {
    await server.close({ withinMs: 0 });
    await slack.stop();
    throw error;
  }
  return {
    slack,
    adapter,
    url,
    async close() {
      await adapter.stop();
      await server.close({ withinMs: 0 });
      await slack.stop();
    },
  };
}

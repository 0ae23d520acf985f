import type { Core } from '../../src/chat/adapter.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { type Clock, systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { platforms } from '../../src/wiring/platforms.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { startFakeParlour, token } from './fake-parlour.ts';
import { parlourPlatform } from './platform.ts';

/** Outside of Parlour's folder this line is all that a bot with Parlour has more than one without. */
const withParlour = [...platforms, parlourPlatform];

/** What a bot that knows Parlour makes of these settings. */
export const read = (environment: Readonly<Record<string, string>>) =>
  readSettings(withParlour, {
    DATABASE_URL: 'sqlite::memory:',
    PORT: '0',
    LOCAL_CHAT: 'off',
    ...environment,
  });

/** The settings that connect it to the Parlour at `apiUrl`. */
export function settingsFor(apiUrl: string, environment: Readonly<Record<string, string>> = {}) {
  const settings = read({ PARLOUR_TOKEN: token, PARLOUR_API_URL: apiUrl, ...environment });
  if ('faults' in settings) throw new Error(JSON.stringify(settings.faults));
  return settings.settings;
}

/** The adapter, connected to a fake Parlour. */
export async function openBed(core: Core, clock: Clock = systemClock) {
  const parlour = await startFakeParlour(clock);
  const surroundings = { clock, random: systemRandom, log: silentLog };
  const exclusive = { hold: () => ({ release: async () => {} }) };
  const [connected] = settingsFor(parlour.apiUrl).platforms;
  if (connected === undefined) throw new Error('Parlour is not configured');
  const { adapter, routes } = await connected.open({ ...surroundings, exclusive });
  const server = createHttpServer({ routes, log: silentLog, clock: systemClock });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  await adapter.start(core);
  return {
    parlour,
    adapter,
    tell: (event: object) => parlour.tell(`${url}/parlour/events`, event),
    async close() {
      await adapter.stop();
      await server.close({ withinMs: 0 });
      await parlour.close();
    },
  };
}

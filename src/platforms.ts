import type { ChatAdapter } from './chat/adapter.ts';
import type { Route } from './http/route.ts';
import type { Clock } from './runtime/clock.ts';
import type { Log } from './runtime/log.ts';
import type { Random } from './runtime/random.ts';
import type { Settings } from './settings.ts';

/** A chat platform that is configured, and its routes on the bot's HTTP server. */
export interface Platform {
  readonly adapter: ChatAdapter;
  readonly routes: readonly Route[];
}

/** The adapters of the platforms that are configured. A library is loaded only where it is needed. */
export async function openPlatforms(
  _settings: Settings,
  _parts: { readonly clock: Clock; readonly random: Random; readonly log: Log },
): Promise<readonly Platform[]> {
  return [];
}

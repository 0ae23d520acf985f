import { type Logger, LogLevel } from '@slack/web-api';
import type { Log } from '../../src/runtime/log.ts';

/** Tokens, and the tickets in the addresses of sockets and webhooks. */
const secrets = /\b(?:xox[a-z]|xapp|xoxe)[-.][\w.-]+|\b(?:wss?|https?):\/\/\S+/g;

/**
 * What Slack's libraries have to say, in our log. Their debug lines hold whole payloads and are dropped; of
 * the others only the words are kept, without addresses and tokens.
 */
export function boltLogger(log: Log): Logger {
  const words = (message: readonly unknown[]) =>
    message
      .map((part) => (part instanceof Error ? part.message : typeof part === 'string' ? part : ''))
      .join(' ')
      .replace(secrets, '[hidden]')
      .slice(0, 500);
  return {
    debug: () => undefined,
    info: (...message: unknown[]) => log.debug({ from: 'slack' }, words(message)),
    warn: (...message: unknown[]) => log.warn({ from: 'slack' }, words(message)),
    error: (...message: unknown[]) => log.warn({ from: 'slack' }, words(message)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

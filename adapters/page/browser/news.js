import { linesOf } from './connection.js';
import { send } from './token.js';

/** @import { PageMessage, PageNews } from '../wire.ts' */

const firstPauseMs = 500;
const longestPauseMs = 10_000;

/**
 * Follows what the bot says by itself, for good: a lost connection is made again where it ended. A hidden page lets go of
 * its connection, of which a browser has few, and catches up once it is visible.
 *
 * @param {{ told(messages: readonly PageMessage[]): void, connected(is: boolean): void }} on
 */
export async function follow(on) {
  let position = '';
  let pauseMs = firstPauseMs;
  for (;;) {
    await seen();
    const hidden = new AbortController();
    const letGo = () => {
      if (document.hidden) hidden.abort();
    };
    document.addEventListener('visibilitychange', letGo);
    try {
      const response = await send(`/page/news?after=${encodeURIComponent(position)}`, {
        signal: hidden.signal,
      });
      if (response.ok && response.body !== null) {
        on.connected(true);
        pauseMs = firstPauseMs;
        for await (const line of linesOf(response.body)) {
          /** @type {PageNews} */
          const news = JSON.parse(line);
          on.told(news.messages);
          position = news.position;
        }
      }
    } catch {
      // The bot or the page is away: both are looked after below.
    }
    document.removeEventListener('visibilitychange', letGo);
    if (hidden.signal.aborted) continue;
    on.connected(false);
    await pause(pauseMs * (0.5 + Math.random() / 2));
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
  }
}

/** Resolves once the page is visible. */
function seen() {
  return new Promise((resolve) => {
    const look = () => {
      if (document.hidden) return;
      document.removeEventListener('visibilitychange', look);
      resolve(undefined);
    };
    document.addEventListener('visibilitychange', look);
    look();
  });
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

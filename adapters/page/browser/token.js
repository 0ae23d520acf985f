import { spokenAs } from './speaker.js';
import { createTokenPrompt } from './token-prompt.js';

/** Where the tab keeps the token: another tab and the next day have to be given it again. */
const place = 'token';

const prompt = createTokenPrompt();
/** @type {Promise<void> | undefined} */
let asking;
let token = '';
take(fromAddress() ?? kept() ?? '');

// The address was pasted into a tab that has the page open: only its fragment has changed.
addEventListener('hashchange', () => {
  const given = fromAddress();
  if (given === undefined) return;
  if (asking === undefined) take(given);
  else prompt.give(given);
});

/**
 * Asks the bot for `path` with the token of its start. Without the right one it waits until the operator has given it,
 * and asks again. Rejects as `fetch` does.
 *
 * @param {string} path
 * @param {{ method?: string, headers?: Record<string, string>, body?: BodyInit, signal?: AbortSignal }} [options]
 * @returns {Promise<Response>}
 */
export async function send(path, options = {}) {
  for (let tried = ''; ; ) {
    if (token === '' || token === tried) await ask(tried !== '');
    tried = token;
    const headers = { ...options.headers, ...spokenAs(), authorization: `Bearer ${tried}` };
    const response = await fetch(path, { ...options, headers });
    if (response.status !== 401) return response;
  }
}

/**
 * Asks the operator for the token, once for all that wait for it.
 *
 * @param {boolean} isWrong there is one, which the bot does not take
 */
function ask(isWrong) {
  asking ??= prompt.ask(isWrong, isRight).then((given) => {
    take(given);
    asking = undefined;
  });
  prompt.show();
  return asking;
}

/**
 * Whether the bot takes a token.
 *
 * @param {string} given
 */
async function isRight(given) {
  // What no header can hold was never a token.
  if (!/^[\x21-\x7e]+$/.test(given)) return false;
  const response = await fetch('/page/menu', { headers: { authorization: `Bearer ${given}` } });
  return response.status !== 401;
}

/** The token in the address, which is taken out of it: neither a bookmark nor a look at the screen shall hold it. */
function fromAddress() {
  const given = location.hash.slice(1);
  if (given === '') return undefined;
  history.replaceState(null, '', location.pathname + location.search);
  return given;
}

function kept() {
  try {
    return sessionStorage.getItem(place) ?? undefined;
  } catch {
    // A browser that keeps nothing asks again after a reload.
    return undefined;
  }
}

/** @param {string} given */
function take(given) {
  token = given;
  try {
    sessionStorage.setItem(place, given);
  } catch {
    // As above.
  }
}

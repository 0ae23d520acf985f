import { speakAsOperator } from './speaker.js';
import { send } from './token.js';
import { locale, zone } from './words.js';

/** @import { PageAsking, AskedInput, PageCompletions, PageEvent, PageExchanges, PageMenu, PagePreview, Typing } from '../wire.ts' */

/**
 * What comes of an asking: what the bot says, or that it can't be asked, or that the picture can't be read.
 *
 * @typedef {PageEvent | { kind: 'failed', why: 'unreachable' | 'refused' | 'unreadable' }} Heard
 */

/**
 * The commands and previews that the bot has.
 *
 * @returns {Promise<PageMenu>}
 */
export async function fetchMenu() {
  let response = await send('/page/menu');
  // Who was spoken as is not here any more.
  if (response.status === 400) {
    speakAsOperator();
    response = await send('/page/menu');
  }
  if (!response.ok) throw new Error(`the menu was answered ${response.status}`);
  return response.json();
}

/**
 * The answer kept under `key` as the platform `name` draws it; `undefined` when it is not kept any more, or the bot does
 * not answer.
 *
 * @param {string} name
 * @param {string} key
 * @returns {Promise<PagePreview | undefined>}
 */
export async function fetchPreview(name, key) {
  try {
    const response = await send(`/page/previews/${encodeURIComponent(name)}/${key}`);
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What may follow `before`; nothing when the bot does not answer.
 *
 * @param {string} before
 * @returns {Promise<PageCompletions>}
 */
export async function fetchCompletions(before) {
  try {
    const response = await post('/page/suggestions', { locale, zone, before });
    if (response.ok) return await response.json();
  } catch {
    // Completion is a convenience: a bot that is gone shows when a command is sent.
  }
  return { from: before.length, items: [] };
}

/**
 * What was asked and answered before; nothing where the bot does not answer.
 *
 * @returns {Promise<PageExchanges['exchanges']>}
 */
export async function fetchExchanges() {
  try {
    const response = await send('/page/exchanges', {});
    if (!response.ok) return [];
    /** @type {PageExchanges} */
    const { exchanges } = await response.json();
    return exchanges;
  } catch {
    return [];
  }
}

/**
 * Asks the bot and gives what it says, as it says it. Never throws.
 *
 * @param {AskedInput} input
 * @param {{ id: string, shown: string, from?: string | undefined, picture?: File | undefined }} about `id`: new for each;
 *   `shown`: how it reads; `from`: the `id` of what was clicked in; `picture`: what comes with it
 * @returns {AsyncGenerator<Heard, void>}
 */
export async function* ask(input, { id, shown, from, picture }) {
  /** @type {ArrayBuffer | undefined} */
  let bytes;
  try {
    bytes = await picture?.arrayBuffer();
  } catch {
    yield { kind: 'failed', why: 'unreadable' };
    return;
  }
  try {
    const asked = { id, locale, zone, input, shown, ...(from !== undefined && { from }) };
    const response = await (bytes === undefined
      ? post('/page/invocations', asked)
      : postWithPicture('/page/invocations/with-picture', asked, bytes));
    if (!response.ok || response.body === null) {
      yield { kind: 'failed', why: 'refused' };
      return;
    }
    for await (const line of linesOf(response.body)) yield JSON.parse(line);
  } catch {
    yield { kind: 'failed', why: 'unreachable' };
  }
}

/**
 * @param {string} path
 * @param {PageAsking | Typing} body
 */
function post(path, body) {
  const headers = { 'content-type': 'application/json' };
  return send(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

/**
 * @param {string} path
 * @param {PageAsking} asked
 * @param {ArrayBuffer} picture
 */
function postWithPicture(path, asked, picture) {
  const headers = { 'content-type': 'application/octet-stream' };
  return send(path, { method: 'POST', headers, body: new Blob([JSON.stringify(asked), '\n', picture]) });
}

/**
 * The lines of a body, as they come; what no line feed ends is left out.
 *
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} body
 * @returns {AsyncGenerator<string, void>}
 */
export async function* linesOf(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const lines = (text + read.value).split('\n');
    text = lines.pop() ?? '';
    yield* lines;
  }
}

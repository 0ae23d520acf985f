import { memberOf, modelOf, numberOf, offerOf } from '../scene.ts';

/** Which command an answer belongs to, by the offer in its link, and what is wrong with it, if anything. */
export interface CheckedAnswer {
  readonly number?: number;
  readonly fault?: string;
}

/**
 * Looks for the chat link in a message as it reaches the platform (JSON, Block Kit or components alike): right
 * only when an object in it opens exactly the link that the partner gave for this offer and openUid, and the
 * product's title is there too.
 */
export function checkAnswer(json: string): CheckedAnswer {
  let message: unknown;
  try {
    message = JSON.parse(json);
  } catch {
    return { fault: 'answer is not JSON' };
  }
  const link = chatLinkIn(message);
  if (link === undefined) return { fault: 'answer without the chat link' };
  const query = new URL(link).searchParams;
  const offerId = query.get('offerId') ?? '';
  const number = numberOf(offerId);
  if (!Number.isSafeInteger(number)) return { fault: 'link to an offer that nobody asked for' };
  if (query.get('touid') !== memberOf(offerOf(number))) return { number, fault: 'link to the wrong seller' };
  if (!json.includes(modelOf(offerId))) return { number, fault: "answer without the product's title" };
  return { number };
}

function chatLinkIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'url' && typeof inner === 'string' && inner.startsWith('https://air.1688.com/')) return inner;
    const found = chatLinkIn(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A reference, with the marks for bold, code and the like that stand against it: they are no part of what is referred to. */
const markedReference = /[*_~`]{0,4}<([^<>\n]+)>[*_~`]{0,4}/g;
/** The same marks around one word. An underscore can be part of an id. */
const markedWord = /(^|\s)([`*~]{1,3})([^\s`*~]+)\2(?=\s|$)/g;
/** Typed with its brackets, which Slack then escapes. */
const typedMention = /&lt;@((?:&amp;)?)([^<>&\n]{0,100})&gt;/g;
/** Nothing in a name tells it from an id in capitals, but a digit is in nearly every id. */
const surelyId = /^(?=[A-Z]*\d)[USW][A-Z0-9]{5,30}(?:\|.*)?$/;

/**
 * What a person typed, out of the form in which Slack hands it on: numbers, addresses and names of hosts that Slack's client
 * made links of as they were typed, other links as their targets, channels and dates as they were read, a word without the marks
 * around it, the three escaped characters as themselves. Who was picked stays as Slack has them, `<@U0123ABCD|ann>`, and a
 * user group as `<@&S0123ABCD|buyers>`: a name that was typed never looks like that.
 * https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export function unwrapText(text: string): string {
  return withoutMarks(text.trim())
    .replace(typedMention, (whole, group: string, name: string) =>
      surelyId.test(name) ? whole : `@${group}${name}`,
    )
    .replace(markedReference, (whole, inside: string) => unwrapReference(inside) ?? whole)
    .replace(markedWord, '$1$3')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

/**
 * The words that a message says to the bot: what follows its mention, or what stands before it when nothing
 * follows. The whole message where the bot is not mentioned, as in a direct conversation.
 */
export function wordsForBot(text: string, botUser: string): string {
  const mention = new RegExp(`[*_~]{0,3}<@${botUser}(?:\\|[^<>]*)?>[*_~]{0,3}`);
  const found = mention.exec(text);
  if (found === null) return unwrapText(text);
  const after = unwrapText(text.slice(found.index + found[0].length).replace(/^\s*[,:，：]/, ''));
  return after === '' ? unwrapText(text.slice(0, found.index)) : after;
}

function unwrapReference(inside: string): string | undefined {
  const [target = '', ...rest] = inside.split('|');
  const label = rest.join('|');
  const [, person] = /^@([UW][A-Z0-9]+)$/.exec(target) ?? [];
  if (person !== undefined) return mentionOf(person, label);
  const [, group] = /^!subteam\^(S[A-Z0-9]+)$/.exec(target) ?? [];
  if (group !== undefined) return mentionOf(`&${group}`, label.replace(/^@/, ''));
  if (/^#[CDG][A-Z0-9]+$/.test(target)) return `#${label === '' ? target.slice(1) : label}`;
  if (/^!(?:here|channel|everyone)$/.test(target)) return `@${target.slice(1)}`;
  // Dates, and whatever else an app may write: as it is read.
  if (target.startsWith('!')) return label;
  if (/^https?:\/\//i.test(target)) return isTyped(target, label) ? label : target;
  const [, address] = /^(?:tel|mailto|sms):([^?]*)/i.exec(target) ?? [];
  if (address !== undefined) return label === '' ? decoded(address) : label;
  return /^[a-z][a-z0-9+.-]*:/i.test(target) ? label || target : undefined;
}

function mentionOf(id: string, label: string): string {
  return /^[^<>&|\s][^<>&|]{0,79}$/.test(label) ? `<@${id}|${label}>` : `<@${id}>`;
}

/** Whether a link's words are what it was made of: the same but for the scheme, which Slack's client adds. */
function isTyped(target: string, label: string): boolean {
  const bare = (link: string) => decoded(link.replace(/^https?:\/\//i, '').replace(/\/$/, '')).toLowerCase();
  return label !== '' && !/^https?:\/\//i.test(label) && bare(target) === bare(label);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** People set whole commands in code or bold, and Slack keeps the marks in the text. */
function withoutMarks(text: string): string {
  const inner = /^(```|[`*_~])(.*)\1$/s.exec(text)?.[2];
  return inner === undefined || inner.trim() === '' ? text : inner.trim();
}

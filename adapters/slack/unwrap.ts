/**
 * What somebody typed, out of the form in which Slack hands it on: links as they were pasted, people as `@` and their
 * id, user groups as `@&` and theirs, channels as they were read, the three escaped characters as themselves.
 * https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export function unwrapText(text: string): string {
  return withoutMarks(text.trim())
    .replace(/<([^<>\n]+)>/g, (whole, inside: string) => unwrapReference(inside) ?? whole)
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
  const mention = new RegExp(`<@${botUser}(?:\\|[^>]*)?>`);
  const found = mention.exec(text);
  if (found === null) return unwrapText(text);
  const after = unwrapText(text.slice(found.index + found[0].length).replace(/^\s*[,:，：]/, ''));
  return after === '' ? unwrapText(text.slice(0, found.index)) : after;
}

function unwrapReference(inside: string): string | undefined {
  const [target = '', ...rest] = inside.split('|');
  const label = rest.join('|');
  if (/^(?:https?:\/\/|tel:)/i.test(target)) return target;
  if (/^mailto:/i.test(target)) return target.slice('mailto:'.length);
  if (/^@[UW][A-Z0-9]+$/.test(target)) return target;
  if (/^#[CG][A-Z0-9]+$/.test(target)) return `#${label === '' ? target.slice(1) : label}`;
  const [, group] = /^!subteam\^(S[A-Z0-9]+)$/.exec(target) ?? [];
  if (group !== undefined) return `@&${group}`;
  if (/^!/.test(target)) return label === '' ? `@${target.slice(1)}` : label;
  return undefined;
}

/** People set whole commands in code or bold, and Slack keeps the marks in the text. */
function withoutMarks(text: string): string {
  const inner = /^(```|[`*_~])(.*)\1$/s.exec(text)?.[2];
  return inner === undefined || inner.trim() === '' ? text : inner.trim();
}

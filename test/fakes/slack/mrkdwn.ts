/** What a reader makes of a text in Slack's own markup. */
export interface MrkdwnView {
  /** With links and mentions as the words they show. */
  readonly text: string;
  /** `U…`, `C…`, `S…`, `here`, `channel` or `everyone`. */
  readonly mentions: string[];
  readonly links: { url: string; label: string }[];
  /** Characters that should have been escaped. */
  readonly faults: string[];
}

/** Anything in angle brackets, or what Slack makes a link of unasked: a URL, a bare domain, a mail address. */
const pattern =
  /<([^<>\n]*)>|((?:https?|ftp):\/\/[^\s<>|\u2060]+)|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)|((?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:\/[^\s<>|]*)?)/giu;

/** Marks work only between characters that are no letters: Chinese has no spaces around them (see jsx-slack). */
const styled = /(?<![\p{L}\p{N}])([*_~`])([^\s*_~`](?:[^*_~`\n]*[^\s*_~`])?)\1(?![\p{L}\p{N}])/gu;

/** https://docs.slack.dev/messaging/formatting-message-text; in a verbatim text Slack makes no links by itself. */
export function readMrkdwn(source: string, verbatim = false): MrkdwnView {
  const view: MrkdwnView = { text: '', mentions: [], links: [], faults: [] };
  let shown = '';
  let end = 0;
  for (const match of source.matchAll(verbatim ? /<([^<>\n]*)>/g : pattern)) {
    shown += plain(source.slice(end, match.index), view.faults);
    end = match.index + match[0].length;
    const [whole, inside, url, mail, domain] = match;
    if (inside !== undefined) shown += special(inside, view);
    else {
      const target = url ?? (mail === undefined ? `http://${domain}` : `mailto:${mail}`);
      view.links.push({ url: target, label: unescapeText(whole) });
      shown += unescapeText(whole);
    }
  }
  shown += plain(source.slice(end), view.faults);
  return { ...view, text: shown.replaceAll(styled, '$2') };
}

function special(inside: string, view: MrkdwnView): string {
  const [target = '', ...rest] = inside.split('|');
  const label = rest.join('|');
  const mention = /^(?:[@#]([UWC][A-Z0-9]+)|!(here|channel|everyone|group)|!subteam\^(S[A-Z0-9]+))/.exec(
    target,
  );
  if (mention !== null) {
    const whom = mention[1] ?? mention[2] ?? mention[3] ?? '';
    view.mentions.push(whom);
    return label === '' ? `@${whom}` : label;
  }
  if (target.startsWith('!date^')) return label;
  if (!/^(?:https?:\/\/|mailto:|tel:)/.test(target)) view.faults.push(`<${inside}>`);
  view.links.push({ url: unescapeText(target), label: unescapeText(label === '' ? target : label) });
  return unescapeText(label === '' ? target : label);
}

function plain(text: string, faults: string[]): string {
  for (const [fault] of text.matchAll(/[<>]|&(?!amp;|lt;|gt;)/g)) faults.push(fault);
  return unescapeText(text);
}

/** Slack knows these three entities and no other. */
function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

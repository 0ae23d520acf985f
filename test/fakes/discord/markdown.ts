/** What a reader of Discord sees of a piece of markdown, and what in it does something. */
export interface Reading {
  /** The characters, without the marks. */
  text: string;
  readonly links: { readonly label: string; readonly url: string }[];
  /** Drawn as a mention, whether it pings or not: `@123`, `@&123`, `#123`, `@everyone`. */
  readonly mentions: string[];
  /** Every mark that was applied, with the characters it was applied to. */
  readonly marks: { readonly kind: Mark; readonly text: string }[];
}

export type Mark =
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strike'
  | 'spoiler'
  | 'code'
  | 'codeblock'
  | 'heading'
  | 'subtext'
  | 'quote'
  | 'list'
  | 'emoji'
  | 'timestamp'
  | 'command';

/** Where it stands decides what works: titles and field names know no links, mentions or blocks. */
export type Surface = 'body' | 'title';

/**
 * Reads `source` as Discord's clients do. Where clients differ it takes the reading with more links and more
 * mentions, so that a test of "nothing is clickable" is on the safe side.
 */
export function readMarkdown(source: string, surface: Surface = 'body'): Reading {
  const reading: Reading = { text: '', links: [], mentions: [], marks: [] };
  read(source, surface, reading);
  return reading;
}

function read(source: string, surface: Surface, reading: Reading): void {
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const atLineStart = at === 0 || source[at - 1] === '\n';
    const used =
      (atLineStart && surface === 'body' ? lineStart(rest, reading) : 0) ||
      (surface === 'body' ? bodyOnly(rest, reading) : 0) ||
      anywhere(rest, surface, reading);
    at += used;
  }
}

const lineMarks: readonly (readonly [RegExp, Mark])[] = [
  [/^#{1,3} +(?=\S)/, 'heading'],
  [/^-# +(?=\S)/, 'subtext'],
  [/^>>> /, 'quote'],
  [/^> /, 'quote'],
  [/^ *[-*] +(?=\S)/, 'list'],
  [/^ *\d+\. +(?=\S)/, 'list'],
];

function lineStart(rest: string, reading: Reading): number {
  for (const [pattern, kind] of lineMarks) {
    const match = pattern.exec(rest);
    if (match === null) continue;
    const line = rest.slice(match[0].length).split('\n', 1)[0] ?? '';
    reading.marks.push({ kind, text: line });
    return match[0].length;
  }
  return 0;
}

function bodyOnly(rest: string, reading: Reading): number {
  const block = /^```(?:[a-z0-9_+\-.#]+?\n)?\n*([^\n][\s\S]*?)\n*```/i.exec(rest);
  if (block !== null) return mark('codeblock', block, reading);

  const auto = /^<((?:https?|mailto|tel|sms|discord):[^\s>]+)>/i.exec(rest);
  if (auto?.[1] !== undefined) return link(auto[1], auto[1], auto[0], reading);

  const masked = /^\[((?:\\.|\[[^\]]*\]|[^[\]\\])+)\]\(\s*<?([a-z]+:[^\s)>\\]+)>?[^)]*\)/i.exec(rest);
  if (masked?.[1] !== undefined && masked[2] !== undefined) {
    const label = readMarkdown(masked[1], 'title').text;
    if (/^(https?|discord):/i.test(masked[2])) return link(label, masked[2], masked[0], reading);
  }

  const url = /^(?:https?|discord|steam):\/\/[^\s<]+/i.exec(rest);
  if (url !== null) return link(url[0], url[0], url[0], reading);

  const mention = /^<(@!?|@&|#)(\d+)>/.exec(rest);
  if (mention !== null) return mentioned(`${mention[1]?.replace('!', '')}${mention[2]}`, mention[0], reading);
  const everyone = /^@(everyone|here)/.exec(rest);
  if (everyone !== null) return mentioned(everyone[0], everyone[0], reading);

  const timestamp = /^<t:-?\d+(?::[a-zA-Z])?>/.exec(rest);
  if (timestamp !== null) return special('timestamp', timestamp[0], reading);
  const command = /^<\/[^>:]+:\d+>|^<id:[a-z-]+(?::\d+)?>/.exec(rest);
  if (command !== null) return special('command', command[0], reading);
  return 0;
}

const spans: readonly (readonly [RegExp, Mark])[] = [
  [/^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, 'bold'],
  [/^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, 'underline'],
  [/^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/, 'italic'],
  [/^_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/, 'italic'],
  [/^~~([\s\S]+?)~~(?!_)/, 'strike'],
  [/^\|\|([\s\S]+?)\|\|/, 'spoiler'],
];

function anywhere(rest: string, surface: Surface, reading: Reading): number {
  const escaped = /^\\([^0-9A-Za-z\s])/.exec(rest);
  if (escaped?.[1] !== undefined) {
    reading.text += escaped[1];
    return 2;
  }
  const code = /^(`+)([\s\S]*?[^`])\1(?!`)/.exec(rest);
  if (code?.[2] !== undefined) {
    const inside = code[2].replace(/^ (?= *`)|(?<=` *) $/g, '');
    reading.text += inside;
    reading.marks.push({ kind: 'code', text: inside });
    return code[0].length;
  }
  const emoji = /^<a?:\w+:\d+>/.exec(rest);
  if (emoji !== null) return special('emoji', emoji[0], reading);
  for (const [pattern, kind] of spans) {
    const match = pattern.exec(rest);
    if (match?.[1] === undefined) continue;
    const before = reading.text.length;
    read(match[1], surface, reading);
    reading.marks.push({ kind, text: reading.text.slice(before) });
    return match[0].length;
  }
  const [first = ''] = rest;
  reading.text += first;
  return first.length;
}

function mark(kind: Mark, match: RegExpExecArray, reading: Reading): number {
  const inside = match[1] ?? '';
  reading.text += inside;
  reading.marks.push({ kind, text: inside });
  return match[0].length;
}

function special(kind: Mark, whole: string, reading: Reading): number {
  reading.text += whole;
  reading.marks.push({ kind, text: whole });
  return whole.length;
}

function link(label: string, url: string, whole: string, reading: Reading): number {
  reading.text += label;
  reading.links.push({ label, url });
  return whole.length;
}

function mentioned(who: string, whole: string, reading: Reading): number {
  reading.text += who;
  reading.mentions.push(who);
  return whole.length;
}

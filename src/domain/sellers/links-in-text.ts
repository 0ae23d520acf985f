import { isHostOf } from '../../chat/safe-url.ts';
import { cutBetweenWords } from '../../chat/text.ts';
import { agentHosts } from './agents.ts';
import { linkHosts, marketHosts, shortLinkHosts } from './hosts.ts';

/** A link to one of the markets, or to an agent, as it stands in a text. */
export interface LinkInText {
  /** Lower case. */
  readonly host: string;
  /** Path, query and fragment, decoded where the whole link was percent-encoded; and what the text has right behind them. */
  readonly rest: string;
  /** Whether the whole link was percent-encoded. */
  readonly encoded: boolean;
  /** Where the link begins in the {@link scannable} text, and where `rest` ends. */
  readonly start: number;
  readonly end: number;
}

/** Longer than any message, and as long as any page that is read; the rest of a longer text is not looked at. */
const longestText = 65_536;
const longestHost = 200;
/** More than any message has; those behind them are not looked at. */
const mostLinks = 300;

/** Whose links are read. A link is found by its domain, since all else around it may be anything. */
const readHosts = [...linkHosts, ...shortLinkHosts, ...agentHosts];

const domains = new RegExp(
  [...linkHosts, 'tb.cn', ...agentHosts].map((host) => host.replaceAll('.', String.raw`\.`)).join('|'),
  'gi',
);

/** The schemes by which the markets' apps are opened, of links that are otherwise the same. They are read and never opened. */
const appSchemes = 'taobao|taobaolite|tmall|tbopen|wireless1688';

/** Spaces, quotes and marks end a link. Commas and Chinese words stand in the markets' own. */
const ends = String.raw`\s\p{Cc}<>"|\\^\x60{}“”„‘’「」『』《》〈〉【】〔〕、。…！＂＇（），；＜＞［］｛｜｝`;
const onward = new RegExp(`[^${ends}]{0,4096}`, 'uy');
const isEnd = new RegExp(`[${ends}]`, 'u');

/**
 * `text` as it is scanned: full-width letters, digits and the signs of links as plain ones, `&` as itself, and free of
 * invisible characters. One between two digits becomes `_`, so that no two numbers become one.
 */
export function scannable(text: string): string {
  return halfWidth(cutBetweenWords(text, longestText))
    .replaceAll('&amp;', '&')
    .replace(/(?<=\d)\p{Cf}+(?=\d)/gu, '_')
    .replace(/(?<=[a-z\d])\p{Cf}+(?=[a-z\d])/giu, ' ')
    .replace(/\p{Cf}+/gu, '');
}

/** Full-width letters, digits and the signs of links in `text` as plain ones. */
export function halfWidth(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ：／．？＝＆＃＿％－]/g, (wide) =>
    String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );
}

/**
 * The links to markets and agents in a {@link scannable} text, in their order, whatever stands around them or is glued to
 * them: with a scheme of http or of a market's app, without one, percent-encoded as a whole, also inside another one of
 * them. None with a user name, a port, another scheme or a longer domain; none inside a link to anywhere else. The time it
 * takes grows no faster than the text.
 */
export function marketLinksIn(text: string): readonly LinkInText[] {
  const found: LinkInText[] = [];
  for (const { 0: domain, index } of text.matchAll(domains)) {
    if (found.length === mostLinks) break;
    const begun = beginning(text, index);
    if (begun === undefined || isWithinForeign(text, begun)) continue;
    const rest = restAt(text, index + domain.length, begun.encoded);
    if (rest === undefined) continue;
    const host = (text.slice(begun.host, index) + domain).toLowerCase();
    found.push({ host, start: begun.start, encoded: begun.encoded > 0, ...rest });
  }
  return found;
}

interface Beginning {
  readonly start: number;
  readonly host: number;
  /** How many times the link is percent-encoded. */
  readonly encoded: number;
}

/** Where the link begins whose domain stands at `at`. */
function beginning(text: string, at: number): Beginning | undefined {
  let from = at;
  while (from > 0 && isOfHost(text.charCodeAt(from - 1))) {
    from -= 1;
    if (at - from > longestHost) return undefined;
  }
  const slash = text.charAt(from - 1) === '%' ? /^((?:25){0,2})2f/i.exec(text.slice(from, at)) : null;
  if (slash !== null) {
    const host = from + slash[0].length;
    if (host < at && text.charAt(at - 1) !== '.') return undefined;
    const lead = text.slice(Math.max(0, from - 1 - 24), from - 1);
    const scheme = /(?:https?%(?:25){0,2}3a)?%(?:25){0,2}2f$/i.exec(lead);
    if (scheme === null) return undefined;
    return { start: from - 1 - scheme[0].length, host, encoded: 1 + (slash[1]?.length ?? 0) / 2 };
  }
  if (from < at && text.charAt(at - 1) !== '.') return undefined;
  const loose = /^.*\.\.|^[.-]+/.exec(text.slice(from, at))?.[0].length ?? 0;
  const host = from + loose;
  if (loose > 0) return { start: host, host, encoded: 0 };
  const start = startOf(text, host, host < at);
  return start === undefined ? undefined : { start, host, encoded: 0 };
}

/** Whether a code unit is an ASCII letter, a digit, a full stop or a hyphen. */
function isOfHost(code: number): boolean {
  const letter = code | 0x20;
  return (
    (letter >= 0x61 && letter <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x2e || code === 0x2d
  );
}

const schemeAtEnd = new RegExp(String.raw`(?:https?|(?<![a-z\d][+.-]*)(?:${appSchemes})):\/\/$`, 'i');

/** How far back the beginning of a link around another is looked for, in characters. */
const longestAround = 2048;

/** The schemes and hosts of the links that a link may stand in. */
const linksAround =
  /([a-z][a-z\d+.-]{0,30})(?::\/\/|%(?:25){0,4}3a%(?:25){0,4}2f%(?:25){0,4}2f)([^/?#%\s]*)/gi;
const isAppScheme = new RegExp(`^(?:${appSchemes})$`, 'i');

/** Whether a link stands within one that leads elsewhere, which says nothing of where that leads. */
function isWithinForeign(text: string, { start, encoded }: Beginning): boolean {
  const before = text.slice(Math.max(0, start - longestAround), start);
  // With a scheme of its own and no parameter before it, it is only glued to what stands before it.
  const isValue = encoded > 0 || /(?:=|%(?:25)*3d)$/i.test(before);
  if (!isValue && /^[a-z\d]+:\/\//i.test(text.slice(start, start + 20))) return false;
  // From the end, character by character: an expression would look again from each of them.
  let from = before.length;
  while (from > 0 && !isEnd.test(before.charAt(from - 1))) from -= 1;
  return [...before.slice(from).matchAll(linksAround)].some(
    // An app opens what is its own, by whatever host: `tmall://page.tm/appLink?h5Url=…`.
    ({ 1: scheme = '', 2: host = '' }) =>
      !isAppScheme.test(scheme) && !isHostOf(host.toLowerCase().replace(/:443$/, ''), readHosts),
  );
}

/** Where a link begins whose host begins at `host`; `undefined` where that is the middle of something else. */
function startOf(text: string, host: number, hasLabels: boolean): number | undefined {
  const lead = text.slice(Math.max(0, host - 20), host);
  const scheme = schemeAtEnd.exec(lead)?.[0].length;
  if (scheme !== undefined) return host - scheme;
  if (/[a-z][a-z\d+.-]*:\/\/$/i.test(lead)) return undefined;
  if (lead.endsWith('//')) return host - 2;
  if (/[/\\@]$/.test(lead)) return undefined;
  // Glued to a word, a domain without a label before it may be the end of another.
  return hasLabels || !/[\p{L}\p{N}]_*$/u.test(lead) ? host : undefined;
}

function restAt(text: string, at: number, encoded: number): Pick<LinkInText, 'rest' | 'end'> | undefined {
  const begins = encoded > 0 ? /%(?:25){0,2}(?:2f|3f|23)/iy : /(?::443)?[/?#]/y;
  begins.lastIndex = at;
  if (!begins.test(text)) return undefined;
  onward.lastIndex = at;
  const raw = onward.exec(text)?.[0] ?? '';
  const own = untilNext(encoded > 0 ? (/^[^&?#]*/.exec(raw)?.[0] ?? '') : raw);
  let rest = own.replace(/^:443/, '');
  for (let times = 0; times < encoded; times += 1) rest = decoded(rest);
  return { rest, end: at + own.length };
}

/** As far as no other link begins, unless it is the value of a parameter. */
function untilNext(rest: string): string {
  for (const { index } of rest.matchAll(/https?(?::\/\/|%3a%2f%2f)/gi)) {
    if (index > 0 && !/(?:=|%(?:25)*3d)$/i.test(rest.slice(Math.max(0, index - 8), index)))
      return rest.slice(0, index);
  }
  return rest;
}

/** What may be in another encoding than UTF-8 stays as it is: ids and the signs of links are ASCII. */
function decoded(text: string): string {
  return text.replace(/%([2-7][\da-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** An order's id, on 1688 and on Taobao. */
export const orderIdForm = /^\d{6,19}$/;

/**
 * The parameters by which pages about an order name it: `trade.1688.com/order/new_step_order_detail.htm?orderId=…`,
 * `air.1688.com/app/ctf-page/trade-order-detail/index.html?orderId=…`, `…/buyer_order_print.htm?order_id=…`;
 * `trade.taobao.com/trade/detail/trade_order_detail.htm?biz_order_id=…`, `trade.tmall.com/detail/orderDetail.htm?bizOrderId=…`.
 */
const parameters = /[?&#!;](?:biz_?)?order_?id=(\d*)(?![a-z\d]|[._-]+\d)/gi;

/** The different ids of orders that a link to `host` has; one that is no id stands among them as it is. */
export function orderIdsIn(host: string, rest: string): readonly string[] {
  if (!isHostOf(host, marketHosts)) return [];
  return [...new Set(Array.from(rest.matchAll(parameters), ({ 1: id = '' }) => id))];
}

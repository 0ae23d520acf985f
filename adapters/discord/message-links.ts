/** Whatever may be a link: as much of a text as a link's characters go on (RFC 3986), however many follow each other. */
const runs = /https?:\/\/[!#-;=?-[\]_a-z~]+/gi;
/** What ends a sentence or a mark rather than a link. */
const endings = ".,;:!?'*~";
/** More pairs of brackets than this are no remarks. */
const mostRemarks = 4;

/**
 * The links in `text`, in their order, out of whatever Discord's markdown or a sentence puts around them:
 * `**https://…**`, `<https://…>`, `[words](https://…)`, `||https://…||`, lists, quotes, punctuation of any language.
 */
export function linksIn(text: string): string[] {
  const links: string[] = [];
  for (const { 0: run, index } of text.matchAll(runs)) {
    // Nothing need stand between two of them.
    const starts = [...run.matchAll(/https?:\/\//gi)].map((one) => one.index);
    for (const [at, start] of starts.entries()) {
      const piece = run.slice(start, starts[at + 1]);
      const link = linkIn(piece, start === 0 ? openedBefore(text, index) : 0);
      // What stands in brackets of its own may be the link's or a remark on it.
      const brackets = [...link.matchAll(/[([]/g)].slice(0, mostRemarks);
      links.push(link, ...brackets.map((bracket) => withoutEnding(link.slice(0, bracket.index))));
    }
  }
  return links.filter((link) => /^https?:\/\/[^/?#]/i.test(link));
}

/** As many underscores as stand before a link may stand after it: they are a mark there, and a link may end with some. */
function openedBefore(text: string, index: number): number {
  let opened = 0;
  while (opened < 3 && text.charAt(index - 1 - opened) === '_') opened += 1;
  return opened;
}

function linkIn(piece: string, underscores: number): string {
  const [words = ''] = piece.split(/\*\*|~~/, 1);
  const link = withoutEnding(words.slice(0, endOfBalanced(words)));
  let end = link.length;
  for (let left = underscores; left > 0 && link.charAt(end - 1) === '_'; left -= 1) end -= 1;
  return link.slice(0, end);
}

function withoutEnding(words: string): string {
  let end = words.length;
  while (end > 0 && endings.includes(words.charAt(end - 1))) end -= 1;
  return words.slice(0, end);
}

/** Where the first bracket stands that has no partner within the link. */
function endOfBalanced(words: string): number {
  const open: { readonly at: number; readonly closing: string }[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const character = words.charAt(at);
    if (character === '(') open.push({ at, closing: ')' });
    if (character === '[') open.push({ at, closing: ']' });
    if (character !== ')' && character !== ']') continue;
    if (open.at(-1)?.closing !== character) return open[0]?.at ?? at;
    open.pop();
  }
  return open[0]?.at ?? words.length;
}

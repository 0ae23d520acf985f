import { escapeHtml, linkTo } from './preview-html.ts';

/** Draws one mark: the HTML, and how much of the source it took. */
type Mark = readonly [RegExp, (match: RegExpExecArray) => string];

/** The marks that this adapter writes; it writes no others. */
const marks: readonly Mark[] = [
  [/^```\n([\s\S]*?)\n```/, ([, code = '']) => `<pre class="dc-block">${escapeHtml(code)}</pre>`],
  [/^\\([^0-9A-Za-z\s])/, ([, character = '']) => escapeHtml(character)],
  [
    /^\[((?:\\.|[^\]\\])+)\]\(([^)]+)\)/,
    ([, label = '', url = '']) => `<a ${linkTo(url)}>${inline(label)}</a>`,
  ],
  [/^(`{1,2})([\s\S]*?[^`])\1(?!`)/, ([, , code = '']) => `<code class="dc-code">${escapeHtml(code)}</code>`],
  [/^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, ([, bold = '']) => `<b>${inline(bold)}</b>`],
  [/^<@(\d+)>/, ([, id = '']) => `<span class="dc-mention">@${escapeHtml(id)}</span>`],
];

/** `markdown` of this adapter as HTML, as Discord would draw it. Every word is escaped. */
export function markdownHtml(markdown: string): string {
  const parts = markdown.split(/(```\n[\s\S]*?\n```)/);
  return parts.map((part, index) => (index % 2 === 1 ? inline(part) : lines(part))).join('');
}

function lines(markdown: string): string {
  return markdown
    .split('\n')
    .map((line) => {
      if (line.startsWith('- ')) return `<div class="dc-item">${inline(line.slice(2))}</div>`;
      if (line.startsWith('-# ')) return `<div class="dc-small">${inline(line.slice(3))}</div>`;
      return inline(line);
    })
    .join('\n')
    .replaceAll(/(?<=<\/div>)\n|\n(?=<div class="dc-item">)/g, '');
}

/** Marks inside a line, without those of whole lines: also for titles. */
export function inline(markdown: string): string {
  let html = '';
  let rest = markdown;
  while (rest !== '') {
    const drawn = drawFirst(rest);
    html += drawn.html;
    rest = rest.slice(drawn.length);
  }
  return html;
}

function drawFirst(rest: string): { html: string; length: number } {
  for (const [pattern, draw] of marks) {
    const match = pattern.exec(rest);
    if (match !== null) return { html: draw(match), length: match[0].length };
  }
  const [character = ''] = rest;
  return { html: escapeHtml(character), length: character.length };
}

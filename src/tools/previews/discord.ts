import { drawDiscordCard } from '../../../adapters/discord/cards.ts';
import { drawnPng } from '../../../adapters/discord/files.ts';
import { drawGalleryMessage } from '../../../adapters/discord/gallery-message.ts';
import type {
  ActionRow,
  Attachment,
  Button,
  Component,
  Container,
  DrawnFile,
  DrawnMessage,
  DrawnPicture,
  Embed,
  LinkButton,
  Select,
} from '../../../adapters/discord/message.ts';
import type { ReadyCard } from '../../chat/card.ts';
import type { Visibility } from '../../chat/invocation.ts';
import { allWords } from '../../languages/index.ts';
import type { Language } from '../../runtime/language.ts';

/** Discord's dark theme, near enough for a preview. Loads nothing: the fonts are the reader's own. */
const css = `
.dc { background: #313338; color: #dbdee1; padding: 16px; font: 16px/1.375 "gg sans", "Noto Sans", "Noto Sans CJK SC", "Helvetica Neue", Helvetica, Arial, sans-serif }
.dc-message { display: grid; grid-template-columns: 40px minmax(0, 1fr); gap: 0 16px; max-width: 720px }
.dc-avatar { width: 40px; height: 40px; border-radius: 50%; background: #5865f2; color: #fff; display: grid; place-items: center; font-weight: 600 }
.dc-name { color: #f2f3f5; font-weight: 500; margin-right: 6px }
.dc-app { background: #5865f2; color: #fff; border-radius: 4px; padding: 1px 5px; font-size: 10px; font-weight: 600; vertical-align: 2px; margin-right: 6px }
.dc-time, .dc-only, .dc-small { color: #949ba4; font-size: 12px }
.dc-content { white-space: pre-wrap; overflow-wrap: anywhere }
.dc-mention { background: rgba(88, 101, 242, .3); color: #c9cdfb; border-radius: 3px; padding: 0 2px }
.dc-embed { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 16px; max-width: 516px; box-sizing: border-box; margin-top: 6px; padding: 10px 16px 14px 12px; background: #2b2d31; border-left: 4px solid; border-radius: 4px; font-size: 14px; line-height: 1.3 }
.dc-container { box-sizing: border-box; max-width: 600px; margin-top: 6px; padding: 8px 16px 16px; background: #2b2d31; border: 1px solid #3f4147; border-left: 4px solid; border-radius: 8px; font-size: 14px }
.dc-section { display: flex; gap: 12px; justify-content: space-between; margin-top: 8px }
.dc-section > div { min-width: 0 }
.dc-thumbnail { flex: none; width: 85px; height: 85px; border-radius: 8px; object-fit: cover; background: #1e1f22 }
.dc-title { color: #f2f3f5; font-size: 16px; font-weight: 600; margin-top: 6px; overflow-wrap: anywhere }
.dc a { color: #00a8fc; text-decoration: none }
.dc-text { white-space: pre-wrap; overflow-wrap: anywhere; margin-top: 8px }
.dc-item { display: list-item; margin-left: 20px; white-space: pre-wrap }
.dc-fields { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 8px; margin-top: 8px }
.dc-field { grid-column: 1 / -1 }
.dc-field.dc-inline { grid-column: auto }
.dc-label { color: #f2f3f5; font-weight: 600; overflow-wrap: anywhere }
.dc-value { white-space: pre-wrap; overflow-wrap: anywhere }
.dc-code, .dc-block { background: #1e1f22; border-radius: 4px; font: 13px/1.3 Consolas, "Noto Sans Mono", Menlo, monospace }
.dc-code { padding: 2px 4px }
.dc-block { margin: 6px 0 0; padding: 8px; border: 1px solid #1e1f22; white-space: pre-wrap; overflow-wrap: anywhere }
.dc-thumb { grid-column: 2; grid-row: 1; width: 80px; height: 80px; margin-top: 8px; border-radius: 4px; object-fit: cover }
.dc-image { grid-column: 1 / -1; width: 300px; max-width: 100%; margin-top: 16px; border-radius: 4px; image-rendering: pixelated }
.dc-footer { grid-column: 1 / -1; margin-top: 8px; font-size: 12px; font-weight: 500; overflow-wrap: anywhere }
.dc-row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px }
.dc .dc-button { background: #4e5058; color: #fff; border-radius: 3px; padding: 7px 16px; font-size: 14px; font-weight: 500 }
.dc .dc-button.dc-primary { background: #5865f2 }
.dc .dc-button.dc-danger { background: #da373c }
.dc-select { background: #1e1f22; color: #949ba4; border-radius: 4px; padding: 9px 12px; min-width: 240px; font-size: 14px; display: flex; justify-content: space-between }
.dc-file { background: #2b2d31; border: 1px solid #1e1f22; border-radius: 8px; padding: 12px; margin-top: 6px; max-width: 400px; color: #00a8fc }
`;

/**
 * How Discord would draw a card, from the very message that the bot would send: HTML without scripts that loads nothing but
 * the card's own picture. Escapes every word.
 */
export const discordPreview = {
  name: 'Discord',
  css,
  draw(card: ReadyCard, language: Language, visibility: Visibility): string {
    const gallery = drawGalleryMessage(card);
    const words = allWords[language].previews.inServer;
    return [
      '<div class="dc"><div class="dc-message">',
      '<div class="dc-avatar" aria-hidden="true">s</div><div>',
      `<div><span class="dc-name">shoptalk</span><span class="dc-app">${escapeHtml(words.app)}</span>`,
      `<span class="dc-time">${escapeHtml(words.time)}</span></div>`,
      gallery === undefined ? drawEmbeds(drawDiscordCard(card, 'attached')) : drawTree(gallery.components),
      visibility === 'asker' ? `<div class="dc-only">${escapeHtml(words.onlyYou)}</div>` : '',
      '</div></div></div>',
    ].join('');
  },
};

function drawEmbeds(drawn: DrawnMessage): string {
  const { content, embeds, components } = drawn.message;
  return [
    content === '' ? '' : `<div class="dc-content">${markdownHtml(content)}</div>`,
    ...embeds.map((embed) => drawEmbed(embed, drawn)),
    drawFiles(drawn),
    ...components.map(drawRow),
  ].join('');
}

function drawTree(containers: readonly Container[]): string {
  return containers
    .map(({ accent_color, components }) => {
      const color = `#${accent_color.toString(16).padStart(6, '0')}`;
      return `<div class="dc-container" style="border-color:${color}">${components.map(drawPart).join('')}</div>`;
    })
    .join('');
}

function drawPart(component: Component): string {
  if (component.type === 1) return drawRow(component);
  if (component.type === 10) return `<div class="dc-text">${markdownHtml(component.content)}</div>`;
  const { media, description } = component.accessory;
  const words = component.components.map(drawPart).join('');
  return `<div class="dc-section"><div>${words}</div>${drawImage('dc-thumbnail', media.url, description)}</div>`;
}

function drawEmbed(embed: Embed, drawn: DrawnMessage): string {
  const color = `#${embed.color.toString(16).padStart(6, '0')}`;
  const title = inline(embed.title ?? '');
  const linked = embed.url === undefined ? title : `<a ${linkTo(embed.url)}>${title}</a>`;
  return [
    `<div class="dc-embed" style="border-color:${color}"><div>`,
    title === '' ? '' : `<div class="dc-title">${linked}</div>`,
    embed.description === undefined ? '' : `<div class="dc-text">${markdownHtml(embed.description)}</div>`,
    embed.fields === undefined ? '' : `<div class="dc-fields">${embed.fields.map(drawField).join('')}</div>`,
    '</div>',
    embed.thumbnail === undefined ? '' : drawImage('dc-thumb', embed.thumbnail.url, ''),
    embed.image === undefined ? '' : drawAttached(embed.image.url, drawn),
    embed.footer === undefined ? '' : `<div class="dc-footer">${escapeHtml(embed.footer.text)}</div>`,
    '</div>',
  ].join('');
}

function drawField({ name, value, inline: besides }: NonNullable<Embed['fields']>[number]): string {
  const look = besides ? 'dc-field dc-inline' : 'dc-field';
  return `<div class="${look}"><div class="dc-label">${inline(name)}</div><div class="dc-value">${markdownHtml(value)}</div></div>`;
}

function drawImage(look: string, source: string, alt: string): string {
  return `<img class="${look}" src="${escapeHtml(source)}" alt="${escapeHtml(alt)}" referrerpolicy="no-referrer">`;
}

function drawAttached(url: string, { message, files }: DrawnMessage): string {
  const name = url.slice('attachment://'.length);
  const file = files.find(({ filename }) => filename === name);
  return file === undefined || !isPicture(file) ? '' : drawMade(file, message.attachments);
}

function isPicture(file: DrawnFile): file is DrawnPicture {
  return file.kind === 'qr' || file.kind === 'chart';
}

function drawMade(file: DrawnPicture, attachments: readonly Attachment[]): string {
  const alt = attachments.find(({ filename }) => filename === file.filename)?.description ?? '';
  return drawImage('dc-image', `data:image/png;base64,${drawnPng(file).toString('base64')}`, alt);
}

/** Files that no embed shows. */
function drawFiles({ message, files }: DrawnMessage): string {
  const shown = message.embeds.map((embed) => embed.image?.url);
  return files
    .filter(({ filename }) => !shown.includes(`attachment://${filename}`))
    .map((file) =>
      isPicture(file)
        ? drawMade(file, message.attachments)
        : `<div class="dc-file">📄 ${escapeHtml(file.filename)}</div>`,
    )
    .join('');
}

function drawRow({ components }: ActionRow): string {
  return `<div class="dc-row">${components.map(drawComponent).join('')}</div>`;
}

function drawComponent(component: Button | LinkButton | Select): string {
  if (component.type === 3) {
    return `<span class="dc-select">${escapeHtml(component.placeholder ?? '')}<span>▾</span></span>`;
  }
  const label = escapeHtml(component.label);
  if (component.style === 5) return `<a class="dc-button" ${linkTo(component.url)}>${label} ↗</a>`;
  const look = component.style === 1 ? ' dc-primary' : component.style === 4 ? ' dc-danger' : '';
  return `<span class="dc-button${look}">${label}</span>`;
}

/** Draws one mark: the HTML, and how much of the source it took. */
type Mark = readonly [RegExp, (match: RegExpExecArray) => string];

/** All marks that Discord's adapter writes. */
const marks: readonly Mark[] = [
  [/^```\n([\s\S]*?)\n```/, ([, code = '']) => `<pre class="dc-block">${escapeHtml(code)}</pre>`],
  [/^\\([^0-9A-Za-z\s])/, ([, character = '']) => escapeHtml(character)],
  [
    /^\[((?:\\.|[^\]\\])+)\]\(([^)]+)\)/,
    ([, label = '', url = '']) => `<a ${linkTo(url)}>${inline(label)}</a>`,
  ],
  [/^(`{1,2})([\s\S]*?[^`])\1(?!`)/, ([, , code = '']) => `<code class="dc-code">${escapeHtml(code)}</code>`],
  [/^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, ([, bold = '']) => `<b>${inline(bold)}</b>`],
  [/^<t:(-?\d+):f>/, ([, seconds = '']) => `<time>${escapeHtml(timeOf(Number(seconds)))}</time>`],
  [/^<@&?(\d+)>/, ([, id = '']) => `<span class="dc-mention">@${escapeHtml(id)}</span>`],
];

/** Discord writes it in the reader's zone and language, which a preview on the server does not know. */
function timeOf(seconds: number): string {
  const ms = seconds * 1000;
  return Math.abs(ms) <= 8.64e15 ? `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC` : '';
}

/** Markdown of Discord's adapter as HTML, the way Discord would draw it. Escapes every word. */
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
function inline(markdown: string): string {
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

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** `text` as HTML that shows just that, in an element or in a quoted attribute. */
function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** The attributes of an anchor that opens `url` beside the page. */
function linkTo(url: string): string {
  return `href="${escapeHtml(url)}" target="_blank" rel="noopener noreferrer"`;
}

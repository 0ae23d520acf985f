import type { ReadyCard } from '../../src/chat/card.ts';
import type { Visibility } from '../../src/chat/invocation.ts';
import type { Language } from '../../src/chat/language.ts';
import { drawCard } from './cards.ts';
import { pictureOf } from './files.ts';
import type {
  ActionRow,
  Attachment,
  Button,
  DrawnCard,
  DrawnFile,
  DrawnPicture,
  Embed,
  LinkButton,
  Select,
} from './message.ts';
import { previewCss } from './preview-css.ts';
import { escapeHtml, linkTo } from './preview-html.ts';
import { inline, markdownHtml } from './preview-markdown.ts';

/** What the frame around a message says, in the language of its reader. */
const frame = {
  en: { onlyYou: 'Only you can see this', app: 'APP', time: 'Today at 11:09' },
  'zh-CN': { onlyYou: '只有您可以看见', app: '应用', time: '今天 11:09' },
} as const;

/**
 * How Discord would draw a card, from the very message that is sent to Discord, as HTML without scripts that
 * fetches nothing but the card's own picture. Every word in it is escaped.
 */
export const discordPreview = {
  name: 'Discord',
  css: previewCss,
  draw(card: ReadyCard, language: Language, visibility: Visibility): string {
    const drawn = drawCard(card, 'attached');
    const { message } = drawn;
    const words = frame[language];
    const content =
      message.content === '' ? '' : `<div class="dc-content">${markdownHtml(message.content)}</div>`;
    return [
      '<div class="dc"><div class="dc-message">',
      '<div class="dc-avatar" aria-hidden="true">s</div><div>',
      `<div><span class="dc-name">shoptalk</span><span class="dc-app">${escapeHtml(words.app)}</span>`,
      `<span class="dc-time">${escapeHtml(words.time)}</span></div>`,
      content,
      message.embeds.map((embed) => drawEmbed(embed, drawn)).join(''),
      drawFiles(drawn),
      message.components.map(drawRow).join(''),
      visibility === 'asker' ? `<div class="dc-only">${escapeHtml(words.onlyYou)}</div>` : '',
      '</div></div></div>',
    ].join('');
  },
};

function drawEmbed(embed: Embed, drawn: DrawnCard): string {
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

function drawAttached(url: string, { message, files }: DrawnCard): string {
  const name = url.slice('attachment://'.length);
  const file = files.find(({ filename }) => filename === name);
  return file === undefined || !isPicture(file) ? '' : drawMade(file, message.attachments);
}

function isPicture(file: DrawnFile): file is DrawnPicture {
  return file.kind === 'qr' || file.kind === 'chart';
}

function drawMade(file: DrawnPicture, attachments: readonly Attachment[]): string {
  const alt = attachments.find(({ filename }) => filename === file.filename)?.description ?? '';
  return drawImage('dc-image', `data:image/png;base64,${pictureOf(file).toString('base64')}`, alt);
}

/** Files that no embed shows. */
function drawFiles({ message, files }: DrawnCard): string {
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

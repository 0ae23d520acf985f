import { renderSVG } from 'uqr';
import type { ReadyCard } from '../../src/chat/card.ts';
import type { Visibility } from '../../src/chat/invocation.ts';
import type { Language } from '../../src/chat/language.ts';
import type { ActionElement, PlainOrBold, RichBlockElement, RichInline, SlackBlock } from './blocks.ts';
import { drawCard } from './cards.ts';
import { type PictureBlock, picturesOf, pngOf } from './pictures.ts';
import { previewCss } from './preview-css.ts';

/** What the frame around a message says, in the language of its reader. */
const frame = {
  en: { onlyYou: 'Only visible to you', app: 'App', time: '11:09 AM' },
  'zh-CN': { onlyYou: '仅对您可见', app: '应用', time: '上午11:09' },
} as const;

/**
 * How Slack would draw a card, from the very blocks that are sent to Slack, as HTML without scripts that
 * fetches nothing but the card's own picture. Every word in it is escaped.
 */
export const slackPreview = {
  name: 'Slack',
  css: previewCss,
  draw(card: ReadyCard, language: Language, visibility: Visibility): string {
    const pictures = picturesOf(card).map((block, at) => ({ block, fileId: `F${at}` }));
    const { blocks } = drawCard(card, new Map(pictures.map(({ block, fileId }) => [block, { fileId }])));
    const images = new Map(pictures.map(({ block, fileId }) => [fileId, imageOf(block)]));
    const words = frame[language];
    return [
      '<div class="sl"><div class="sl-message">',
      visibility === 'asker' ? `<div class="sl-only">${escapeHtml(words.onlyYou)}</div>` : '',
      '<div class="sl-avatar" aria-hidden="true">s</div><div>',
      `<div class="sl-who"><span class="sl-name">shoptalk</span><span class="sl-app">${escapeHtml(words.app)}</span>`,
      `<span class="sl-time">${escapeHtml(words.time)}</span></div>`,
      `<div class="sl-blocks">${blocks.map((block) => drawBlock(block, images)).join('')}</div>`,
      card.file === undefined ? '' : `<div class="sl-file">📄 ${escapeHtml(card.file.name)}</div>`,
      '</div></div></div>',
    ].join('');
  },
};

function drawBlock(block: SlackBlock, images: ReadonlyMap<string, string>): string {
  switch (block.type) {
    case 'header':
      return `<div class="sl-header">${escapeHtml(block.text.text)}</div>`;
    case 'section': {
      const text =
        block.text === undefined ? '' : `<div class="sl-text">${escapeHtml(block.text.text)}</div>`;
      const fields =
        block.fields === undefined
          ? ''
          : `<div class="sl-fields">${block.fields.map(drawCell).join('')}</div>`;
      const image = block.accessory;
      const thumb =
        image === undefined
          ? ''
          : `<img class="sl-thumb" src="${escapeHtml(image.image_url)}" alt="${escapeHtml(image.alt_text)}" referrerpolicy="no-referrer">`;
      return `<div class="sl-section"><div>${text}${fields}</div>${thumb}</div>`;
    }
    case 'rich_text':
      return `<div>${block.elements.map(drawRich).join('')}</div>`;
    case 'image':
      return images.get(block.slack_file.id) ?? '';
    case 'actions':
      return `<div class="sl-actions">${block.elements.map(drawAction).join('')}</div>`;
    case 'context':
      return `<div class="sl-context">${block.elements.map(({ text }) => escapeHtml(text)).join(' ')}</div>`;
  }
}

function drawCell(cell: PlainOrBold): string {
  const bold = cell.type === 'mrkdwn' ? /^\*(.+)\*$/.exec(cell.text)?.[1] : undefined;
  return `<div class="sl-text">${bold === undefined ? escapeHtml(cell.text) : `<b>${escapeHtml(bold)}</b>`}</div>`;
}

function drawRich(element: RichBlockElement): string {
  switch (element.type) {
    case 'rich_text_section':
      return `<div class="sl-text">${element.elements.map(drawInline).join('')}</div>`;
    case 'rich_text_list': {
      const items = element.elements.map((item) => `<li>${item.elements.map(drawInline).join('')}</li>`);
      return `<ul class="sl-list">${items.join('')}</ul>`;
    }
    case 'rich_text_preformatted':
      return `<pre class="sl-pre">${element.elements.map(({ text }) => escapeHtml(text)).join('')}</pre>`;
  }
}

function drawInline(element: RichInline): string {
  if (element.type === 'user') return `<span class="sl-mention">@${escapeHtml(element.user_id)}</span>`;
  const words = escapeHtml(element.type === 'link' ? (element.text ?? element.url) : element.text);
  const coded = element.style?.code === true ? `<code class="sl-code">${words}</code>` : words;
  const styled = element.style?.bold === true ? `<b>${coded}</b>` : coded;
  return element.type === 'link' ? `<a ${linkTo(element.url)}>${styled}</a>` : styled;
}

function drawAction(element: ActionElement): string {
  if (element.type === 'static_select') {
    return `<span class="sl-select">${escapeHtml(element.placeholder.text)} ▾</span>`;
  }
  const look = `sl-button${element.style === undefined ? '' : ` sl-${element.style}`}`;
  const words = escapeHtml(element.text.text);
  return element.url === undefined
    ? `<span class="${look}">${words}</span>`
    : `<a class="${look}" ${linkTo(element.url)}>${words}</a>`;
}

function linkTo(url: string): string {
  return `href="${escapeHtml(url)}" target="_blank" rel="noopener noreferrer"`;
}

/** As it is uploaded; a QR code as lines instead, which stay sharp at any size. */
function imageOf(block: PictureBlock): string {
  const source =
    block.kind === 'qr'
      ? inline('svg+xml', Buffer.from(renderSVG(block.of, { ecc: 'L', border: 4 })))
      : inline('png', pngOf(block));
  return `<img class="sl-${block.kind}" src="${source}" alt="${escapeHtml(block.alt)}">`;
}

function inline(type: string, bytes: Buffer): string {
  return `data:image/${type};base64,${bytes.toString('base64')}`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

import { renderSVG } from 'uqr';
import { everyKind } from '../../../adapters/slack/block-kinds.ts';
import type {
  ActionElement,
  CardBlock,
  ImageElement,
  Mrkdwn,
  NewerBlock,
  PlainOrBold,
  RichBlockElement,
  RichInline,
  SlackBlock,
  SlackTableCell,
} from '../../../adapters/slack/blocks.ts';
import { drawSlackCard } from '../../../adapters/slack/cards.ts';
import { type PictureBlock, picturesOf, pngOf } from '../../../adapters/slack/pictures.ts';
import { readableText } from '../../../adapters/slack/rich-text.ts';
import type { ReadyCard } from '../../chat/card.ts';
import type { Visibility } from '../../chat/invocation.ts';
import { allWords } from '../../languages/index.ts';
import type { Language } from '../../runtime/language.ts';

/** Slack's desktop look, light: measures and colours as its web client has them. */
const css = `
.sl{box-sizing:border-box;padding:12px 20px;background:#fff;color:#1d1c1d;font:15px/1.46668 Lato,"Noto Sans","Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",Helvetica,Arial,sans-serif;font-variant-ligatures:common-ligatures}
.sl *{box-sizing:border-box}
.sl-message{display:grid;grid-template-columns:36px minmax(0,1fr);gap:0 8px}
.sl-avatar{width:36px;height:36px;border-radius:4px;background:#1f2937;color:#fff;font-weight:900;font-size:18px;line-height:36px;text-align:center}
.sl-only{grid-column:2;color:#616061;font-size:12px;line-height:1.5}
.sl-who{display:flex;align-items:baseline;gap:6px;line-height:1.46668}
.sl-name{font-weight:900}
.sl-app{padding:1px 3px;border-radius:2px;background:#dddddd;color:#616061;font-size:10px;font-weight:700;line-height:1.25;text-transform:uppercase}
.sl-time{color:#616061;font-size:12px}
.sl-blocks{margin-top:4px;max-width:600px}
.sl-blocks>*{margin:4px 0 8px}
.sl a{color:#1264a3;text-decoration:none}
.sl a:hover{text-decoration:underline}
.sl-header{font-size:18px;font-weight:900;line-height:1.33334;overflow-wrap:anywhere}
.sl-text{white-space:pre-wrap;overflow-wrap:anywhere}
.sl-section{display:flex;gap:16px}
.sl-section>:first-child{flex:1;min-width:0}
.sl-fields{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:4px 16px;align-content:start}
.sl-thumb{flex:none;width:88px;height:88px;border-radius:4px;object-fit:cover;background:#f8f8f8}
.sl-code{padding:2px 3px 1px;border:1px solid rgba(29,28,29,.13);border-radius:3px;background:rgba(29,28,29,.04);color:#c01343;font:12px/1.5 Monaco,Menlo,Consolas,"Courier New",monospace;overflow-wrap:anywhere}
.sl-pre{margin:4px 0;padding:8px;border:1px solid rgba(29,28,29,.13);border-radius:4px;background:rgba(29,28,29,.04);font:12px/1.50001 Monaco,Menlo,Consolas,"Courier New",monospace;white-space:pre-wrap;overflow-wrap:anywhere}
.sl-list{margin:0;padding-left:26px}
.sl-mention{padding:0 2px 1px;border-radius:3px;background:rgba(242,199,68,.4);color:#1264a3}
.sl-qr{display:block;width:min(360px,100%);height:auto;padding:8px;border:1px solid rgba(29,28,29,.13);border-radius:8px;background:#fff}
.sl-chart{display:block;width:min(480px,100%);height:auto;border:1px solid rgba(29,28,29,.13);border-radius:8px}
.sl-file{margin-top:6px;max-width:400px;padding:12px;border:1px solid rgba(29,28,29,.13);border-radius:8px;color:#1264a3}
.sl-actions{display:flex;flex-wrap:wrap;gap:8px}
.sl-button,.sl-select{display:inline-block;max-width:100%;height:36px;padding:0 12px;border:1px solid rgba(29,28,29,.3);border-radius:4px;background:#fff;color:#1d1c1d;font-size:15px;font-weight:700;line-height:34px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.sl .sl-button{color:#1d1c1d;text-decoration:none}
.sl .sl-primary{border-color:#007a5a;background:#007a5a;color:#fff}
.sl .sl-danger{border-color:#e01e5a;background:#e01e5a;color:#fff}
.sl-select{min-width:160px;font-weight:400}
.sl-carousel{display:flex;gap:8px;overflow-x:auto;padding-bottom:6px}
.sl-card{flex:none;display:flex;flex-direction:column;width:220px;border:1px solid rgba(29,28,29,.13);border-radius:8px;overflow:hidden}
.sl-hero{display:block;width:100%;height:132px;object-fit:cover;background:#f8f8f8}
.sl-card-words{flex:1;padding:8px 12px;font-size:13px}
.sl-card b.sl-text{display:block;font-size:15px}
.sl-card .sl-actions{padding:0 12px 12px}
.sl-scroll{overflow-x:auto}
.sl-table{border-collapse:collapse;font-size:13px}
.sl-table th,.sl-table td{padding:6px 10px;border:1px solid rgba(29,28,29,.13);text-align:left;vertical-align:top}
.sl-table th{background:#f8f8f8}
.sl-table .sl-right{text-align:right;white-space:nowrap}
.sl-visual{width:min(480px,100%);padding:12px;border:1px solid rgba(29,28,29,.13);border-radius:8px}
.sl-bars{display:flex;align-items:flex-end;gap:12px;margin-top:8px}
.sl-bar{display:flex;flex-direction:column;align-items:center;font-size:12px;color:#616061}
.sl-bar i{width:36px;border-radius:3px 3px 0 0;background:#1264a3}
.sl-context{color:#616061;font-size:13px;line-height:1.38463;overflow-wrap:anywhere}
`.trim();

/**
 * How Slack would draw a card, from the very blocks that are sent to Slack, as HTML without scripts that
 * fetches nothing but the card's own picture. Every word in it is escaped.
 */
export const slackPreview = {
  name: 'Slack',
  css,
  draw(card: ReadyCard, language: Language, visibility: Visibility): string {
    const pictures = picturesOf(card, everyKind).map((block, at) => ({ block, fileId: `F${at}` }));
    const drawn = new Map(pictures.map(({ block, fileId }) => [block, { fileId }]));
    const { blocks } = drawSlackCard(card, drawn, undefined, everyKind);
    const images = new Map(pictures.map(({ block, fileId }) => [fileId, imageOf(block)]));
    const words = allWords[language].previews.inWorkspace;
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
      const text = block.text === undefined ? '' : `<div class="sl-text">${drawText(block.text)}</div>`;
      const fields =
        block.fields === undefined
          ? ''
          : `<div class="sl-fields">${block.fields.map(drawCell).join('')}</div>`;
      const image = block.accessory;
      const thumb = image === undefined ? '' : drawImage('sl-thumb', image);
      return `<div class="sl-section"><div>${text}${fields}</div>${thumb}</div>`;
    }
    case 'rich_text':
      return `<div>${block.elements.map(drawRich).join('')}</div>`;
    case 'image':
      return images.get(block.slack_file.id) ?? '';
    case 'actions':
      return `<div class="sl-actions">${block.elements.map(drawAction).join('')}</div>`;
    case 'context':
      return `<div class="sl-context">${block.elements.map(drawText).join(' ')}</div>`;
    default:
      return drawNewer(block);
  }
}

function drawNewer(block: NewerBlock): string {
  switch (block.type) {
    case 'carousel':
      return `<div class="sl-carousel">${block.elements.map(drawCardBlock).join('')}</div>`;
    case 'table': {
      const right = block.column_settings.map(({ align }) => align === 'right');
      return drawTable(block.rows, (at) => right[at] === true);
    }
    case 'data_table':
      return drawTable(block.rows, (at) => block.rows.some((row) => row[at]?.type === 'raw_number'));
    case 'data_visualization': {
      const data = block.chart.series.flatMap((series) => series.data);
      const most = Math.max(0, ...data.map(({ value }) => value));
      const bars = data.map(({ label, value }) => {
        const height = most === 0 ? 0 : Math.round((value / most) * 120);
        return `<div class="sl-bar"><span>${escapeHtml(String(value))}</span><i style="height:${height}px"></i><span>${escapeHtml(label)}</span></div>`;
      });
      return `<div class="sl-visual"><b>${escapeHtml(block.title)}</b><div class="sl-bars">${bars.join('')}</div></div>`;
    }
  }
}

function drawCardBlock({ hero_image, title, body, actions = [] }: CardBlock): string {
  return [
    '<div class="sl-card">',
    hero_image === undefined ? '' : drawImage('sl-hero', hero_image),
    '<div class="sl-card-words">',
    title === undefined ? '' : `<b class="sl-text">${drawText(title)}</b>`,
    body === undefined ? '' : `<div class="sl-text">${drawText(body)}</div>`,
    '</div>',
    actions.length === 0 ? '' : `<div class="sl-actions">${actions.map(drawAction).join('')}</div>`,
    '</div>',
  ].join('');
}

/** The first row is the head. */
function drawTable(
  rows: readonly (readonly SlackTableCell[])[],
  isRight: (column: number) => boolean,
): string {
  const lines = rows.map((row, line) => {
    const tag = line === 0 ? 'th' : 'td';
    const cells = row.map(
      (cell, at) => `<${tag}${isRight(at) ? ' class="sl-right"' : ''}>${drawTableCell(cell)}</${tag}>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<div class="sl-scroll"><table class="sl-table">${lines.join('')}</table></div>`;
}

function drawTableCell(cell: SlackTableCell): string {
  return cell.type === 'rich_text' ? cell.elements.map(drawRich).join('') : escapeHtml(cell.text);
}

function drawImage(look: string, { image_url, alt_text }: ImageElement): string {
  return `<img class="${look}" src="${escapeHtml(image_url)}" alt="${escapeHtml(alt_text)}" referrerpolicy="no-referrer">`;
}

/** What our own markup holds: links, points in time, words, and bold ones of these that stand apart. */
function drawText(text: PlainOrBold): string {
  if (text.type === 'plain_text') return escapeHtml(text.text);
  return drawMarkup(text);
}

function drawMarkup({ text }: Mrkdwn): string {
  return text
    .split(/((?<=^|\s)\*(?:<[^>]*>|[^*<])+\*(?=\s|$))/)
    .map((piece) => (piece.startsWith('*') ? `<b>${drawPieces(piece.slice(1, -1))}</b>` : drawPieces(piece)))
    .join('');
}

function drawPieces(text: string): string {
  return text
    .split(/(<[^>]*>)/)
    .map((piece) => {
      const [, url, label = ''] = /^<(https:[^|>]*)\|(.*)>$/.exec(piece) ?? [];
      if (url !== undefined) return `<a ${linkTo(url)}>${escapeHtml(readableText(label))}</a>`;
      const [, fallback] = /^<!date\^[^|>]*\|(.*)>$/.exec(piece) ?? [];
      return escapeHtml(readableText(fallback ?? piece));
    })
    .join('');
}

function drawCell(cell: PlainOrBold): string {
  const bold = cell.type === 'mrkdwn' ? /^\*(.+)\*$/.exec(cell.text)?.[1] : undefined;
  return `<div class="sl-text">${bold === undefined ? drawText(cell) : `<b>${escapeHtml(bold)}</b>`}</div>`;
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
  if (element.type === 'user' || element.type === 'usergroup') {
    const id = element.type === 'user' ? element.user_id : element.usergroup_id;
    return `<span class="sl-mention">@${escapeHtml(id)}</span>`;
  }
  // Slack writes it in the reader's own zone.
  if (element.type === 'date') return `<time>${escapeHtml(element.fallback)}</time>`;
  const words = escapeHtml(element.type === 'link' ? (element.text ?? element.url) : element.text);
  const coded = element.style?.code === true ? `<code class="sl-code">${words}</code>` : words;
  const styled = element.style?.bold === true ? `<b>${coded}</b>` : coded;
  return element.type === 'link' ? `<a ${linkTo(element.url)}>${styled}</a>` : styled;
}

function drawAction(element: ActionElement): string {
  if (element.type === 'static_select') {
    return `<span class="sl-select">${escapeHtml(element.placeholder.text)} ▾</span>`;
  }
  if (element.type === 'checkboxes') {
    const boxes = element.options.map(({ text }) => `<label>☐ ${escapeHtml(text.text)}</label>`);
    return `<span class="sl-checkboxes">${boxes.join('<br>')}</span>`;
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

import type { Action, ReadyCard, RunAction } from '../../src/chat/card.ts';
import { rowMenus, textsIn } from '../../src/chat/lowered-card.ts';
import type { Inline, Text } from '../../src/chat/text.ts';

/** Every text of a card in which marks count. */
function textsOf(card: ReadyCard): readonly Text[] {
  return [...textsIn(card.body), card.footnote ?? []];
}

/** Every stretch of every text of a card. */
export function inlinesOf(card: ReadyCard): readonly Inline[] {
  return textsOf(card).flat();
}

/** Where a card leads by its title, the titles of its rows, and its texts; not by its buttons. */
export function linksOf(card: ReadyCard): readonly string[] {
  const rows = card.body.flatMap((block) => (block.kind === 'gallery' ? block.rows : []));
  const titled = [card, ...rows].flatMap(({ link }) => (link === undefined ? [] : [link]));
  const inline = inlinesOf(card).flatMap((one) =>
    typeof one === 'object' && 'link' in one ? [one.link] : [],
  );
  return [...titled, ...inline];
}

/** Every picture that is fetched from elsewhere. */
export function picturesOf(card: ReadyCard): readonly string[] {
  const rows = card.body.flatMap((block) => (block.kind === 'gallery' ? block.rows : []));
  return [card, ...rows].flatMap(({ picture }) => (picture === undefined ? [] : [picture.url]));
}

/** What can be done with single rows, by a button or in a menu. */
export function rowRuns(card: ReadyCard): readonly string[] {
  const buttons = card.body.flatMap((block): readonly RunAction<string>[] =>
    block.kind === 'gallery' ? block.rows.flatMap(({ actions }) => actions) : [],
  );
  const menus = rowMenus(card.body).flatMap(({ options }) => options);
  return [...buttons, ...menus].map(({ run }) => run);
}

/** What an action runs or opens. */
export function targetsOf(action: Action<string>): readonly string[] {
  if (action.kind === 'open') return [action.url];
  return action.kind === 'run' ? [action.run] : action.options.map(({ run }) => run);
}

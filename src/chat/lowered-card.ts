import type {
  Action,
  BasicBlock,
  Block,
  Card,
  GalleryBlock,
  GalleryRow,
  RemotePicture,
  SelectAction,
  TableBlock,
} from './card.ts';
import { plainText, type Text } from './text.ts';

/** A card that says all in blocks which every adapter draws by itself. */
export type BasicCard<Run> = Omit<Card<Run>, 'body'> & { readonly body: readonly BasicBlock<Run>[] };

/**
 * `card` without galleries and tables: their rows as items of a list, the first picture of a gallery as the card's own where
 * it has none, and what can be done with a row in menus before the card's actions. For where a platform can't draw the
 * blocks, or doesn't take them. `tableAs`: how a table is said where that is better than a list.
 */
export function loweredCard<Run>(
  card: Card<Run>,
  tableAs: (table: TableBlock<Run>) => BasicBlock<Run> | undefined = () => undefined,
): BasicCard<Run> {
  const picture = card.picture ?? firstPicture(card.body);
  return {
    ...card,
    ...(picture !== undefined && { picture }),
    body: card.body.map((block): BasicBlock<Run> => {
      if (block.kind === 'gallery') return { kind: 'list', items: block.rows.map(galleryLine) };
      if (block.kind !== 'table') return block;
      return tableAs(block) ?? plainTableBlock(block);
    }),
    actions: [...rowMenus(card.body), ...card.actions],
  };
}

/** As many as a block of fields holds. */
const mostFields = 8;

/**
 * A table as a list of its rows; one whose rows are named by what the columns differ in, as fields, with a line for each
 * column: `Price`, `A  ¥5`, `B  ¥6`.
 */
function plainTableBlock<Run>(table: TableBlock<Run>): BasicBlock<Run> {
  const { columns, rows } = table;
  if (columns[0]?.label !== '' || rows.length > mostFields) return { kind: 'list', items: tableLines(table) };
  const fields = rows.map(([name, ...cells]) => ({
    label: plainText(name?.text ?? []),
    value: cells.flatMap(
      ({ text }, at): Text => [`${at === 0 ? '' : '\n'}${columns[at + 1]?.label ?? ''}  `, ...text],
    ),
  }));
  return { kind: 'fields', fields };
}

/** The menus that hold what can be done with the rows of the galleries and tables in `body`, and nothing for rows with nothing. */
export function rowMenus<Run>(body: readonly Block<Run>[]): readonly SelectAction<Run>[] {
  return body.flatMap((block): readonly SelectAction<Run>[] => {
    if (block.kind === 'gallery') return galleryMenus(block);
    return block.kind === 'table' && block.choose !== undefined ? [block.choose] : [];
  });
}

/** One menu for the first action of the rows, one for the second and so on. */
function galleryMenus<Run>({ rows, menus }: GalleryBlock<Run>): readonly SelectAction<Run>[] {
  return menus.flatMap((label, at): readonly SelectAction<Run>[] => {
    const options = rows.flatMap(({ name, actions }) => {
      const action = actions[at];
      return action === undefined ? [] : [{ label: name, run: action.run }];
    });
    return options.length === 0 ? [] : [{ kind: 'select', label, options }];
  });
}

/** A row on one line: `Title · facts`. */
export function galleryLine<Run>({ title, link, facts }: GalleryRow<Run>): Text {
  const named = link === undefined ? { bold: title } : { link, label: title };
  return facts.length === 0 ? [named] : [named, ' · ', ...facts];
}

/** A row on one line: `First cell · Label second cell · …`. Cells that say nothing are left out. */
export function tableLines<Run>({ columns, rows }: TableBlock<Run>): readonly Text[] {
  return rows.map((row) =>
    row.flatMap((cell, at): Text => {
      const words = plainText(cell.text).trim();
      if (at === 0) return isPlain(cell.text) ? [{ bold: words }] : cell.text;
      if (words === '') return [];
      const column = columns[at];
      const label = column === undefined || column.evident === true ? '' : column.label.trim();
      return [' · ', ...(label === '' ? [] : [`${label} `]), ...cell.text];
    }),
  );
}

function isPlain(text: Text): boolean {
  return text.every((inline) => typeof inline === 'string');
}

function firstPicture<Run>(body: readonly Block<Run>[]): RemotePicture | undefined {
  for (const block of body) {
    const found =
      block.kind === 'gallery' ? block.rows.find(({ picture }) => picture !== undefined) : undefined;
    if (found !== undefined) return found.picture;
  }
  return undefined;
}

/** Every text of a card's body that may hold marks: whom it mentions, where it leads. */
export function textsIn<Run>(body: readonly Block<Run>[]): readonly Text[] {
  return body.flatMap((block): readonly Text[] => {
    switch (block.kind) {
      case 'text':
        return [block.text];
      case 'fields':
        return block.fields.map(({ value }) => value);
      case 'list':
        return block.items;
      case 'gallery':
        return block.rows.map(({ facts }) => facts);
      case 'table':
        return block.rows.flatMap((row) => row.map(({ text }) => text));
      default:
        return [];
    }
  });
}

/** All that can be done on a card, with what can be done with the rows of its blocks first. */
export function actionsOn<Run>(card: Card<Run>): readonly Action<Run>[] {
  return [...rowMenus(card.body), ...card.actions];
}

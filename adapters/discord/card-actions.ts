import type { Action, OpenAction, Payload, ReadyCard, RunAction, SelectAction } from '../../src/chat/card.ts';
import { discordLimits } from './limits.ts';
import type { ActionRow, Button, LinkButton, Select } from './message.ts';
import { hostOf, plainLine } from './rich-text.ts';

/** A card's actions, drawn. */
interface DrawnComponents {
  readonly rows: readonly ActionRow[];
  /** Links that no button can hold; they go into the text. */
  readonly links: readonly OpenAction[];
  /** Some actions are left out. */
  readonly cut: boolean;
}

type Run = RunAction<Payload>;
type Choice = { readonly label: string; readonly run: Payload };

/** Label of an action without words. */
const nameless = '…';

/**
 * Draws `card`'s actions, then `more`, in at most five rows. What does not fit is folded: selects into each other, then
 * buttons into selects, then links into the text.
 */
export function drawComponents(card: Pick<ReadyCard, 'actions'>, more: readonly Run[]): DrawnComponents {
  const picks = card.actions.filter(isPick);
  if (picks.length > 0) {
    const others = card.actions.filter((action) => !isPick(action));
    const { rows, ...rest } = drawComponents({ actions: others }, more);
    if (rows.length + picks.length <= discordLimits.rows)
      return { rows: [...picks.map(drawPick), ...rows], ...rest };
  }
  const actions: Action<Payload>[] = [...card.actions, ...more];
  const opens = actions.filter((action) => action.kind === 'open');
  const short = opens.filter(({ url }) => url.length <= discordLimits.buttonUrl);
  const long = opens.filter(({ url }) => url.length > discordLimits.buttonUrl);
  const runs = actions.filter((action) => action.kind === 'run').filter(isCarried);
  const selects = actions
    .filter((action) => action.kind === 'select')
    .map(carriedOptions)
    .filter(hasOptions);
  const uncarried = actions.some((action) => !isWhole(action));

  const rowsOf = (buttons: number) => Math.ceil(buttons / discordLimits.buttonsInRow);
  const fits = (buttons: number, menus: number) => rowsOf(buttons) + menus <= discordLimits.rows;
  if (fits(short.length + runs.length, selects.length)) {
    const buttons = actions.filter((action) => isButton(action, short, runs));
    return { rows: [...buttonRows(buttons), ...selectRows(selects)], links: long, cut: uncarried };
  }
  const folded = foldedMenus(selects);
  if (fits(short.length + runs.length, folded.length)) {
    const buttons = actions.filter((action) => isButton(action, short, runs));
    return { rows: [...buttonRows(buttons), ...selectRows(folded)], links: long, cut: uncarried };
  }
  const everything = foldedMenus([...selects, { label: nameless, options: runs }]);
  if (fits(short.length, everything.length)) {
    return { rows: [...buttonRows(short), ...selectRows(everything)], links: long, cut: uncarried };
  }
  const kept = everything.slice(0, discordLimits.rows);
  return { rows: selectRows(kept), links: opens, cut: uncarried || kept.length < everything.length };
}

interface Menu {
  readonly label: string;
  readonly options: readonly Choice[];
}

/** Whether the payload fits. A longer one breaks `payloadLimits`, and a cut one could not be read. */
function isCarried({ run }: Choice): boolean {
  return run.length <= discordLimits.payload && run !== '';
}

function carriedOptions({ label, options }: SelectAction<Payload>): Menu {
  return { label, options: options.filter(isCarried).slice(0, discordLimits.selectOptions) };
}

function hasOptions({ options }: Menu): boolean {
  return options.length > 0;
}

function isWhole(action: Action<Payload>): boolean {
  if (action.kind === 'open') return true;
  if (action.kind === 'run') return isCarried(action);
  return action.options.every(isCarried) && action.options.length <= discordLimits.selectOptions;
}

function isButton(
  action: Action<Payload>,
  opens: readonly OpenAction[],
  runs: readonly Run[],
): action is OpenAction | Run {
  if (action.kind === 'open') return opens.includes(action);
  return action.kind === 'run' && runs.includes(action);
}

/** All options of `menus` in as few menus as hold them, each named after its first option's menu. */
function foldedMenus(menus: readonly Menu[]): Menu[] {
  const options = menus.flatMap((menu) => menu.options.map((option) => ({ option, name: menu.label })));
  return chunks(options, discordLimits.selectOptions).map((chunk) => ({
    label: chunk[0]?.name ?? nameless,
    options: chunk.map(({ option }) => option),
  }));
}

function buttonRows(actions: readonly (OpenAction | Run)[]): ActionRow[] {
  const buttons = actions.map((action, index) => drawComponentButton(action, index));
  return chunks(buttons, discordLimits.buttonsInRow).map((components) => ({ type: 1, components }));
}

/** `index`: what makes its id differ from others with the same payload. */
export function drawComponentButton(action: OpenAction | Run, index: number): Button | LinkButton {
  if (action.kind === 'open') {
    const label = plainLine(action.label, discordLimits.buttonLabel, hostOf(action.url));
    return { type: 2, style: 5, label, url: action.url };
  }
  const label = plainLine(action.label, discordLimits.buttonLabel, nameless);
  const style = action.style === 'primary' ? 1 : action.style === 'danger' ? 4 : 2;
  return { type: 2, style, label, custom_id: numbered(index, action.run) };
}

/** What begins the id of a menu whose chosen values are an argument of the payload behind it. */
const pickMark = '+';

type Picking = Run & { readonly pick: NonNullable<Run['pick']> };

/** A button before which something is ticked, where a menu can stand for it. */
function isPick(action: Action<Payload>): action is Picking {
  if (action.kind !== 'run' || action.pick === undefined) return false;
  const { argument, options } = action.pick;
  return (
    options.length <= discordLimits.selectOptions &&
    action.run.length + argument.length + 2 <= discordLimits.payload
  );
}

function drawPick({ pick, run }: Picking, index: number): ActionRow {
  const { argument, label, options, least, most } = pick;
  const select: Select = {
    type: 3,
    // Apart from those of other menus.
    custom_id: numbered(firstOfPicks + index, `${pickMark}${argument}|${run}`),
    placeholder: plainLine(label, discordLimits.selectPlaceholder, nameless),
    min_values: least,
    max_values: most,
    options: options.map((option) => ({
      label: plainLine(option.label, discordLimits.optionLabel, nameless),
      value: option.value,
    })),
  };
  return { type: 1, components: [select] };
}

const firstOfPicks = 50;

/** The argument and the payload in the id of a menu that {@link drawComponents} made of what is ticked. */
export function pickIn(id: string): { readonly argument: string; readonly payload: Payload } | undefined {
  const [, argument, payload] = /^\+([\w-]+)\|(.+)$/s.exec(payloadOf(id) ?? '') ?? [];
  return argument === undefined || payload === undefined ? undefined : { argument, payload };
}

function selectRows(menus: readonly Menu[]): ActionRow[] {
  return menus.map((menu, index) => ({ type: 1, components: [drawSelect(menu, index)] }));
}

function drawSelect({ label, options }: Menu, index: number): Select {
  const placeholder = plainLine(label, discordLimits.selectPlaceholder, '');
  return {
    type: 3,
    custom_id: numbered(index, 'select'),
    ...(placeholder !== '' && { placeholder }),
    options: options.map((option, number) => ({
      label: plainLine(option.label, discordLimits.optionLabel, nameless),
      value: numbered(number, option.run),
    })),
  };
}

/** Makes equal payloads differ: Discord demands distinct ids in a message, and distinct values in a select. */
function numbered(index: number, payload: Payload): string {
  return `${index}|${payload}`;
}

/**
 * The payload in a custom_id or value that {@link drawComponents} made, with or without a delivery key; `undefined` for
 * any other.
 */
export function payloadOf(id: string): Payload | undefined {
  return /^\d{1,3}(?:\.[\w-]{1,25})?\|(.+)$/s.exec(id)?.[1];
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

import type { Action, Payload } from '../../src/chat/card.ts';
import type { BasicCard } from '../../src/chat/lowered-card.ts';
import {
  type ActionElement,
  type ActionsBlock,
  type ButtonElement,
  lengthOf,
  plainTextObject,
  type SectionBlock,
} from './blocks.ts';
import { slackLimits } from './limits.ts';
import { label } from './rich-text.ts';

/** The beginnings of our ids of actions; a number that makes them differ follows. */
export const actionIds = { run: 'run:', open: 'open:', choose: 'choose:', pick: 'pick:' } as const;

/**
 * A card's buttons and menus, those of QR codes after the others, within `budget` characters of JSON. What leads somewhere
 * is drawn whole or not at all. Boxes to tick stand with their button below what to tick, since Slack gives boxes no label.
 */
export function drawActions(card: BasicCard<Payload>, budget: number): (ActionsBlock | SectionBlock)[] {
  const codes = card.body.flatMap((block) =>
    block.kind === 'qr' && block.otherwise !== undefined ? [block.otherwise] : [],
  );
  const blocks: (ActionsBlock | SectionBlock)[] = [];
  let elements: ActionElement[] = [];
  const close = () => {
    for (let from = 0; from < elements.length; from += slackLimits.actions) {
      blocks.push({ type: 'actions', elements: elements.slice(from, from + slackLimits.actions) });
    }
    elements = [];
  };
  const actions = [...card.actions, ...codes];
  let left = budget - 100;
  let number = 0;
  const isAmple = actions.reduce((sum, action) => sum + mostLengthOf(action), 0) <= left;
  for (const action of actions) {
    const element = drawAction(action, number);
    if (element === undefined) continue;
    const cost = isAmple ? 0 : lengthOf(element) + 1;
    if (cost > left) continue;
    left -= cost;
    const ticks = drawBoxes(action, number);
    number += 1;
    const extra = ticks === undefined ? 0 : lengthOf(ticks) + aroundBlocks;
    if (ticks === undefined || extra > left) elements.push(element);
    else {
      left -= extra;
      close();
      blocks.push(ticks.what);
      elements = [ticks.boxes, element];
      close();
    }
  }
  close();
  return blocks;
}

/** What JSON puts around the words of a button or a menu, and around those of a choice. */
const aroundAction = 200;

/**
 * At least what `action` takes as JSON, which is quickly told: no unit of its words takes more than two. Where all fit by that,
 * none has to be written down to be measured.
 */
function mostLengthOf(action: Action<Payload>): number {
  const around = aroundAction + 2 * action.label.length;
  if (action.kind === 'open') return around + 2 * action.url.length;
  if (action.kind === 'run')
    return action.pick === undefined ? around + 2 * action.run.length : Number.POSITIVE_INFINITY;
  return action.options.reduce(
    (sum, { label: words, run }) => sum + aroundAction / 2 + 2 * (words.length + run.length),
    around,
  );
}

/** What JSON puts around two blocks of actions more. */
const aroundBlocks = 80;

/** What is ticked for the button of that number. */
function drawBoxes(
  action: Action<Payload>,
  number: number,
): { readonly what: SectionBlock; readonly boxes: ActionElement } | undefined {
  if (action.kind !== 'run' || action.pick === undefined) return undefined;
  const { argument, label: what, options } = action.pick;
  if (options.length > slackLimits.checkboxes) return undefined;
  return {
    what: { type: 'section', text: plainTextObject(label(what, slackLimits.optionText)) },
    boxes: {
      type: 'checkboxes',
      action_id: `${actionIds.pick}${number}:${argument}`,
      options: options.map(({ label: words, value }) => ({
        text: plainTextObject(label(words, slackLimits.optionText)),
        value,
      })),
    },
  };
}

/** What is ticked for the button whose id is `button`, by the state of its message: the argument, and its values. */
export function tickedFor(
  button: string,
  state: Readonly<
    Record<string, { readonly selected_options?: readonly { readonly value: string }[] | undefined }>
  >,
): { readonly argument: string; readonly values: readonly string[] } | undefined {
  const number = button.slice(actionIds.run.length);
  for (const [id, { selected_options: ticked = [] }] of Object.entries(state)) {
    const [, of, argument] = /^pick:(\d+):(.+)$/.exec(id) ?? [];
    if (of === number && argument !== undefined && ticked.length > 0)
      return { argument, values: ticked.map(({ value }) => value) };
  }
  return undefined;
}

function drawAction(action: Action<Payload>, index: number): ActionElement | undefined {
  if (action.kind === 'select') {
    const options = action.options.map((option) => ({
      text: plainTextObject(label(option.label, slackLimits.optionText)),
      value: option.run,
    }));
    if (options.some(({ value }) => value === '' || value.length > slackLimits.optionValue)) return undefined;
    return {
      type: 'static_select',
      action_id: `${actionIds.choose}${index}`,
      placeholder: plainTextObject(label(action.label, slackLimits.placeholder)),
      options: options.slice(0, slackLimits.options),
    };
  }
  return drawButton(action, `${index}`);
}

/** A button with an id that ends in `number`; nothing where Slack would not carry what it runs. */
export function drawButton(
  action: Exclude<Action<Payload>, { readonly kind: 'select' }>,
  number: string,
): ButtonElement | undefined {
  const look = {
    type: 'button' as const,
    text: plainTextObject(label(action.label, slackLimits.buttonText)),
    ...(action.style !== undefined && { style: action.style }),
  };
  if (action.kind === 'open') return { ...look, action_id: `${actionIds.open}${number}`, url: action.url };
  if (action.run === '' || action.run.length > slackLimits.buttonValue) return undefined;
  return { ...look, action_id: `${actionIds.run}${number}`, value: action.run };
}

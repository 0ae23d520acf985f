import type { Action, Payload, ReadyCard } from '../../src/chat/card.ts';
import { type ActionElement, type ActionsBlock, lengthOf, plainText } from './blocks.ts';
import { limits } from './limits.ts';
import { label } from './wording.ts';

/** The beginnings of our ids of actions; a number that makes them differ follows. */
export const actionIds = { run: 'run:', open: 'open:', choose: 'choose:' } as const;

/**
 * A card's buttons and menus, those of QR codes after the others, within `budget` characters of JSON. What leads somewhere
 * is drawn whole or not at all.
 */
export function drawActions(card: ReadyCard, budget: number): ActionsBlock[] {
  const codes = card.body.flatMap((block) =>
    block.kind === 'qr' && block.otherwise !== undefined ? [block.otherwise] : [],
  );
  const elements: ActionElement[] = [];
  let left = budget - 100;
  for (const action of [...card.actions, ...codes]) {
    const element = drawAction(action, elements.length);
    if (element === undefined) continue;
    const cost = lengthOf(element) + 1;
    if (cost > left) continue;
    left -= cost;
    elements.push(element);
  }
  const blocks: ActionsBlock[] = [];
  for (let from = 0; from < elements.length; from += limits.actions) {
    blocks.push({ type: 'actions', elements: elements.slice(from, from + limits.actions) });
  }
  return blocks;
}

function drawAction(action: Action<Payload>, index: number): ActionElement | undefined {
  if (action.kind === 'select') {
    const options = action.options.map((option) => ({
      text: plainText(label(option.label, limits.optionText)),
      value: option.run,
    }));
    if (options.some(({ value }) => value === '' || value.length > limits.optionValue)) return undefined;
    return {
      type: 'static_select',
      action_id: `${actionIds.choose}${index}`,
      placeholder: plainText(label(action.label, limits.placeholder)),
      options: options.slice(0, limits.options),
    };
  }
  const look = {
    type: 'button' as const,
    text: plainText(label(action.label, limits.buttonText)),
    ...(action.style !== undefined && { style: action.style }),
  };
  if (action.kind === 'open') return { ...look, action_id: `${actionIds.open}${index}`, url: action.url };
  if (action.run === '' || action.run.length > limits.buttonValue) return undefined;
  return { ...look, action_id: `${actionIds.run}${index}`, value: action.run };
}

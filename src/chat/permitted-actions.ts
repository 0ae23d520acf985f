import type { Action, Block, Card, CommandCall } from './card.ts';
import type { Registry } from './registry.ts';
import { mayRun, type RolesHeld } from './role.ts';

/**
 * `card` without what a person who holds `held` may not do: for a card that only this person sees. A choice that has
 * nothing left goes with it. What is asked for instead, where a command has that, stays offered.
 */
export function withPermittedActions(card: Card, held: RolesHeld, registry: Registry): Card {
  const permitted = (call: CommandCall): boolean => {
    const command = registry.byName(call.command);
    return command === undefined || mayRun(held, command.menu) || command.insteadOffered;
  };
  const kept = (action: Action): readonly Action[] => {
    if (action.kind === 'open') return [action];
    if (action.kind === 'run') return permitted(action.run) ? [action] : [];
    const options = action.options.filter(({ run }) => permitted(run));
    return options.length === 0 ? [] : [{ ...action, options }];
  };
  const block = (each: Block): Block => {
    if (each.kind === 'gallery') {
      const rows = each.rows.map((row) => ({
        ...row,
        actions: row.actions.filter(({ run }) => permitted(run)),
      }));
      return { ...each, rows };
    }
    if (each.kind === 'table') {
      const { choose, ...rest } = each;
      const options = choose?.options.filter(({ run }) => permitted(run)) ?? [];
      return choose === undefined || options.length === 0
        ? rest
        : { ...rest, choose: { ...choose, options } };
    }
    if (each.kind !== 'qr' || each.otherwise === undefined || permitted(each.otherwise.run)) return each;
    const { otherwise, ...rest } = each;
    return rest;
  };
  return { ...card, body: card.body.map(block), actions: card.actions.flatMap(kept) };
}

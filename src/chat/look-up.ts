import type { Argument, LookUp } from './argument.ts';
import type { Table, Values } from './argument-table.ts';
import { withValue } from './bind.ts';
import type { Caller } from './caller.ts';
import type { Action, Block, Card, CommandCall } from './card.ts';

/** Looks up what the value of an argument only names, by the argument's name; see {@link Argument.lookUp}. */
export type LookUps<T extends Table> = {
  readonly [Name in keyof T]?: NonNullable<Argument<Values<T>[Name]>['lookUp']>;
};

/** An argument whose value only names what is meant. */
export interface Pending {
  readonly name: string;
  readonly lookUp: LookUp<unknown>;
}

/**
 * The arguments of `values` that are to be looked up before a command runs; mostly none. `lookUps` are those of the command,
 * before those of an argument.
 */
export function pendingIn<T extends Table>(
  table: T,
  values: Values<T>,
  lookUps: LookUps<T> = {},
): readonly Pending[] {
  return Object.entries(table).flatMap(([name, argument]) => {
    const lookUp = (lookUps[name] ?? argument.lookUp)?.(values[name]);
    return lookUp === undefined ? [] : [{ name, lookUp }];
  });
}

/** Looks all of `pending` up: `values` as they are meant, and what is to be said of that; or the card that asks. */
export async function lookUpAll<T extends Table>(
  table: T,
  values: Values<T>,
  pending: readonly Pending[],
  deps: {
    readonly caller: Caller & { readonly signal: AbortSignal };
    call(values: Values<T>): CommandCall;
  },
): Promise<{ readonly values: Values<T>; readonly remarks: readonly string[] } | { readonly card: Card }> {
  let meant = values;
  const remarks: string[] = [];
  for (const { name, lookUp } of pending) {
    const before = meant;
    const again = (value: unknown) => deps.call(withValue(table, before, name, value));
    const found = await lookUp(deps.caller, again);
    if ('card' in found) return { card: refusedAt(name, found.card, deps.call(values).command) };
    meant = withValue(table, meant, name, found.value);
    if (found.remark !== undefined) remarks.push(found.remark);
  }
  return { values: meant, remarks };
}

/**
 * `card`, which is shown in place of `command`'s own, as a refusal of its argument `name`; as it is where it asks which value
 * was meant, and goes on with the one that is chosen.
 */
export function refusedAt(name: string, card: Card, command: string): Card {
  const goesOn = (action: Action) => callsOf(action).some((call) => call.command === command);
  return card.refusal !== undefined || card.actions.some(goesOn) ? card : { ...card, refusal: [{ name }] };
}

function callsOf(action: Action): readonly CommandCall[] {
  if (action.kind === 'select') return action.options.map(({ run }) => run);
  return action.kind === 'run' ? [action.run] : [];
}

/** `card`, with what has to be known of how its subject was found. */
export function remarked(card: Card, remarks: readonly string[]): Card {
  if (remarks.length === 0) return card;
  const said = remarks.map((remark): Block => ({ kind: 'text', text: [remark] }));
  return { ...card, tone: card.tone === 'bad' ? 'bad' : 'warning', body: [...said, ...card.body] };
}

import type { Localized } from '../runtime/language.ts';
import { scopedId } from '../runtime/scoped-id.ts';
import type { Caller, Unserved } from './caller.ts';
import type { Action, Block, Card, CommandCall } from './card.ts';
import type { Command } from './command.ts';
import { noRoleCard, notPermitted } from './fault-cards.ts';
import type { Invocation } from './invocation.ts';
import type { Seen } from './once.ts';
import type { LongPayloads } from './payload.ts';
import { readInput } from './read-input.ts';
import type { Registry } from './registry.ts';
import { mayRun, type RolesHeld } from './role.ts';
import type { InputReading } from './typed-input.ts';
import type { CoreWords } from './words.ts';

/** What decides whether a person is served, and with which command. */
export interface PermissionDeps {
  readonly registry: Registry;
  readonly words: Localized<CoreWords>;
  readonly longPayloads: LongPayloads;
  /** Notes that the bot was tried in `platform:workspace`, which is not let in. Never rejects. */
  knocked(workspace: string): Promise<void>;
  /** Who was told in a message that they have no role: once in a while is enough. */
  readonly toldOutside: Seen;
  /** Whether there is an admin whom the asker could ask for a role. */
  hasAdmin(asked: Pick<Caller, 'authority' | 'person'>): Promise<boolean>;
}

/**
 * `reading`, where the asker may run its command; else what is run in its place, or why nothing is. A wrong argument of a
 * command that is not theirs is not explained to them, unless something of theirs would take its place.
 */
export async function permittedReading(
  deps: Pick<PermissionDeps, 'registry' | 'words' | 'hasAdmin'>,
  reading: InputReading,
  caller: Caller,
): Promise<InputReading | { readonly command: Command; readonly notPermitted: Card }> {
  const { command } = reading;
  if (command === undefined) return reading;
  // What is decided for a whole workspace is decided in it: a direct message does not say which it is about.
  const isElsewhere = caller.outside === true && command.menu.needs === 'admin';
  if (!isElsewhere && mayRun(caller, command.menu)) return reading;
  if (!('prepared' in reading) && command.insteadOffered) return reading;
  const instead = 'prepared' in reading ? reading.prepared.instead : undefined;
  const other = instead && deps.registry.byName(instead.command);
  if (other !== undefined && mayRun(caller, other.menu)) {
    const prepared = other.prepare({ options: instead?.arguments ?? {} });
    if (!('faults' in prepared)) return { command: other, prepared, replace: false };
  }
  const about = { ...caller, hasAdmin: await deps.hasAdmin(caller) };
  return { command, notPermitted: notPermitted(command.menu, about, deps.words[caller.language]) };
}

/**
 * An admin by the settings who asks in a workspace that is not let in, with the role that it takes, as far as the command lets
 * that workspace in. Every other caller is as they were.
 */
export async function admitCaller(
  deps: Pick<PermissionDeps, 'registry' | 'words' | 'longPayloads'>,
  invocation: Pick<Invocation, 'input' | 'pictures'>,
  found: Unserved,
): Promise<Caller | Unserved> {
  if (!found.mayAdmit) return found;
  const { none: _none, mayAdmit: _mayAdmit, ...who } = found;
  const caller: Caller = {
    ...who,
    authority: found.organization,
    direct: false,
    role: 'admin',
    roleEverywhere: 'admin',
    userId: undefined,
  };
  const reading = await readInput(invocation, caller, deps);
  return 'prepared' in reading && reading.prepared.admits ? caller : found;
}

/**
 * What a person without any role is told, alone; `undefined` where that is nothing, since they spoke in a message and were
 * told not long ago. Notes a workspace that is not let in.
 */
export async function tellUnserved(
  deps: Pick<PermissionDeps, 'knocked' | 'toldOutside' | 'words'>,
  { platform, workspace, inMessage }: Pick<Invocation, 'platform' | 'workspace' | 'inMessage'>,
  found: Unserved,
): Promise<Card | undefined> {
  if (found.none === 'not let in') await deps.knocked(scopedId(platform, workspace));
  const isTold = inMessage === true && !deps.toldOutside.claim(`${found.organization} ${found.person}`);
  return isTold ? undefined : noRoleCard(found, deps.words[found.language]);
}

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

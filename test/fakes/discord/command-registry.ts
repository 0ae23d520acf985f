import { type Command, checkCommand, checkCommands, checkCount } from './command-rules.ts';
import { refusals } from './rest-error.ts';
import type { Snowflakes } from './snowflakes.ts';

/** `global`, or a guild's id. */
type Scope = string;

export type RegisteredCommand = Command & { readonly id: string; readonly version: string };

/** The application's commands, each scope on its own. */
export interface CommandRegistry {
  list(scope: Scope): readonly RegisteredCommand[];
  /** Takes the place of all commands of the scope; those of the same name keep their ids. */
  put(scope: Scope, body: unknown): readonly RegisteredCommand[];
  /** Adds one, or takes the place of the one of the same name. `created`: it is a new one. */
  post(scope: Scope, body: unknown): { command: RegisteredCommand; created: boolean };
  patch(scope: Scope, id: string, body: unknown): RegisteredCommand;
  delete(scope: Scope, id: string): void;
  /** Every write as `PUT global` or `PATCH 123…`, in order. */
  readonly writes: readonly string[];
}

export function createCommandRegistry(ids: Snowflakes): CommandRegistry {
  const scopes = new Map<Scope, RegisteredCommand[]>();
  const writes: string[] = [];
  const list = (scope: Scope): RegisteredCommand[] => scopes.get(scope) ?? [];
  const stamp = (command: Command, id: string): RegisteredCommand => ({
    ...command,
    id,
    version: ids.next(),
  });

  function find(scope: Scope, id: string): RegisteredCommand {
    const found = list(scope).find((command) => command.id === id);
    if (found === undefined) throw refusals.unknownCommand();
    return found;
  }

  return {
    list,
    writes,
    put(scope, body) {
      const commands = checkCommands(body);
      writes.push(`PUT ${scope}`);
      const idOf = (command: Command) => list(scope).find((old) => isNamed(old, command))?.id ?? ids.next();
      const next = commands.map((command) => stamp(command, idOf(command)));
      scopes.set(scope, next);
      return next;
    },
    post(scope, body) {
      const command = checkCommand(body);
      writes.push(`POST ${scope}`);
      const old = list(scope).find((one) => isNamed(one, command));
      const stamped = stamp(command, old?.id ?? ids.next());
      const next = [...list(scope).filter((one) => one !== old), stamped];
      checkCount(next);
      scopes.set(scope, next);
      return { command: stamped, created: old === undefined };
    },
    patch(scope, id, body) {
      const old = find(scope, id);
      const changes = typeof body === 'object' && body !== null ? body : {};
      const stamped = stamp(checkCommand({ ...old, ...changes }), id);
      writes.push(`PATCH ${scope}`);
      scopes.set(
        scope,
        list(scope).map((one) => (one === old ? stamped : one)),
      );
      return stamped;
    },
    delete(scope, id) {
      const old = find(scope, id);
      writes.push(`DELETE ${scope}`);
      scopes.set(
        scope,
        list(scope).filter((one) => one !== old),
      );
    },
  };
}

/** Names are unique among commands of a type. */
function isNamed(one: Command, other: Command): boolean {
  return one.type === other.type && one.name === other.name;
}

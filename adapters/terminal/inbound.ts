import type { Input, Invocation, Person } from '../../src/chat/invocation.ts';
import type { SafeUrl } from '../../src/chat/safe-url.ts';
import type { NumberedChoice } from './cards.ts';
import { terminalLimits } from './limits.ts';

/** The terminal as a place among the platforms' workspaces and servers: there is only one. */
export const terminalName = 'terminal';
const workspace = 'local';
const conversation = { id: 'terminal', direct: true } as const;

/** What a line asks for. */
type Asked =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'input'; readonly input: Input }
  | { readonly kind: 'link'; readonly label: string; readonly url: SafeUrl }
  /** A number that no choice on the screen has. */
  | { readonly kind: 'no choice'; readonly number: number };

const number = new RegExp(`^\\s{0,9}(\\d{1,${terminalLimits.choiceDigits}})\\s{0,9}$`);

/** Reads one line: a number chooses among the `choices` of the last answer, anything else is for the core. */
export function readAsked(line: string, choices: readonly NumberedChoice[]): Asked {
  if (line.trim() === '') return { kind: 'nothing' };
  const digits = number.exec(line)?.[1];
  if (digits === undefined) return { kind: 'input', input: { kind: 'text', text: line } };
  const choice = choices[Number(digits) - 1];
  if (choice === undefined) return { kind: 'no choice', number: Number(digits) };
  return choice.kind === 'run'
    ? { kind: 'input', input: { kind: 'payload', payload: choice.run } }
    : { kind: 'link', label: choice.label, url: choice.url };
}

/** An invocation by the one person at the terminal. `id` must be new. */
export function invocationOf(input: Input, person: Person, id: string, receivedAt: number): Invocation {
  return { id, platform: terminalName, workspace, conversation, person, input, receivedAt };
}

/** Where suggestions are asked for. */
export const terminalWhereabouts = { platform: terminalName, workspace, conversation } as const;

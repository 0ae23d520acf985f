import type { Readable } from 'node:stream';
import type { Localized } from '../../src/runtime/language.ts';
import { scopedId } from '../../src/runtime/scoped-id.ts';
import type { LocalPlatform, PlatformDeps } from '../../src/settings/platform.ts';
import { terminalName } from './inbound.ts';
import type { TerminalWords } from './phrases.ts';
import type { TerminalOutput } from './screen.ts';

/** Standard input and output. */
export interface TerminalEnds {
  readonly input: Readable;
  readonly output: TerminalOutput;
  readonly interactive: boolean;
  readonly locale: string | undefined;
  /** The time zone of this machine, by its IANA name. */
  readonly zone: string | undefined;
}

/** What the terminal takes of the machine that it runs on. */
export interface TerminalMachine extends Pick<PlatformDeps, 'clock' | 'random' | 'log'> {
  /** Absent where neither a person nor a pipe is at the other end. */
  readonly terminal: TerminalEnds | undefined;
  readonly terminalWords: Localized<TerminalWords>;
}

/** The id of whoever is at the terminal. */
const operator = 'operator';

/** The terminal is for trying the bot out: it is off once the bot connects to a chat platform. */
export const terminalPlatform: LocalPlatform<TerminalMachine> = {
  name: terminalName,
  title: 'The terminal',
  settings: [],
  operator: scopedId(terminalName, operator),
  isOn: (_read, { connected }) => !connected,
  async open({ terminal, terminalWords: words, clock, random, log }) {
    if (terminal === undefined) return undefined;
    const { terminalAdapter } = await import('./adapter.ts');
    const person = { id: operator, locale: terminal.locale, zone: terminal.zone };
    const adapter = terminalAdapter({ ...terminal, person, words, clock, random, log });
    return { adapter, routes: [], finished: adapter.finished };
  },
};

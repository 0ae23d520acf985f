import { expect } from 'vitest';
import type { HurriedClock } from '../../../fakes/hurried-clock.ts';
import type { Ask, End } from './asks.ts';

/** What came of one asking. */
export interface Came {
  /** How much the core was handed. */
  readonly handedIn: number;
  /** The outcomes of commands. */
  readonly ended: readonly string[];
  /** What nobody but the asker can read. */
  readonly alone: readonly string[];
  /** What others can read. */
  readonly shared: readonly string[];
  /** Suggestions, and cards beside links. */
  readonly offered: number;
  /** Of the partner, and of links. */
  readonly calls: readonly string[];
}

const nothing: Came = { handedIn: 0, ended: [], alone: [], shared: [], offered: 0, calls: [] };
const hourMs = 60 * 60_000;

/** A person by a kind of payload. */
export interface Cell {
  readonly asks: readonly Ask[];
  tried(ask: Ask): Promise<Came>;
  endOf(ask: Ask): End;
  /** Their payloads are none. */
  readonly unread?: boolean | undefined;
  /** It is answered with suggestions, or with cards beside links, and else with nothing. */
  readonly offers?: boolean | undefined;
  /** People only talk, so that whoever may do nothing is told so once an hour. */
  readonly talk?: boolean | undefined;
  /** Why they may do no more, as they are told. */
  readonly why?: string | undefined;
  readonly clock: Pick<HurriedClock, 'skip'>;
}

/** Asks for everything, and holds what comes against what is theirs. */
export async function holdToTheirs(cell: Cell): Promise<void> {
  const isSaid = new Set<End>();
  for (const ask of cell.asks) {
    const came = await cell.tried(ask);
    const end = cell.endOf(ask);
    if (cell.unread === true) expect(came).toEqual(nothing);
    else if (cell.offers === true) holdOffers(came, end, ask);
    else if (end === 'answered') expect(came, ask.command).toMatchObject({ handedIn: 1, ended: [end] });
    else {
      const isQuiet = cell.talk === true && end === 'not let in' && isSaid.has(end);
      isSaid.add(end);
      holdRefusal(came, end, isQuiet ? 0 : 1, ask);
      expect(came.alone.every((each) => each.includes(cell.why ?? ''))).toBe(true);
    }
  }
  const [first] = cell.asks;
  if (first === undefined || cell.talk !== true || !isSaid.has('not let in')) return;
  cell.clock.skip(hourMs);
  holdRefusal(await cell.tried(first), 'not let in', 1, first);
}

function holdOffers({ offered, ...came }: Came, end: End, { command }: Ask): void {
  expect(offered > 0, command).toBe(end === 'answered');
  if (end !== 'answered') expect({ ...came, offered }, command).toEqual({ ...nothing, handedIn: 1 });
}

/** One answer that the asker alone can read, or none; and no call of the partner. */
function holdRefusal({ alone, ...came }: Came, end: End, answers: number, { command }: Ask): void {
  expect({ ...came, alone: [] }, command).toEqual({ ...nothing, handedIn: 1, ended: [end] });
  expect(alone, command).toHaveLength(answers);
}

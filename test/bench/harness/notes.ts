import { loadavg } from 'node:os';

/** What one round of one contender showed, kept whether or not it meets a target. */
export interface Note {
  /** Such as `Slack, over HTTP`. Notes of one part have the same figures. */
  readonly part: string;
  readonly round: number;
  readonly name: string;
  /** The machine's load average of the last minute; the benchmark's own processes are in it. */
  readonly load: number;
  readonly figures: Readonly<Record<string, string>>;
}

export type TakeNote = (note: Omit<Note, 'load'>) => void;

export function openNotes(say: (line: string) => void): {
  readonly all: readonly Note[];
  readonly take: TakeNote;
} {
  const all: Note[] = [];
  return {
    all,
    take(note) {
      const load = loadavg()[0] ?? Number.NaN;
      all.push({ ...note, load });
      const figures = Object.entries(note.figures).map(([what, value]) => `${what} ${value}`);
      say(`round ${note.round}, ${note.part}: ${note.name}: ${figures.join(', ')}; load ${load.toFixed(1)}`);
    },
  };
}

/** Counts of faults by what was wrong, in words; `none` without one. */
export function faultText(faults: Readonly<Record<string, number>>): string {
  const texts = Object.entries(faults).map(([what, count]) => `${count} x ${what}`);
  return texts.length === 0 ? 'none' : texts.join(', ');
}

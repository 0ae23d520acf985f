import { grouped } from '../runtime/grouped.ts';

/** Pixels of a character, and of the gap that follows it. */
export const glyph = { width: 5, height: 7, gap: 1 } as const;

/** The few characters that a chart writes with, `#` where they are drawn. */
const drawn: Readonly<Record<string, readonly string[]>> = {
  '0': ['.###.', '#...#', '#..##', '#.#.#', '##..#', '#...#', '.###.'],
  '1': ['..#..', '.##..', '..#..', '..#..', '..#..', '..#..', '.###.'],
  '2': ['.###.', '#...#', '....#', '..##.', '.#...', '#....', '#####'],
  '3': ['#####', '...#.', '..#..', '...#.', '....#', '#...#', '.###.'],
  '4': ['...#.', '..##.', '.#.#.', '#..#.', '#####', '...#.', '...#.'],
  '5': ['#####', '#....', '####.', '....#', '....#', '#...#', '.###.'],
  '6': ['..##.', '.#...', '#....', '####.', '#...#', '#...#', '.###.'],
  '7': ['#####', '....#', '...#.', '..#..', '.#...', '.#...', '.#...'],
  '8': ['.###.', '#...#', '#...#', '.###.', '#...#', '#...#', '.###.'],
  '9': ['.###.', '#...#', '#...#', '.####', '....#', '...#.', '.##..'],
  '-': ['.....', '.....', '.....', '#####', '.....', '.....', '.....'],
  '/': ['....#', '....#', '...#.', '..#..', '.#...', '#....', '#....'],
  ':': ['.....', '..#..', '..#..', '.....', '..#..', '..#..', '.....'],
  '.': ['.....', '.....', '.....', '.....', '.....', '..##.', '..##.'],
  ',': ['.....', '.....', '.....', '.....', '..##.', '...#.', '..#..'],
  k: ['#....', '#....', '#..#.', '#.#..', '##...', '#.#..', '#..#.'],
};

/** Pixels that `text` is wide, at a pixel to each dot. */
export function widthOf(text: string): number {
  return Math.max(0, text.length * (glyph.width + glyph.gap) - glyph.gap);
}

/** The dots of `text` from its upper left corner on. What has no glyph leaves its place empty, as a space. */
export function dotsOf(text: string): readonly (readonly [x: number, y: number])[] {
  return [...text].flatMap((character, at) =>
    (drawn[character] ?? []).flatMap((row, y) =>
      [...row].flatMap((dot, x) => (dot === '#' ? [[at * (glyph.width + glyph.gap) + x, y] as const] : [])),
    ),
  );
}

/** A number of a chart in few characters: `0` to `9,999` (or one decimal, `2.5`), then thousands, `12.3k`. */
export function shortNumber(value: number): string {
  const whole = Math.round(value);
  if (whole >= 10_000) return `${oneDecimal(value / 1000)}k`;
  return whole >= 100 ? grouped(whole) : oneDecimal(value);
}

function oneDecimal(value: number): string {
  return value >= 100 ? grouped(Math.round(value)) : String(Math.round(value * 10) / 10);
}

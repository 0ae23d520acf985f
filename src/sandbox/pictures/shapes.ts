import type { Rgb } from '../../pictures/png.ts';
import type { Shape } from '../goods.ts';
import { box, clipped, line, type Mark, oval, type Point, ring, shaded, shape } from './marks.ts';

const dark: Rgb = [58, 62, 70];
const light: Rgb = [250, 250, 252];
const water: Rgb = [120, 190, 230];
const glow: Rgb = [255, 224, 130];

/** How each kind of goods is drawn in a colour, the parts at the back first. */
export const shapes: Readonly<Record<Shape, (colour: Rgb) => readonly Mark[]>> = {
  shirt: (colour) => [
    shape(colour, [
      [32, 20],
      [10, 34],
      [18, 50],
      [28, 44],
      [28, 86],
      [72, 86],
      [72, 44],
      [82, 50],
      [90, 34],
      [68, 20],
    ]),
    clipped(oval(shaded(colour, -0.35), [50, 20], 12, 10), 20, 100),
    box(shaded(colour, -0.2), 28, 82, 44, 4),
  ],
  tote: (colour) => [
    ring(shaded(colour, -0.35), [50, 40], 18, 26, 4),
    shape(colour, [
      [22, 40],
      [78, 40],
      [84, 88],
      [16, 88],
    ]),
    box(shaded(colour, -0.2), 21, 40, 58, 5),
    oval(shaded(colour, 0.4), [50, 66], 11),
  ],
  flask: (colour) => [
    box(shaded(colour, -0.45), 40, 10, 20, 14, 3),
    box(colour, 34, 22, 32, 68, 8),
    box(shaded(colour, 0.35), 39, 32, 6, 46, 3),
    box(shaded(colour, -0.35), 34, 30, 32, 3),
    box(shaded(colour, -0.35), 34, 80, 32, 3),
  ],
  board: (colour) => [
    box(shaded(colour, -0.25), 22, 14, 56, 76, 8),
    box(colour, 24, 16, 52, 72, 7),
    ...[34, 50, 66].map((x) => box(shaded(colour, -0.12), x, 28, 2, 58)),
    oval(shaded(colour, -0.6), [50, 22], 4),
  ],
  earphones: (colour) => [
    box(shaded(colour, -0.3), 22, 58, 56, 32, 14),
    box(colour, 22, 56, 56, 30, 14),
    oval(dark, [50, 71], 3),
    oval(colour, [34, 28], 12),
    box(colour, 36, 28, 7, 26, 3),
    oval(dark, [29, 29], 4, 6),
    oval(colour, [66, 28], 12),
    box(colour, 57, 28, 7, 26, 3),
    oval(dark, [71, 29], 4, 6),
  ],
  blocks: (colour) => [
    ...[20, 34, 54, 68].map((x) => box(shaded(colour, -0.3), x, 54, 10, 8, 2)),
    box(colour, 16, 60, 34, 26, 2),
    box(glow, 51, 60, 34, 26, 2),
    ...[38, 52].map((x) => box([40, 110, 180], x, 26, 10, 8, 2)),
    box([70, 140, 210], 34, 32, 34, 26, 2),
    box(shaded(colour, -0.15), 16, 82, 34, 4),
  ],
  fountain: (colour) => [
    oval(shaded(colour, -0.3), [50, 78], 34, 14),
    box(colour, 16, 50, 68, 28),
    oval(colour, [50, 78], 34, 12),
    oval(shaded(colour, -0.15), [50, 50], 34, 12),
    oval(water, [50, 50], 28, 9),
    line(
      water,
      [
        [50, 48],
        [50, 22],
        [42, 16],
        [34, 24],
        [32, 46],
      ],
      4,
    ),
  ],
  lamp: (colour) => [
    shape(glow, [
      [26, 34],
      [58, 34],
      [66, 78],
      [12, 78],
    ]),
    line(
      colour,
      [
        [66, 86],
        [74, 48],
        [44, 22],
      ],
      5,
    ),
    shape(shaded(colour, -0.2), [
      [34, 16],
      [50, 16],
      [60, 36],
      [24, 36],
    ]),
    oval(shaded(colour, -0.35), [66, 87], 18, 5),
  ],
  mat: (colour) => [
    box(shaded(colour, -0.25), 26, 30, 60, 50, 3),
    box(colour, 26, 28, 60, 48, 3),
    ...[38, 50, 62, 74].map((x) => box(shaded(colour, 0.18), x, 30, 2, 44)),
    box(shaded(colour, -0.15), 14, 26, 16, 54, 8),
    oval(shaded(colour, -0.45), [22, 33], 6),
    oval(shaded(colour, 0.3), [22, 33], 3),
  ],
  drawers: (colour) => [
    box(shaded(colour, -0.35), 16, 22, 68, 66, 3),
    ...[26, 46, 66].flatMap((y) => [
      box(colour, 20, y, 60, 17, 2),
      box(shaded(colour, -0.55), 44, y + 7, 12, 3, 1),
    ]),
  ],
  machine: (colour) => [
    box(shaded(colour, -0.4), 14, 24, 72, 62, 3),
    box(colour, 14, 22, 72, 60, 3),
    ...[34, 66].flatMap((x): readonly Mark[] => [
      oval(dark, [x, 48], 15),
      ring(light, [x, 48], 14, 14, 1.5),
      ring(light, [x, 48], 9, 9, 1.5),
      oval(light, [x, 48], 3),
    ]),
    ...[68, 72, 76].map((y) => box(shaded(colour, -0.3), 20, y, 60, 2)),
  ],
  cable: (colour) => [
    ring(shaded(colour, -0.1), [50, 48], 30, 28, 5),
    ring(colour, [50, 50], 22, 20, 5),
    line(
      colour,
      [
        [22, 56],
        [16, 70],
        [22, 80],
      ],
      5,
    ),
    line(
      colour,
      [
        [78, 56],
        [84, 70],
        [78, 80],
      ],
      5,
    ),
    box(shaded(colour, -0.4), 17, 76, 11, 10, 2),
    box([190, 196, 204], 19, 85, 7, 8, 2),
    box(shaded(colour, -0.4), 72, 76, 13, 10, 2),
    box([190, 196, 204], 74, 85, 9, 8),
  ],
  case: (colour) => [
    box(shaded(colour, -0.3), 29, 10, 42, 80, 9),
    box(colour, 31, 12, 38, 76, 8),
    box(shaded(colour, -0.35), 35, 16, 14, 20, 5),
    oval(dark, [42, 21.5], 4),
    oval(dark, [42, 30.5], 4),
  ],
  umbrella: (colour) => [
    line(
      dark,
      [
        [50, 20],
        [50, 82],
        [55, 88],
        [61, 85],
        [62, 79],
      ],
      3,
    ),
    clipped(oval(colour, [50, 52], 40, 36), 0, 52),
    ...[23, 50, 77].map((x): Mark => clipped(oval(shaded(colour, -0.3), [x, 52], 13, 6), 46, 52)),
    shape(shaded(colour, 0.25), [
      [50, 16],
      [38, 46],
      [34, 46],
    ] satisfies readonly Point[]),
  ],
  socks: (colour) =>
    [0, 26].flatMap((along): readonly Mark[] => [
      box(colour, 22 + along, 14, 20, 52),
      oval(colour, [32 + along, 68], 10, 12),
      box(colour, 30 + along, 58, 26, 21, 10),
      box(shaded(colour, -0.3), 22 + along, 14, 20, 8),
      box(shaded(colour, -0.3), 22 + along, 26, 20, 3),
      oval(shaded(colour, -0.3), [52 + along, 69], 5, 9),
    ]),
  mug: (colour) => [
    ring(shaded(colour, -0.2), [72, 56], 18, 18, 6),
    box(colour, 22, 32, 50, 56, 8),
    box(shaded(colour, -0.3), 20, 26, 54, 9, 4),
    oval(shaded(colour, -0.4), [47, 24], 6, 4),
    box(shaded(colour, 0.4), 28, 42, 5, 36, 2),
  ],
  backpack: (colour) => [
    ring(shaded(colour, -0.45), [50, 20], 12, 10, 4),
    box(shaded(colour, -0.3), 16, 44, 68, 38, 8),
    box(colour, 24, 18, 52, 72, 14),
    box(shaded(colour, -0.2), 32, 54, 36, 28, 5),
    box(shaded(colour, 0.35), 32, 62, 36, 2),
    line(
      shaded(colour, 0.35),
      [
        [32, 40],
        [50, 34],
        [68, 40],
      ],
      2,
    ),
  ],
};

import type { Rgb } from '../../pictures/png.ts';

/** A point of a drawing, whose ground is 100 by 100, from the upper left. */
export type Point = readonly [x: number, y: number];

/** A part of a drawing in one colour; a later one covers an earlier. */
export interface Mark {
  readonly colour: Rgb;
  /** Beyond these it covers nothing. */
  readonly bounds: Bounds;
  covers(x: number, y: number): boolean;
}

interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function box(colour: Rgb, left: number, top: number, width: number, height: number, round = 0): Mark {
  return {
    colour,
    bounds: { left, top, right: left + width, bottom: top + height },
    covers(x, y) {
      const inside = x >= left && x < left + width && y >= top && y < top + height;
      if (!inside || round === 0) return inside;
      const dx = Math.max(left + round - x, 0, x - (left + width - round));
      const dy = Math.max(top + round - y, 0, y - (top + height - round));
      return dx * dx + dy * dy <= round * round;
    },
  };
}

export function oval(colour: Rgb, [cx, cy]: Point, rx: number, ry = rx): Mark {
  return {
    colour,
    bounds: { left: cx - rx, top: cy - ry, right: cx + rx, bottom: cy + ry },
    covers: (x, y) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1,
  };
}

/** The line of an oval, `thick` wide to its inside. */
export function ring(colour: Rgb, centre: Point, rx: number, ry: number, thick: number): Mark {
  const outer = oval(colour, centre, rx, ry);
  const inner = oval(colour, centre, rx - thick, ry - thick);
  return { ...outer, covers: (x, y) => outer.covers(x, y) && !inner.covers(x, y) };
}

/** What a mark covers from the height `top` down to `bottom` alone. */
export function clipped(mark: Mark, top: number, bottom: number): Mark {
  const bounds = {
    ...mark.bounds,
    top: Math.max(top, mark.bounds.top),
    bottom: Math.min(bottom, mark.bounds.bottom),
  };
  return { ...mark, bounds };
}

/** The inside of a line through all of `corners` and back to the first. */
export function shape(colour: Rgb, corners: readonly Point[]): Mark {
  return {
    colour,
    bounds: boundsOf(corners, 0),
    covers(x, y) {
      let inside = false;
      corners.forEach(([ax, ay], at) => {
        const [bx, by] = corners[(at + 1) % corners.length] ?? [ax, ay];
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      });
      return inside;
    },
  };
}

/** A line `thick` wide through all of `points`, with round ends. */
export function line(colour: Rgb, points: readonly Point[], thick: number): Mark {
  const reach = (thick / 2) ** 2;
  return {
    colour,
    bounds: boundsOf(points, thick / 2),
    covers: (x, y) =>
      points.some(([ax, ay], at) => {
        const [bx, by] = points[at + 1] ?? [ax, ay];
        const [dx, dy] = [bx - ax, by - ay];
        const length = dx * dx + dy * dy;
        const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
        return (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2 <= reach;
      }),
  };
}

function boundsOf(points: readonly Point[], more: number): Bounds {
  const [across, down] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return {
    left: Math.min(...across) - more,
    top: Math.min(...down) - more,
    right: Math.max(...across) + more,
    bottom: Math.max(...down) + more,
  };
}

/** `rgb` nearer to black (negative) or to white (positive), by `share` in [-1, 1]. */
export function shaded([red, green, blue]: Rgb, share: number): Rgb {
  const towards = share < 0 ? 0 : 255;
  const of = (value: number) => Math.round(value + (towards - value) * Math.abs(share));
  return [of(red), of(green), of(blue)];
}

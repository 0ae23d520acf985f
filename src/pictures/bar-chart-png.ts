import { dotsOf, glyph, shortNumber, widthOf } from './chart-numbers.ts';
import { png, type Rgb, rowBytes } from './png.ts';

export interface ChartBar {
  /** Of `0-9 - / : .`; any other character is left blank. */
  readonly label: string;
  /** Not negative. */
  readonly value: number;
}

/** Twice what a chat shows it at, so that it is sharp on every screen. */
const size = { width: 960, height: 320 } as const;
const margin = 20;
/** What nothing is written beyond. */
const edge = 8;
/** Between a bar and the value above it, or the line and the label below it. */
const gap = 10;
/** Pixels to a dot of a character, the largest that fits. */
const scales = [4, 3, 2] as const;
/** The bars stand on this line, and the highest ends below the room for its value. */
const floor = size.height - margin - glyph.height * scales[0] - gap;
const ceiling = margin + glyph.height * scales[0] + gap;
/** Wider bars say nothing more. */
const widestBar = 120;

/** A light ground of its own: dark digits on it are read on a light page and on a dark one alike. */
const palette: readonly Rgb[] = [
  [248, 250, 252],
  [30, 41, 59],
  [37, 99, 235],
  [148, 163, 184],
];
const colours = { ground: 0, ink: 1, bar: 2, line: 3 } as const;

/**
 * A bar chart as a PNG of 960 by 320 pixels, meant to be shown at half of that. Values stand above the bars, from
 * 10,000 on in thousands; where there is no room for all of them, the highest stands alone. Labels stand below;
 * where there is no room for all, every second (third, …) up to the last.
 */
export function barChartPng(bars: readonly ChartBar[]): Buffer {
  const sheet = createSheet();
  const slot = (size.width - 2 * margin) / Math.max(1, bars.length);
  const most = Math.max(0, ...bars.map(({ value }) => value));
  const heights = bars.map(({ value }) => barHeight(value, most));
  const middle = (at: number) => margin + slot * (at + 0.5);

  const thick = Math.min(widestBar, Math.max(4, Math.round(slot * 0.7)));
  for (const [at, height] of heights.entries()) {
    sheet.fill(Math.round(middle(at) - thick / 2), floor - height, thick, height, colours.bar);
  }
  sheet.fill(margin, floor, size.width - 2 * margin, 2, colours.line);

  const values = bars.map(({ value }) => shortNumber(value));
  const valueScale = scaleFor(values, slot);
  const highest = bars.findIndex(({ value }) => value === most);
  for (const [at, value] of values.entries()) {
    if (valueScale === undefined && at !== highest) continue;
    const scale = valueScale ?? scales[1];
    sheet.write(value, middle(at), floor - (heights[at] ?? 0) - gap - glyph.height * scale, scale);
  }

  const labels = bars.map(({ label }) => label);
  const labelScale = scaleFor(labels, slot) ?? scales[1];
  const every =
    Math.ceil((Math.max(0, ...labels.map(widthOf)) * labelScale) / Math.max(1, slot - labelScale)) || 1;
  for (const [at, label] of labels.entries()) {
    if ((labels.length - 1 - at) % every === 0) sheet.write(label, middle(at), floor + gap, labelScale);
  }
  return sheet.png();
}

/** Something is never drawn as nothing. */
function barHeight(value: number, most: number): number {
  return value <= 0 ? 0 : Math.max(2, Math.round((value / most) * (floor - ceiling)));
}

/** The largest scale at which each of `texts` keeps within its slot, two dots from the next. */
function scaleFor(texts: readonly string[], slot: number): number | undefined {
  const widest = Math.max(0, ...texts.map(widthOf));
  return scales.find((scale) => (widest + 2) * scale <= slot);
}

function createSheet() {
  const bits = 2;
  const rows = Array.from({ length: size.height }, () => Buffer.alloc(rowBytes(size.width, bits)));
  const fill = (left: number, top: number, width: number, height: number, colour: number) => {
    for (const row of rows.slice(Math.max(0, top), Math.max(0, top + height))) {
      for (let x = Math.max(0, left); x < Math.min(size.width, left + width); x += 1) {
        const shift = 6 - (x & 3) * bits;
        row[x >> 2] = ((row[x >> 2] ?? 0) & ~(3 << shift)) | (colour << shift);
      }
    }
  };
  return {
    fill,
    /** Writes `text` around `middle`, kept within the sheet. */
    write(text: string, middle: number, top: number, scale: number) {
      const width = widthOf(text) * scale;
      const furthest = size.width - edge - width;
      const left = Math.max(edge, Math.min(furthest, Math.round(middle - width / 2)));
      for (const [x, y] of dotsOf(text)) fill(left + x * scale, top + y * scale, scale, scale, colours.ink);
    },
    png: () => png({ ...size, bits, palette, rows }),
  };
}

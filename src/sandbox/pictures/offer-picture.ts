import { dotsOf, glyph, widthOf } from '../../pictures/chart-numbers.ts';
import { png, type Rgb } from '../../pictures/png.ts';
import { setNewest } from '../../runtime/bounded-map.ts';
import { findOffer, type Offer, pictureIn } from '../catalogue.ts';
import { createPicks, type Picks } from '../picks.ts';
import { box, type Mark, shaded } from './marks.ts';
import { shapes } from './shapes.ts';

const size = 480;
/** Drawn pictures that are kept, the last ones asked for. */
const mostKept = 64;
/** How an offer is shown in its pictures, the first on. */
const views = [
  { scale: 0.84, left: 8, top: 6, mirrored: false },
  { scale: 0.6, left: 32, top: 26, mirrored: true },
  { scale: 1.5, left: -28, top: -20, mirrored: false },
] as const;
/** And how its variants are shown. */
const ofVariants = { scale: 0.72, left: 14, top: 12, mirrored: false } as const;

const grounds: readonly [Rgb, ...Rgb[]] = [
  [232, 240, 250],
  [250, 238, 228],
  [232, 246, 236],
  [246, 234, 246],
  [252, 246, 222],
  [228, 244, 246],
  [240, 240, 244],
  [250, 230, 232],
];

/** A PNG of 480 by 480 pixels at a path that the sandbox's answers name; `undefined` where no offer has such a picture. */
export function createOfferPictures(): (path: string) => Buffer | undefined {
  const drawn = new Map<string, Buffer>();
  return (path) => {
    const of = pictureIn(path);
    const offer = of && findOffer(of.offerId);
    if (of === undefined || offer === undefined || 'code' in offer) return undefined;
    const key = JSON.stringify(of);
    const picture = drawn.get(key) ?? draw(offer, of);
    if (picture !== undefined) setNewest(drawn, key, picture, mostKept);
    return picture;
  };
}

/** Where a shape is put: its upper left corner, and how large it is. */
interface Placement {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
  readonly mirrored: boolean;
}

const unmoved: Placement = { left: 0, top: 0, scale: 1, mirrored: false };

function draw(
  offer: Offer,
  of: { readonly view: number } | { readonly variant: number },
): Buffer | undefined {
  const placement = 'view' in of ? views[of.view - 1] : ofVariants;
  const sku = 'variant' in of ? offer.skus[of.variant - 1] : undefined;
  if (placement === undefined || ('variant' in of && sku === undefined)) return undefined;
  const picks = createPicks(offer.offerId);
  const ground = picks.one('picture/ground', grounds);
  const colour = sku?.colour ?? offer.goods.colours[0];
  const sheet = createSheet(ground);
  sheet.paint([backdrop(picks, ground)], unmoved);
  sheet.paint(shapes[offer.goods.shape](colour.rgb), placement);
  sheet.paint(numberOf(offer.offerId), unmoved);
  return sheet.png();
}

/** What tells the pictures of like goods apart at a glance. */
function backdrop(picks: Picks, ground: Rgb): Mark {
  const step = picks.between('picture/step', 9, 16);
  const on = (at: number) => Math.floor(Math.abs(at) / step) % 2 === 0;
  const patterns: readonly [Mark['covers'], ...Mark['covers'][]] = [
    (x) => on(x),
    (_x, y) => on(y),
    (x, y) => on(x + y),
    (x, y) => on(x) !== on(y),
    (x, y) => on(Math.hypot(x - 50, y - 50)),
    (x, y) => Math.hypot((x % step) - step / 2, (y % step) - step / 2) < step / 4,
  ];
  const bounds = { left: 0, top: 0, right: 100, bottom: 100 };
  return { colour: shaded(ground, -0.07), bounds, covers: picks.one('picture/pattern', patterns) };
}

/** The last digits of its id, in a corner. */
function numberOf(offerId: string): readonly Mark[] {
  const text = offerId.slice(-6);
  const dot = 5 / 6;
  const [left, top] = [96 - widthOf(text) * dot, 96 - glyph.height * dot];
  return [
    box([255, 255, 255], left - 2, top - 2, widthOf(text) * dot + 4, glyph.height * dot + 4, 1.5),
    ...dotsOf(text).map(([x, y]) => box([70, 76, 88], left + x * dot, top + y * dot, dot, dot)),
  ];
}

function createSheet(ground: Rgb) {
  const palette: Rgb[] = [ground];
  const rows = Array.from({ length: size }, () => new Uint8Array(size));
  const numberFor = (colour: Rgb) => {
    const found = palette.findIndex((each) => each.join() === colour.join());
    return found >= 0 ? found : palette.push(colour) - 1;
  };
  const pixel = (at: number) => Math.min(size, Math.max(0, Math.round((at * size) / 100)));

  function paintOne({ colour, bounds, covers }: Mark, { left, top, scale, mirrored }: Placement): void {
    const number = numberFor(colour);
    const [firstX, lastX] = mirrored ? [100 - bounds.right, 100 - bounds.left] : [bounds.left, bounds.right];
    const [fromX, toX] = [pixel(left + firstX * scale), pixel(left + lastX * scale)];
    const [fromY, toY] = [pixel(top + bounds.top * scale), pixel(top + bounds.bottom * scale)];
    for (let y = fromY; y < toY; y += 1) {
      const down = (((y + 0.5) * 100) / size - top) / scale;
      const row = rows[y];
      for (let x = fromX; row !== undefined && x < toX; x += 1) {
        const along = (((x + 0.5) * 100) / size - left) / scale;
        if (covers(mirrored ? 100 - along : along, down)) row[x] = number;
      }
    }
  }

  return {
    paint(marks: readonly Mark[], placement: Placement) {
      for (const mark of marks) paintOne(mark, placement);
    },
    png: () => png({ width: size, height: size, bits: 8, palette, rows }),
  };
}

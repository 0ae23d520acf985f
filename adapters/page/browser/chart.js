import { svgElement } from './element.js';

/** @import { PageChart } from '../wire.ts' */

/** Units of the drawing; it is scaled to the room that it gets. */
const width = 360;
const height = 150;
const floor = height - 24;
const ceiling = 22;
/** What a character takes, about. */
const character = 8;

/**
 * A bar chart: values above the bars, labels below. Where they would run into each other only the highest value
 * is written, and only every second (third, …) label up to the last. The words for all of it are in `alt`.
 *
 * @param {PageChart} chart
 */
export function drawChart({ alt, bars }) {
  const slot = width / Math.max(1, bars.length);
  const thick = Math.min(48, slot * 0.7);
  const roomForValues = Math.max(0, ...bars.map(({ shown }) => shown.length)) * character <= slot;
  const longest = Math.max(1, ...bars.map(({ label }) => label.length));
  const every = Math.ceil((longest * character) / slot);
  const highest = bars.findIndex((bar) => bar.height === 1);
  const columns = bars.flatMap(({ label, shown, height: part }, at) => {
    // Something is never drawn as nothing.
    const tall = part === 0 ? 0 : Math.max(1, part * (floor - ceiling));
    const middle = slot * (at + 0.5);
    const bar = svgElement('rect', {
      class: 'bar-of-chart',
      x: `${middle - thick / 2}`,
      y: `${floor - tall}`,
      width: `${thick}`,
      height: `${tall}`,
      rx: '2',
    });
    const value = roomForValues || at === highest ? [written(shown, middle, floor - tall - 6)] : [];
    const below = (bars.length - 1 - at) % every === 0 ? [written(label, middle, floor + 17)] : [];
    return [bar, ...value, ...below];
  });
  const line = svgElement('path', { class: 'floor-of-chart', d: `M0 ${floor}H${width}` });
  return svgElement(
    'svg',
    { class: 'chart', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': alt },
    ...columns,
    line,
  );
}

/**
 * @param {string} text
 * @param {number} middle
 * @param {number} bottom
 */
function written(text, middle, bottom) {
  const half = (text.length * character) / 2;
  const x = Math.max(half, Math.min(width - half, middle));
  return svgElement('text', { x: `${x}`, y: `${bottom}`, 'text-anchor': 'middle' }, text);
}

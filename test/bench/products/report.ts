import { ratioTarget, type Target } from '../harness/targets.ts';
import type { CrowdMeasured, ProductsMeasured, SearchMeasured } from './measure.ts';

type Rows = readonly (readonly string[])[];

/** CPU time that a search's card may cost, ms. */
const dearestCardMs = 5;

const platformNames = { slack: 'Block Kit', discord: 'embeds' } as const;

/** Rows of the table of what a search's card costs: a head, then one for each platform and length of a page. */
export function searchTable({ searches }: ProductsMeasured): Rows {
  const askers = [...new Set(searches.map(({ asker }) => asker))];
  const parts = [...new Set(searches.map(partOf))];
  const cell = (part: string, asker: string) => {
    const found = searches.find((each) => each.asker === asker && partOf(each) === part);
    if (found === undefined) return '';
    return found.cpuMs.toFixed(2) + (found.wrong === 0 ? '' : `, ${found.wrong} wrong`);
  };
  return [
    ['CPU for one card of a search, ms', ...askers],
    ...parts.map((part) => [part, ...askers.map((asker) => cell(part, asker))]),
  ];
}

function partOf({ platform, offers }: SearchMeasured): string {
  return `${offers} offers, as ${platformNames[platform]}`;
}

/** Rows of the table of people who ask at once. */
export function crowdTable({ crowds }: ProductsMeasured): Rows {
  return [
    [
      '',
      'ask at once',
      'calls of the partner',
      'its answer there, p50 ms',
      'card drawn, p50 ms',
      'card drawn, p99 ms',
      'CPU for one card, ms',
      'of the main thread, ms',
      'wrong or missing',
    ],
    ...crowds.map((each) => [
      each.asker,
      asking(each),
      String(each.calls),
      each.wait.toFixed(1),
      each.p50.toFixed(1),
      each.p99.toFixed(1),
      each.cpuMs.toFixed(2),
      each.mainMs.toFixed(2),
      each.wrong === 0 ? 'none' : String(each.wrong),
    ]),
  ];
}

function asking({ people, same }: CrowdMeasured): string {
  return same ? `${people} people for one offer` : `${people} people, each for another offer`;
}

/** People who each ask for another offer wait about as long as where a developer draws the card by hand. */
export function crowdTargets({ crowds }: ProductsMeasured): readonly Target[] {
  const find = (name: string) => crowds.find(({ asker, same }) => asker === name && !same);
  const [ours, byHand] = [find('shoptalk'), find('by hand')];
  if (ours === undefined || byHand === undefined) return [];
  const what = `\`/product\` by ${ours.people} people for ${ours.people} offers: median of the drawn card, against the same by hand`;
  return [ratioTarget(ours.p50 / byHand.p50, { what, before: '1.84', most: 1.2 })];
}

export function searchTargets({ searches }: ProductsMeasured): readonly Target[] {
  return searches
    .filter(({ asker, offers }) => asker === 'shoptalk' && offers === 20)
    .map(({ platform, cpuMs, wrong }) => ({
      what: `CPU for a search's card of 20 offers, as ${platformNames[platform]}`,
      limit: `below ${dearestCardMs} ms`,
      measured: `${cpuMs.toFixed(2)} ms`,
      met: cpuMs < dearestCardMs && wrong === 0,
    }));
}

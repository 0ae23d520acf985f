import type { Target } from '../harness/targets.ts';
import type { CrowdMeasured, ProductsMeasured, SearchMeasured } from './measure.ts';
import { roundTripMs } from './order.ts';

type Rows = readonly (readonly string[])[];

/** CPU time that a search's card may cost, ms. */
const dearestCardMs = 5;

/** Round trips to the partner that somebody in a crowd may wait, at the median. */
const mostRoundTrips = 1.2;

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
      each.wrong === 0 ? 'none' : String(each.wrong),
    ]),
  ];
}

function asking({ people, same }: CrowdMeasured): string {
  return same ? `${people} people for one offer` : `${people} people, each for another offer`;
}

export function productTargets({ searches, crowds }: ProductsMeasured): readonly Target[] {
  const ours = searches.filter(({ asker, offers }) => asker === 'shoptalk' && offers === 20);
  const limitMs = roundTripMs * mostRoundTrips;
  return [
    ...ours.map(({ platform, cpuMs, wrong }) => ({
      what: `CPU for a search's card of 20 offers, as ${platformNames[platform]}`,
      limit: `below ${dearestCardMs} ms`,
      measured: `${cpuMs.toFixed(2)} ms`,
      met: cpuMs < dearestCardMs && wrong === 0,
    })),
    ...crowds
      .filter(({ asker }) => asker === 'shoptalk')
      .flatMap((each) =>
        [
          { until: "the partner's answer", ms: each.wait },
          { until: 'the drawn card', ms: each.p50 },
        ].map(({ until, ms }) => ({
          what: `\`/product\` by ${asking(each)}, at once: until ${until}, median`,
          limit: `at most ${mostRoundTrips} round trips of ${roundTripMs} ms (${limitMs.toFixed(0)} ms)`,
          measured: `${ms.toFixed(1)} ms`,
          met: ms <= limitMs && each.wrong === 0,
        })),
      ),
  ];
}

import type { Clock } from '../runtime/clock.ts';
import type { Joining } from './joining-contract.ts';
import type { Organizations } from './store.ts';

/** How long an answer is remembered, and so how late a process may notice that a place was joined. */
const rememberedMs = 10_000;

/** How many places are remembered; the longest known goes first. */
const rememberedPlaces = 10_000;

/**
 * {@link Organizations} over `joined`, which reads where a place was joined to, if it was. Every command asks,
 * so answers are remembered for ten seconds; a join in this process shows at once.
 */
export function createOrganizations({
  joined,
  joining,
  clock,
}: {
  readonly joined: (place: string) => Promise<string | undefined>;
  readonly joining: Joining;
  readonly clock: Clock;
}): Organizations {
  const remembered = new Map<string, { readonly organization: string; readonly until: number }>();

  return {
    offer: joining.offer,
    offered: joining.offered,
    async join(input) {
      const joined = await joining.join(input);
      // Others may have been joined to the place.
      if (joined.state === 'joined') remembered.clear();
      return joined;
    },
    async of({ place }) {
      const now = clock.now();
      const known = remembered.get(place);
      if (known !== undefined && now < known.until) return known.organization;
      const organization = (await joined(place)) ?? place;
      remembered.delete(place);
      for (const longestKnown of remembered.keys()) {
        if (remembered.size < rememberedPlaces) break;
        remembered.delete(longestKnown);
      }
      remembered.set(place, { organization, until: now + rememberedMs });
      return organization;
    },
  };
}

import { setNewest } from '../runtime/bounded-map.ts';
import type { Clock } from '../runtime/clock.ts';
import { minuteMs } from '../runtime/durations.ts';
import type { Log } from '../runtime/log.ts';
import { splitScopedId } from '../runtime/scoped-id.ts';
import type { AdmissionState, Admissions } from '../store/contract/access.ts';

/** A place (a workspace or a server), as `platform:id`. */
type Place = string;

/** Why a place is let in, or what became of it. */
export interface KnownPlace {
  readonly place: Place;
  readonly state: 'home' | 'named' | AdmissionState;
  /** `platform:id` of the admin who decided, where one did. */
  readonly changedBy?: string;
  /** Ms since 1970 UTC; of a decision. */
  readonly changedAt?: number;
  /** Ms since 1970 UTC; when the bot was last tried there in vain. */
  readonly knockedAt?: number;
}

/** Which places are let in. No other is served, shown or told anything. */
export interface Admission {
  isLetIn(place: Place): Promise<boolean>;
  /** Every place of a platform that is let in. */
  letIn(platform: string): Promise<readonly Place[]>;
  /** What is let in, then the newest {@link mostKnocked} that knocked. */
  list(): Promise<{ readonly letIn: readonly KnownPlace[]; readonly outside: readonly KnownPlace[] }>;
  /** Places that are watched and that no admin has decided on: their watches are kept, and not told. */
  undecided(): Promise<readonly { readonly place: Place; readonly watches: number }[]>;
  /** `same`: it was let in already. */
  admit(place: Place, by: string): Promise<'admitted' | 'same'>;
  /** `home` and `named` places can't be taken out by a command. */
  dismiss(place: Place, by: string): Promise<'dismissed' | 'same' | 'home' | 'named'>;
  /** Notes that the bot was tried in a place that is not let in. Never rejects. */
  knock(place: Place): Promise<void>;
}

export interface AdmissionDeps {
  readonly kept: Admissions;
  /** Let in by the setting WORKSPACES. */
  readonly named: readonly Place[];
  /** The bot's own by its token; known once the platforms are connected. */
  homes(): readonly Place[];
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

const mostKnocked = 1_000;

/** A place that is tried again and again is written down once a minute. */
const knockEveryMs = minuteMs;
const knocksRemembered = 1_000;

export function createAdmission({ kept, named, homes, clock, log }: AdmissionDeps): Admission {
  const byName = new Set(named);
  const knockedAt = new Map<Place, number>();

  const isHome = (place: Place) => homes().includes(place);

  return {
    async isLetIn(place) {
      if (byName.has(place) || isHome(place)) return true;
      return (await kept.of({ place })) === 'admitted';
    },
    async letIn(platform) {
      const all = [...homes(), ...named, ...(await kept.admitted()).map(({ place }) => place)];
      return [...new Set(all)].filter((place) => splitScopedId(place).platform === platform);
    },
    async list() {
      const [admitted, knocked] = await Promise.all([kept.admitted(), kept.knocked({ limit: mostKnocked })]);
      const own = homes().map((place): KnownPlace => ({ place, state: 'home' }));
      const byNames = named.filter((place) => !isHome(place));
      const others = admitted.filter(({ place }) => !isHome(place) && !byName.has(place));
      return {
        letIn: [...own, ...byNames.map((place): KnownPlace => ({ place, state: 'named' })), ...others],
        outside: knocked.filter(({ place }) => !isHome(place) && !byName.has(place)),
      };
    },
    async undecided() {
      const waiting = await kept.undecided();
      return waiting.filter(({ place }) => !byName.has(place) && !isHome(place));
    },
    async admit(place, by) {
      if (byName.has(place) || isHome(place)) return 'same';
      const changed = await kept.set({ place, state: 'admitted', by, at: clock.now() });
      return changed ? 'admitted' : 'same';
    },
    async dismiss(place, by) {
      if (isHome(place)) return 'home';
      if (byName.has(place)) return 'named';
      const changed = await kept.set({ place, state: 'dismissed', by, at: clock.now() });
      return changed ? 'dismissed' : 'same';
    },
    async knock(place) {
      const now = clock.now();
      const last = knockedAt.get(place);
      if (last !== undefined && now - last < knockEveryMs && last <= now) return;
      setNewest(knockedAt, place, now, knocksRemembered);
      await kept.knock({ place, at: now, keep: mostKnocked }).catch((error: unknown) => {
        log.warn({ err: error, place }, 'a place that knocked could not be noted');
      });
    },
  };
}

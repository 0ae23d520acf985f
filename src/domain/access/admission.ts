import { setNewest } from '../../runtime/bounded-map.ts';
import type { Clock } from '../../runtime/clock.ts';
import { minuteMs } from '../../runtime/durations.ts';
import type { Log } from '../../runtime/log.ts';
import { splitScopedId } from '../../runtime/scoped-id.ts';
import type { AdmissionState, Admissions } from '../../store/contract/access.ts';

/** A workspace, or a server,, as `platform:id`. */
type Workspace = string;

/** Why a workspace is let in, or what became of it. */
export interface KnownWorkspace {
  readonly workspace: Workspace;
  readonly state: 'home' | 'named' | AdmissionState;
  /** `platform:id` of the admin who decided, where one did. */
  readonly changedBy?: string;
  /** Ms since 1970 UTC; of a decision. */
  readonly changedAt?: number;
  /** Ms since 1970 UTC; when the bot was last tried there in vain. */
  readonly knockedAt?: number;
}

/** Which workspaces are let in. No other is served, shown or told anything. */
export interface Admission {
  isLetIn(workspace: Workspace): Promise<boolean>;
  /** Every workspace of a platform that is let in. */
  letIn(platform: string): Promise<readonly Workspace[]>;
  /** What is let in, then the newest {@link mostKnocked} that knocked. */
  list(): Promise<{ readonly letIn: readonly KnownWorkspace[]; readonly outside: readonly KnownWorkspace[] }>;
  /** Workspaces that are watched and that no admin has decided on: their watches are kept, and not told. */
  undecided(): Promise<readonly { readonly workspace: Workspace; readonly watches: number }[]>;
  /** `same`: it was let in already. */
  admit(workspace: Workspace, by: string): Promise<'admitted' | 'same'>;
  /** `home` and `named` workspaces can't be taken out by a command. */
  dismiss(workspace: Workspace, by: string): Promise<'dismissed' | 'same' | 'home' | 'named'>;
  /** Notes that the bot was tried in a workspace that is not let in. Never rejects. */
  knock(workspace: Workspace): Promise<void>;
}

export interface AdmissionDeps {
  readonly kept: Admissions;
  /** Let in by the setting WORKSPACES. */
  readonly named: readonly Workspace[];
  /** The bot's own by its token; known once the platforms are connected. */
  homes(): readonly Workspace[];
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

const mostKnocked = 1_000;

/** A workspace that is tried again and again is written down once a minute. */
const knockEveryMs = minuteMs;
const knocksRemembered = 1_000;

export function createAdmission({ kept, named, homes, clock, log }: AdmissionDeps): Admission {
  const byName = new Set(named);
  const knockedAt = new Map<Workspace, number>();

  const isHome = (workspace: Workspace) => homes().includes(workspace);

  return {
    async isLetIn(workspace) {
      if (byName.has(workspace) || isHome(workspace)) return true;
      return (await kept.of({ workspace })) === 'admitted';
    },
    async letIn(platform) {
      const all = [...homes(), ...named, ...(await kept.admitted()).map(({ workspace }) => workspace)];
      return [...new Set(all)].filter((workspace) => splitScopedId(workspace).platform === platform);
    },
    async list() {
      const [admitted, knocked] = await Promise.all([kept.admitted(), kept.knocked({ limit: mostKnocked })]);
      const own = homes().map((workspace): KnownWorkspace => ({ workspace, state: 'home' }));
      const byNames = named.filter((workspace) => !isHome(workspace));
      const others = admitted.filter(({ workspace }) => !isHome(workspace) && !byName.has(workspace));
      return {
        letIn: [
          ...own,
          ...byNames.map((workspace): KnownWorkspace => ({ workspace, state: 'named' })),
          ...others,
        ],
        outside: knocked.filter(({ workspace }) => !isHome(workspace) && !byName.has(workspace)),
      };
    },
    async undecided() {
      const waiting = await kept.undecided();
      return waiting.filter(({ workspace }) => !byName.has(workspace) && !isHome(workspace));
    },
    async admit(workspace, by) {
      if (byName.has(workspace) || isHome(workspace)) return 'same';
      const changed = await kept.set({ workspace, state: 'admitted', by, at: clock.now() });
      return changed ? 'admitted' : 'same';
    },
    async dismiss(workspace, by) {
      if (isHome(workspace)) return 'home';
      if (byName.has(workspace)) return 'named';
      const changed = await kept.set({ workspace, state: 'dismissed', by, at: clock.now() });
      return changed ? 'dismissed' : 'same';
    },
    async knock(workspace) {
      const now = clock.now();
      const last = knockedAt.get(workspace);
      if (last !== undefined && now - last < knockEveryMs && last <= now) return;
      setNewest(knockedAt, workspace, now, knocksRemembered);
      await kept.knock({ workspace, at: now, keep: mostKnocked }).catch((error: unknown) => {
        log.warn({ err: error, workspace }, 'a workspace that knocked could not be noted');
      });
    },
  };
}

import type { Clock } from '../runtime/clock.ts';
import { createTokenBuckets } from '../runtime/limiter.ts';

/** Who asks for something: `workspace` is the workspace on its platform, both with the platform's name before them. */
export interface LimitedCaller {
  readonly organization: string;
  readonly workspace: string;
  readonly person: string;
}

/** Whose share is used up, how much it is, and when there is some of it again. */
export interface Limited {
  readonly whose: 'person' | 'workspace';
  readonly perMinute: number;
  readonly retryAfterMs: number;
}

/** How much of the bot one person, and one workspace, may take. */
export interface CommandLimit {
  /** Counts one asking and gives `undefined`; or counts nothing where a share is used up. */
  take(asker: LimitedCaller): Limited | undefined;
}

/**
 * A bucket takes some hundred bytes; those of the people who asked longest ago are full again long before they are
 * forgotten.
 */
const mostPeople = 20_000;
const mostWorkspaces = 5_000;

/**
 * Of each person `personPerMinute` askings at once and as many again in a minute, of each workspace
 * `workspacePerMinute`. What is refused takes nothing from either, so that one person who asks too much leaves the
 * others theirs. In this process alone: it protects the process and the account, it is no bill.
 */
export function createCommandLimit({
  clock,
  personPerMinute,
  workspacePerMinute,
}: {
  readonly clock: Clock;
  readonly personPerMinute: number;
  readonly workspacePerMinute: number;
}): CommandLimit {
  const people = createTokenBuckets({ clock, perMinute: personPerMinute, limit: mostPeople });
  const workspaces = createTokenBuckets({ clock, perMinute: workspacePerMinute, limit: mostWorkspaces });
  return {
    take({ organization, workspace, person }) {
      const key = JSON.stringify([organization, person]);
      const personMs = people.waitMs(key);
      const workspaceMs = workspaces.waitMs(workspace);
      if (personMs > 0 && personMs >= workspaceMs)
        return { whose: 'person', perMinute: personPerMinute, retryAfterMs: personMs };
      if (workspaceMs > 0)
        return { whose: 'workspace', perMinute: workspacePerMinute, retryAfterMs: workspaceMs };
      people.take(key);
      workspaces.take(workspace);
      return undefined;
    },
  };
}

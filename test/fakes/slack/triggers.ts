/** https://docs.slack.dev/interactivity/handling-user-interaction: a trigger opens one view, within three seconds. */
export interface Triggers {
  /** A new `trigger_id`, for what `user` did. */
  make(user: string): string;
  /** Whose it is, once; or why it opens nothing. */
  use(
    id: string,
  ): { user: string } | { error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' };
}

export function createTriggers(clock: { now(): number }, id: () => string): Triggers {
  const made = new Map<string, { at: number; user: string; used: boolean }>();
  return {
    make(user) {
      const trigger = `13345224609.${clock.now()}.${id().toLowerCase()}`;
      made.set(trigger, { at: clock.now(), user, used: false });
      return trigger;
    },
    use(trigger) {
      const found = made.get(trigger);
      if (found === undefined) return { error: 'invalid_trigger_id' };
      if (clock.now() - found.at > 3000) return { error: 'expired_trigger_id' };
      if (found.used) return { error: 'exchanged_trigger_id' };
      found.used = true;
      return { user: found.user };
    },
  };
}

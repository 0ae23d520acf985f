/** What a check of the bot's surroundings found, for the operator. */
export interface Finding {
  /** `unsure`: it could not be checked, or only partly. */
  readonly verdict: 'good' | 'bad' | 'unsure';
  /** What was looked at, and what was seen. Never a secret. */
  readonly what: string;
  /** What to do about it. */
  readonly advice?: string;
}

export const good = (what: string): Finding => ({ verdict: 'good', what });
export const bad = (what: string, advice: string): Finding => ({ verdict: 'bad', what, advice });
export const unsure = (what: string, advice: string): Finding => ({ verdict: 'unsure', what, advice });

/** How far a clock may be off before it is told, s. Slack's signatures hold for five minutes, the partner's for ten. */
const clockMostSeconds = 60;

/** What the header `Date` of a service's answer says of this machine's clock; nothing where it is right, or there is none. */
export function clockFindings(service: string, date: string | null, now: number): readonly Finding[] {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) return [];
  const seconds = Math.round((now - theirs) / 1000);
  if (Math.abs(seconds) < clockMostSeconds) return [];
  return [
    bad(
      `Clock: ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} ${service}’s`,
      'Set this machine’s clock, best by NTP: signatures and times that people set go by it.',
    ),
  ];
}

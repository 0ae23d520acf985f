import { isLoopbackHost } from './http/loopback.ts';

/** One setting that is wrong. Never holds the value. */
export interface SettingFault {
  readonly name: string;
  readonly mustBe: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Takes settings out of an environment one by one, and notes what is wrong with any. */
export interface SettingsReader {
  readonly faults: readonly SettingFault[];
  fault(name: string, mustBe: string): void;
  text(name: string): string | undefined;
  matching(name: string, pattern: RegExp, mustBe: string): string | undefined;
  oneOf<const T extends string>(name: string, values: readonly T[]): T | undefined;
  whole(name: string, least: number, most: number): number | undefined;
  /** https, or http to a loopback host; without a trailing slash unless it was typed. */
  url(name: string): string | undefined;
}

/** An empty value counts as none. */
export function createSettingsReader(environment: Environment): SettingsReader {
  const faults: SettingFault[] = [];
  const fault = (name: string, mustBe: string) => {
    faults.push({ name, mustBe });
    return undefined;
  };
  const text = (name: string) => environment[name]?.trim() || undefined;
  return {
    faults,
    fault,
    text,
    matching(name, pattern, mustBe) {
      const value = text(name);
      return value === undefined || pattern.test(value) ? value : fault(name, mustBe);
    },
    oneOf(name, values) {
      const value = text(name);
      if (value === undefined) return undefined;
      return values.find((each) => each === value) ?? fault(name, values.join(', '));
    },
    whole(name, least, most) {
      const value = text(name);
      if (value === undefined) return undefined;
      const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
      return number >= least && number <= most
        ? number
        : fault(name, `a whole number from ${least} to ${most}`);
    },
    url(name) {
      const value = text(name);
      if (value === undefined) return undefined;
      const url = URL.canParse(value) ? new URL(value) : undefined;
      const secure =
        url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname));
      const plain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
      return secure && plain
        ? value
        : fault(name, 'an https URL (http for a loopback host), without user name or query');
    },
  };
}

import { isLoopbackHost } from './http/loopback.ts';
import type {
  ChoiceSetting,
  SettingDefinition,
  TextSetting,
  UrlSetting,
  WholeSetting,
} from './settings-definitions.ts';

/** One setting that is wrong. Never holds the value. */
export interface SettingFault {
  readonly name: string;
  readonly mustBe: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Takes settings out of an environment one by one, and notes what is wrong with any. What is missing or wrong is read as the
 * default of its definition.
 */
export interface SettingsReader {
  readonly faults: readonly SettingFault[];
  fault(setting: SettingDefinition, mustBe: string): void;
  isSet(setting: SettingDefinition): boolean;
  text<D>(setting: TextSetting & { readonly default: D }): string | D;
  matching<D>(setting: TextSetting & { readonly default: D }, pattern: RegExp, mustBe: string): string | D;
  oneOf<V extends string, D>(setting: ChoiceSetting<V> & { readonly default: D }): V | D;
  whole<D>(setting: WholeSetting & { readonly default: D }): number | D;
  /** https, or http to a loopback host; without a trailing slash unless it was typed. */
  url<D>(setting: UrlSetting & { readonly default: D }): string | D;
}

/** An empty value counts as none. */
export function createSettingsReader(environment: Environment): SettingsReader {
  const faults: SettingFault[] = [];
  const given = ({ name }: SettingDefinition) => environment[name]?.trim() || undefined;
  /** What `read` makes of a value that is set; a value that it refuses is a fault. */
  function taken<T, D>(
    setting: SettingDefinition & { readonly default: D },
    mustBe: string,
    read: (value: string) => T | undefined,
  ): T | D {
    const value = given(setting);
    const found = value === undefined ? undefined : read(value);
    if (value !== undefined && found === undefined) faults.push({ name: setting.name, mustBe });
    return found ?? setting.default;
  }
  return {
    faults,
    fault: ({ name }, mustBe) => void faults.push({ name, mustBe }),
    isSet: (setting) => given(setting) !== undefined,
    text: (setting) => given(setting) ?? setting.default,
    matching: (setting, pattern, mustBe) =>
      taken(setting, mustBe, (value) => (pattern.test(value) ? value : undefined)),
    oneOf: (setting) =>
      taken(setting, setting.values.join(', '), (value) => setting.values.find((each) => each === value)),
    whole: (setting) =>
      taken(setting, `a whole number from ${setting.least} to ${setting.most}`, (value) => {
        const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
        return number >= setting.least && number <= setting.most ? number : undefined;
      }),
    url: (setting) =>
      taken(setting, 'an https URL (http for a loopback host), without user name or query', (value) =>
        isPlainUrl(value) ? value : undefined,
      ),
  };
}

function isPlainUrl(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname));
  return secure && url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
}

import { isLoopbackHost } from '../http/loopback.ts';

interface SettingBase {
  /** Of the environment variable. */
  readonly name: string;
  /** What it sets, for the operator, in one or a few sentences; plain words and `code` alone. */
  readonly meaning: string;
  /** Never logged, never shown. */
  readonly secret?: true;
  /** What holds without it where it has no default, in words. */
  readonly unset?: string;
  /** A value worth showing where there is no default. */
  readonly example?: string;
}

/** A setting that is read as it stands, or by a rule of its own in `readSettings`. */
export interface TextSetting extends SettingBase {
  readonly kind: 'text';
  readonly default: string | undefined;
}

/** https, or http to a loopback host. */
interface UrlSetting extends SettingBase {
  readonly kind: 'url';
  readonly default: string | undefined;
}

/** A whole number from `least` to `most`. */
interface WholeSetting extends SettingBase {
  readonly kind: 'whole';
  readonly least: number;
  readonly most: number;
  readonly default: number | undefined;
}

/** One of `values`. */
interface ChoiceSetting<V extends string = string> extends SettingBase {
  readonly kind: 'choice';
  readonly values: readonly V[];
  readonly default: string | undefined;
}

export type SettingDefinition = TextSetting | UrlSetting | WholeSetting | ChoiceSetting;

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

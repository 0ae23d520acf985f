import { parseEnv } from 'node:util';
import { everySetting } from './definitions.ts';
import type { KnownPlatform } from './platform.ts';
import type { Environment } from './reader.ts';

/** A setting as the bot was started with it. */
export interface SettingInForce {
  readonly name: string;
  readonly secret: boolean;
  /** Absent where it is not set and has no default, and of a secret always empty: it is never handed on. */
  readonly value?: string;
  readonly origin: 'environment' | 'file' | 'default';
}

/**
 * Every setting that a bot with these platforms reads, as `environment` has it. `file`: the text of the file .env, if there is
 * one, whose settings stand in `environment` by now where that had none of its own.
 */
export function settingsInForce(
  known: readonly KnownPlatform[],
  environment: Environment,
  file: string | undefined,
): readonly SettingInForce[] {
  const inFile: Environment = file === undefined ? {} : parseEnv(file);
  return everySetting(known).map((setting): SettingInForce => {
    const { name } = setting;
    const secret = setting.secret === true;
    const given = environment[name]?.trim() || undefined;
    if (given === undefined) {
      const value = setting.default;
      return {
        name,
        secret,
        origin: 'default',
        ...(value !== undefined && { value: secret ? '' : String(value) }),
      };
    }
    const origin = inFile[name]?.trim() === given ? 'file' : 'environment';
    return { name, secret, origin, value: secret ? '' : given };
  });
}

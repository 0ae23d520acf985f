import { isLoopbackHost } from '../http/loopback.ts';
import { type SettingInForce, settingsInForce } from './in-force.ts';
import { type UnknownName, unknownNames } from './misspelt.ts';
import { type OrderNewsSettings, readOrderNews } from './order-news.ts';
import { type PartnerSettings, readPartner } from './partner.ts';
import { type PeopleSettings, readPeople } from './people.ts';
import {
  type ConfiguredPlatform,
  isLocal,
  isRemote,
  type KnownPlatform,
  type PlatformSetup,
} from './platform.ts';
import { createSettingsReader, type Environment, type SettingFault } from './reader.ts';
import { readSellers, type SellerSettings } from './sellers.ts';
import { readServer, type ServerSettings } from './server.ts';

/** Everything that can be set from outside, checked. The only place that reads the environment. */
export interface Settings
  extends PartnerSettings,
    OrderNewsSettings,
    SellerSettings,
    PeopleSettings,
    ServerSettings {
  /** The chat platforms that the bot connects to. */
  readonly platforms: readonly ConfiguredPlatform[];
  /** Of the platforms that a file tells of the bot, by their names. */
  readonly manifests: ReadonlyMap<string, NonNullable<PlatformSetup['manifest']>>;
  /** The platforms of this machine that are on, by their names. */
  readonly local: ReadonlySet<string>;
}

/**
 * The settings in `environment` for a bot that knows these platforms, or everything that is wrong with it. An empty value
 * counts as none.
 */
export function readSettings(
  known: readonly KnownPlatform[],
  environment: Environment = process.env,
): { settings: Settings } | { faults: readonly SettingFault[] } {
  const read = createSettingsReader(environment);
  const local = known.filter((platform) => isLocal(platform));
  const remote = known.filter(isRemote);
  const partner = readPartner(read);
  const setups = remote.map((platform) => ({ platform, ...platform.configure(read) }));
  const platforms = setups.flatMap(({ platform, connection }) =>
    connection === undefined ? [] : [{ platform, ...connection }],
  );
  const server = readServer(read);
  const about = { onLoopback: isLoopbackHost(server.http.host), connected: platforms.length > 0 };
  const settings: Settings = {
    ...partner,
    ...readOrderNews(read),
    ...readSellers(read, server.http),
    ...readPeople(read, { platforms: remote, operators: local.map(({ operator }) => operator) }),
    ...server,
    platforms,
    manifests: new Map(
      setups.flatMap(({ platform, manifest }) =>
        manifest === undefined ? [] : [[platform.name, manifest] as const],
      ),
    ),
    local: new Set(local.filter((platform) => platform.isOn(read, about)).map(({ name }) => name)),
  };
  return read.faults.length > 0 ? { faults: read.faults } : { settings: Object.freeze(settings) };
}

/** What looks like a setting in `environment` and is none. */
export function misspeltSettings(
  known: readonly KnownPlatform[],
  environment: Environment = process.env,
): readonly UnknownName[] {
  return unknownNames(environment, known);
}

/** What this start was set to, setting by setting. `file`: the text of the file .env that was read into `environment`. */
export function settingsOfStart(
  known: readonly KnownPlatform[],
  file: string | undefined,
  environment: Environment = process.env,
): readonly SettingInForce[] {
  return settingsInForce(known, environment, file);
}

/** The locale of the person at the terminal, as POSIX sets it. */
export function terminalLocale(environment: Environment = process.env): string | undefined {
  return environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || undefined;
}

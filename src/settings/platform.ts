import type { ChatAdapter } from '../chat/adapter.ts';
import type { Finding } from '../chat/finding.ts';
import type { CommandMenu, Menu } from '../chat/menu.ts';
import type { Role } from '../chat/role.ts';
import type { Route } from '../http/route.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { Exclusive } from '../store/contract/processes.ts';
import type { SettingDefinition, SettingsReader } from './reader.ts';

/** Each folder of `adapters/` exports one: all that the rest of the program knows of it. */
export type KnownPlatform = Platform | LocalPlatform;

/** A chat platform that the bot connects to. */
export interface Platform {
  /** First part of every `platform:id`. */
  readonly name: string;
  /** Its name in sentences, and what it calls a workspace. */
  readonly title: string;
  readonly workspace: string;
  /** What the ids of people and workspaces look like in settings. */
  readonly ids: Readonly<
    Record<'person' | 'workspace', { readonly pattern: RegExp; readonly example: string }>
  >;
  /** Its token makes a workspace the bot's own, which then needs no admission. */
  readonly hasHome: boolean;
  readonly settings: readonly SettingDefinition[];
  /** Reads its settings. Faults go to `read`. */
  configure(read: SettingsReader): PlatformSetup;
}

export interface PlatformSetup {
  /** Absent where the settings ask for no connection. */
  readonly connection?: PlatformConnection | undefined;
  /** What a person tells the platform of the bot, as JSON, before there is a token; for `npm run manifest`. */
  manifest?(about: ManifestFacts): Promise<unknown>;
}

interface ManifestFacts {
  readonly menu: readonly CommandMenu[];
  /** Where the internet reaches the bot's server; absent: nowhere. */
  readonly publicUrl: string | undefined;
  /** Hosts whose links the bot may put a card beside. */
  readonly linkHosts: readonly string[];
}

/** What can be done with a platform whose settings ask for a connection. */
interface PlatformConnection {
  /** What the log hides. */
  readonly secrets: readonly string[];
  /** Loads the platform's library, and no other's. */
  open(deps: PlatformDeps): Promise<OpenPlatform>;
  /** What the doctor finds. Asks the platform and changes nothing. `workspaces`: its own ids of those that settings let in. */
  check(about: {
    readonly menu: Menu;
    readonly workspaces: readonly string[];
    /** Ms since 1970 UTC, by this machine. */
    now(): number;
  }): Promise<readonly Finding[]>;
  /**
   * Makes the platform's commands those of the menu, and says what changed, a line each. `workspace`: in that one alone. Absent
   * where a platform learns its commands from the manifest. Throws an error whose message a person can act on.
   */
  register?(about: {
    readonly menu: Menu;
    readonly workspace: string | undefined;
  }): Promise<readonly string[]>;
}

/** A platform that the bot connects to. */
export interface ConfiguredPlatform extends PlatformConnection {
  readonly platform: Platform;
}

export interface PlatformDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** What only one process on the store may hold. */
  readonly exclusive: Exclusive;
}

/** A platform's adapter, and its routes on the bot's HTTP server. */
interface OpenPlatform {
  readonly adapter: ChatAdapter;
  readonly routes: readonly Route[];
}

/**
 * A platform of this machine. It has no account, no secret and nothing to check: its workspace is the bot's own, and whoever
 * sits at the machine is an admin there. `Machine`: what it takes of the machine, handed to it when it opens.
 */
export interface LocalPlatform<Machine = never> {
  /** First part of every `platform:id`. */
  readonly name: string;
  /** Its name in the documents. */
  readonly title: string;
  readonly settings: readonly SettingDefinition[];
  /** The person at the machine, as `platform:id`. */
  readonly operator: string;
  /** Whether it is on. Faults go to `read`. `connected`: the bot connects to a chat platform. */
  isOn(read: SettingsReader, about: { readonly onLoopback: boolean; readonly connected: boolean }): boolean;
  /** `undefined` where the machine has not what it runs on. */
  open(machine: Machine): Promise<OpenLocalPlatform | undefined>;
}

interface OpenLocalPlatform extends OpenPlatform {
  /** Whom one can speak as beside the operator. */
  readonly invented?: Invented;
  /** Resolves when what it reads from has ended; absent: it never ends. */
  readonly finished?: Promise<void>;
}

/** People who are made up, in a workspace, `platform:id`; each as `platform:id`. */
export interface Invented {
  readonly workspace: string;
  readonly people: readonly { readonly whom: string; readonly role: Role }[];
}

/** Whether the bot connects to it, so that it has settings of its own. */
export function isRemote(platform: KnownPlatform): platform is Platform {
  return 'configure' in platform;
}

export function isLocal<Machine>(
  platform: Platform | LocalPlatform<Machine>,
): platform is LocalPlatform<Machine> {
  return !isRemote(platform);
}

import type { Role } from '../chat/role.ts';
import { isLoopbackHost } from '../http/loopback.ts';
import { dayMs, hourMs, minuteMs } from '../runtime/durations.ts';
import type { Language } from '../runtime/language.ts';
import type { CallbackBase } from '../xport/callback-signature.ts';
import { type Account, parseSignatureTemplate, type TimestampUnit } from '../xport/signature.ts';
import { settingDefinitions as all } from './definitions.ts';
import { type SettingInForce, settingsInForce } from './in-force.ts';
import { type UnknownName, unknownNames } from './misspelt.ts';
import type { ConfiguredPlatform, Platform, PlatformSetup } from './platform.ts';
import {
  createSettingsReader,
  type Environment,
  type SettingFault,
  type SettingsReader,
  type TextSetting,
} from './reader.ts';

/** Everything that can be set from outside, checked. The only place that reads the environment. */
export interface Settings {
  readonly xport: {
    /** Absent: the sandbox on this machine. */
    readonly account?: Account;
    /** What the account is called in the store, where the operator says so. */
    readonly accountName?: string;
    /** The key that the account had before. */
    readonly previousAccessKey?: string;
    readonly baseUrl: string;
    readonly signatureTemplate: string;
    /** Of what is signed in the query: freight out of China. */
    readonly querySignatureTemplate: string;
    readonly timestampUnit: TimestampUnit;
    /** How a pushed message proves itself. */
    readonly callback: CallbackSettings;
  };
  readonly orders: {
    /**
     * How long an order may stay unpaid, unshipped, or without a sign from the carrier before its watchers are told, ms.
     */
    readonly unpaidMs: number;
    readonly unshippedMs: number;
    readonly stalledMs: number;
    /** Ms from one sweep of changed orders to the next. */
    readonly sweepEveryMs: number;
    /** How long a process that was killed keeps its conversations from the others, ms. */
    readonly holdMs: number;
    /** How long a message whose answer was lost may still arrive at the platform, ms. */
    readonly doubtfulMs: number;
  };
  /** How the sandbox's orders live: ms from step to step, and ms until a message that was not acknowledged comes again. */
  readonly sandbox: { readonly stepMs: number; readonly repushMs: number };
  readonly sellers: {
    readonly linkKeptMs: number;
    readonly linksPerMinute: number;
    readonly linksPerDay: number;
    /** Of all people together, on a day in China. */
    readonly linksPerAccountDay: number;
    /** Links go out behind a link of the bot's own, below `publicUrl`, that opens for `opensForMs`. */
    readonly guard?: { readonly publicUrl: string; readonly opensForMs: number };
  };
  readonly requests: {
    /** How long until those who decide are reminded of a request, and until it is over, ms. */
    readonly remindMs: number;
    readonly expireMs: number;
    /** For how long an approval of a seller can be used, ms. */
    readonly sellerApprovedMs: number;
    /** Above how many fen spending takes a second person. */
    readonly paymentAboveFen?: number;
  };
  readonly access: {
    /** As `platform:id`; the operator at this machine is always one of them. */
    readonly admins: readonly string[];
    /** Workspaces and servers that are let in, as `platform:id`. */
    readonly workspaces: readonly string[];
    readonly defaultRole: Exclude<Role, 'admin'>;
  };
  /** How many commands a minute one person, and all people of one workspace together, may give. */
  readonly commandsPerMinute: { readonly person: number; readonly workspace: number };
  /** How long the audit log is kept. */
  readonly auditKeptMs: number;
  /** The chat platforms that the bot connects to. */
  readonly platforms: readonly ConfiguredPlatform[];
  /** Of the platforms that a file tells of the bot, by their names. */
  readonly manifests: ReadonlyMap<string, NonNullable<PlatformSetup['manifest']>>;
  readonly databaseUrl: string;
  /** Where hourly copies go and how many are kept; absent: none are made. */
  readonly hourlyCopies?: { readonly folder: string; readonly kept: number };
  /** Where spans are sent; absent: nowhere. */
  readonly tracesEndpoint?: string;
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly publicUrl?: string;
    /** Opens what only an operator may see; there where `host` is not a loopback one. */
    readonly adminToken?: string;
  };
  readonly localChat: boolean;
  /** Unset: `info`, or `warn` while a terminal shares the screen. */
  readonly logLevel?: LogLevel;
  readonly defaultLanguage: Language;
}

interface CallbackSettings {
  /** `signature`: by a header; `token`: by a secret last segment of the path. */
  readonly by: { readonly kind: 'signature' } | { readonly kind: 'token'; readonly token: string };
  /** What the signature covers, as far as the partner's documents leave that open. */
  readonly base: CallbackBase;
  /** Also accepted while the secret is being changed. */
  readonly previousSecret?: string;
}

type LogLevel = (typeof all.logLevel.values)[number];

/**
 * The settings in `environment` for a bot that knows these platforms, or everything that is wrong with it. An empty value
 * counts as none.
 */
export function readSettings(
  known: readonly Platform[],
  environment: Environment = process.env,
): { settings: Settings } | { faults: readonly SettingFault[] } {
  const read = createSettingsReader(environment);
  const account = readAccount(read);
  const accountName = read.matching(
    all.accountName,
    /^(?!(?:sandbox|another)$)[A-Za-z0-9._-]{1,60}$/i,
    '1 to 60 of the characters A-Z a-z 0-9 . _ -, and neither sandbox nor another',
  );
  const previousAccessKey = read.matching(
    all.previousAccessKey,
    /^[\x21-\x7e]+$/,
    'visible ASCII characters without spaces',
  );
  const setups = known.map((platform) => ({ platform, ...platform.configure(read) }));
  const platforms = setups.flatMap(({ platform, connection }) =>
    connection === undefined ? [] : [{ platform, ...connection }],
  );
  const host = read.text(all.host);
  const backupFolder = read.text(all.backupFolder);
  const backupsKept = read.whole(all.backupsKept);
  if (!isLoopbackHost(host) && !read.isSet(all.adminToken)) {
    read.fault(all.adminToken, `set, since HOST is not a loopback address (at least 16 characters)`);
  }
  const adminToken = read.matching(
    all.adminToken,
    /^[\x21-\x7e]{16,1000}$/,
    '16 or more visible ASCII characters without spaces',
  );
  const publicUrl = read.url(all.publicUrl);
  const tracesEndpoint = read.url(all.tracesEndpoint);
  const guard = readGuard(read, publicUrl);
  const localChat = read.oneOf(all.localChat);
  if (localChat === 'on' && !isLoopbackHost(host)) {
    read.fault(all.localChat, 'off, since the local chat page is served on a loopback HOST only');
  }
  const paymentAbove = read.whole(all.paymentApprovalAbove);
  const logLevel = read.oneOf(all.logLevel);
  const settings: Settings = {
    xport: {
      ...(account !== undefined && { account }),
      ...(accountName !== undefined && { accountName }),
      ...(previousAccessKey !== undefined && { previousAccessKey }),
      baseUrl: read.url(all.baseUrl),
      signatureTemplate: readTemplate(read),
      querySignatureTemplate: readQueryTemplate(read),
      timestampUnit: read.oneOf(all.timestampUnit),
      callback: readCallback(read),
    },
    orders: {
      unpaidMs: read.whole(all.unpaidHours) * hourMs,
      unshippedMs: read.whole(all.unshippedDays) * dayMs,
      stalledMs: read.whole(all.stalledDays) * dayMs,
      sweepEveryMs: read.whole(all.sweepMinutes) * minuteMs,
      holdMs: read.whole(all.holdSeconds) * 1000,
      doubtfulMs: read.whole(all.doubtSeconds) * 1000,
    },
    sandbox: {
      stepMs: read.whole(all.sandboxStepSeconds) * 1000,
      repushMs: read.whole(all.sandboxRepushSeconds) * 1000,
    },
    sellers: {
      linkKeptMs: read.whole(all.sellerLinkKeptSeconds) * 1000,
      linksPerMinute: read.whole(all.sellerLinksPerMinute),
      linksPerDay: read.whole(all.sellerLinksPerDay),
      linksPerAccountDay: read.whole(all.sellerLinksPerAccountDay),
      ...(guard !== undefined && { guard }),
    },
    requests: {
      remindMs: read.whole(all.requestReminderHours) * hourMs,
      expireMs: read.whole(all.requestExpiryHours) * hourMs,
      sellerApprovedMs: read.whole(all.sellerApprovedDays) * dayMs,
      ...(paymentAbove !== undefined && { paymentAboveFen: paymentAbove * 100 }),
    },
    access: {
      admins: [...operators, ...idsIn(read, all.admins, known, 'person')],
      workspaces: idsIn(read, all.workspaces, known, 'workspace'),
      defaultRole: read.oneOf(all.defaultRole),
    },
    commandsPerMinute: {
      person: read.whole(all.commandsPerMinute),
      workspace: read.whole(all.workspaceCommandsPerMinute),
    },
    auditKeptMs: read.whole(all.auditKeptDays) * dayMs,
    platforms,
    manifests: new Map(
      setups.flatMap(({ platform, manifest }) =>
        manifest === undefined ? [] : [[platform.name, manifest] as const],
      ),
    ),
    databaseUrl: read.matching(
      all.databaseUrl,
      /^(?:sqlite:.+|postgres(?:ql)?:\/\/.+)$/,
      'sqlite:PATH or postgres://…',
    ),
    ...(backupFolder !== undefined && { hourlyCopies: { folder: backupFolder, kept: backupsKept } }),
    ...(tracesEndpoint !== undefined && { tracesEndpoint }),
    http: {
      host,
      port: read.whole(all.port),
      ...(publicUrl !== undefined && { publicUrl }),
      ...(adminToken !== undefined && { adminToken }),
    },
    localChat:
      isLoopbackHost(host) && (localChat === undefined ? platforms.length === 0 : localChat === 'on'),
    ...(logLevel !== undefined && { logLevel }),
    defaultLanguage: read.oneOf(all.defaultLanguage),
  };
  return read.faults.length > 0 ? { faults: read.faults } : { settings: Object.freeze(settings) };
}

/** What looks like a setting in `environment` and is none. */
export function misspeltSettings(
  known: readonly Platform[],
  environment: Environment = process.env,
): readonly UnknownName[] {
  return unknownNames(environment, known);
}

/** What this start was set to, setting by setting. `file`: the text of the file .env that was read into `environment`. */
export function settingsOfStart(
  known: readonly Platform[],
  file: string | undefined,
  environment: Environment = process.env,
): readonly SettingInForce[] {
  return settingsInForce(known, environment, file);
}

/** The locale of the person at the terminal, as POSIX sets it. */
export function terminalLocale(environment: Environment = process.env): string | undefined {
  return environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || undefined;
}

function readAccount(read: SettingsReader): Account | undefined {
  const parts = [all.accessKey, all.accessSecret, all.userId] as const;
  const [accessKey, accessSecret, userId] = parts.map((part) =>
    read.matching(part, /^[\x21-\x7e]+$/, 'visible ASCII characters without spaces'),
  );
  if (accessKey !== undefined && accessSecret !== undefined && userId !== undefined) {
    return { accessKey, accessSecret, userId };
  }
  if (parts.some(read.isSet)) {
    for (const part of parts.filter((each) => !read.isSet(each))) {
      read.fault(part, 'set too, since another part of the account is (or none of the three: the sandbox)');
    }
  }
  return undefined;
}

/** The operator at this machine, on the local page or at the prompt. */
const operators = ['page:operator', 'terminal:operator'] as const;

/** Ids of people or workspaces as `platform:id`, apart by commas, each once. */
function idsIn(
  read: SettingsReader,
  setting: TextSetting & { readonly default: undefined },
  known: readonly Platform[],
  kind: keyof Platform['ids'],
): readonly string[] {
  const one = known.map(({ name, ids }) => `${name}:(?:${ids[kind].pattern.source})`).join('|');
  const examples = known.map(({ name, ids }) => `${name}:${ids[kind].example}`).join(',');
  const named = read.matching(
    setting,
    new RegExp(`^(?:${one})(?:,\\s*(?:${one}))*$`),
    `${kind === 'person' ? 'people' : 'workspaces and servers'} such as ${examples}`,
  );
  return [...new Set(named?.split(',').map((each) => each.trim()))];
}

function readGuard(
  read: SettingsReader,
  publicUrl: string | undefined,
): Settings['sellers']['guard'] | undefined {
  const opensForMs = read.whole(all.sellerLinkOpensHours) * hourMs;
  if (read.oneOf(all.sellerLinks) !== 'guarded') return undefined;
  const url = publicUrl === undefined ? undefined : new URL(publicUrl);
  if (publicUrl === undefined || url?.protocol !== 'https:' || url.port !== '') {
    read.fault(all.publicUrl, 'an https URL without a port, since SELLER_LINKS is guarded');
    return undefined;
  }
  return { publicUrl, opensForMs };
}

function readCallback(read: SettingsReader): CallbackSettings {
  const auth = read.oneOf(all.callbackAuth);
  const token = read.matching(
    all.callbackToken,
    /^[A-Za-z0-9_-]{16,128}$/,
    '16 to 128 of the characters A-Z a-z 0-9 - _',
  );
  if (auth === 'token' && !read.isSet(all.callbackToken)) {
    read.fault(all.callbackToken, 'set, since XPORT_CALLBACK_AUTH is token');
  }
  const base = read.oneOf(all.callbackBase);
  const previousSecret = read.matching(
    all.previousAccessSecret,
    /^[\x21-\x7e]+$/,
    'visible ASCII characters without spaces',
  );
  return {
    by: auth === 'token' && token !== undefined ? { kind: 'token', token } : { kind: 'signature' },
    base,
    ...(previousSecret !== undefined && { previousSecret }),
  };
}

function readTemplate(read: SettingsReader): string {
  const template = read.text(all.signatureTemplate);
  const parsed = parseSignatureTemplate(template);
  if (!parsed.ok) read.fault(all.signatureTemplate, `a string-to-sign; this one ${parsed.why}`);
  return template;
}

function readQueryTemplate(read: SettingsReader): string {
  const template = read.text(all.querySignatureTemplate);
  // What is wrong with the other one is said of that one.
  if (template === undefined) {
    return read.text(all.signatureTemplate);
  }
  const parsed = parseSignatureTemplate(template, 'query');
  if (!parsed.ok) read.fault(all.querySignatureTemplate, `a string-to-sign; this one ${parsed.why}`);
  return template;
}

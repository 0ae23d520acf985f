import { isLoopbackHost } from '../http/loopback.ts';
import { type Language, languages } from '../runtime/language.ts';
import type { SettingDefinition, SettingsReader } from './reader.ts';

export const serverDefinitions = {
  backupFolder: {
    name: 'BACKUP_FOLDER',
    kind: 'text',
    default: undefined,
    meaning:
      'Folder into which the bot copies its database each hour, as `npm run backup` does. It belongs on another disk.',
    unset: 'no hourly copies',
  },
  backupsKept: {
    name: 'BACKUPS_KEPT',
    kind: 'whole',
    least: 1,
    most: 10_000,
    default: 24,
    meaning: 'How many hourly copies are kept; the oldest go.',
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    kind: 'text',
    default: 'sqlite:data/shoptalk.db',
    meaning: '`sqlite:PATH`, or `postgres://user:password@host:5432/database`.',
    secret: true,
  },
  host: {
    name: 'HOST',
    kind: 'text',
    default: '127.0.0.1',
    meaning: 'Address that the HTTP server listens on.',
  },
  port: {
    name: 'PORT',
    kind: 'whole',
    least: 0,
    most: 65_535,
    default: 3000,
    meaning: 'Port of the HTTP server. With `0` it takes a free one, which the ready line names.',
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    kind: 'url',
    default: undefined,
    meaning: 'Where the internet reaches the HTTP server.',
    example: 'https://bot.example.com',
  },
  tracesEndpoint: {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    kind: 'url',
    default: undefined,
    meaning:
      'Where an OpenTelemetry collector takes traces by OTLP over HTTP, below `/v1/traces`. Headers and time limits are OpenTelemetry’s own settings.',
    unset: 'no traces',
    example: 'http://127.0.0.1:4318',
  },
  adminToken: {
    name: 'ADMIN_TOKEN',
    kind: 'text',
    default: undefined,
    meaning:
      'Token for the console at `/console`, which is off without it, and for `/metrics` and the details of `/readyz`, sent as `Authorization: Bearer …` whenever `HOST` is not loopback or the request came through a proxy. 16 or more visible ASCII characters. Required when `HOST` is not loopback.',
    unset: 'made and printed at each start',
    secret: true,
  },
  logLevel: {
    name: 'LOG_LEVEL',
    kind: 'choice',
    values: ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
    default: undefined,
    meaning: 'The least level that is logged.',
    unset: '`info`; `warn` beside the terminal prompt',
  },
  defaultLanguage: {
    name: 'LANG_DEFAULT',
    kind: 'choice',
    values: languages,
    default: 'en',
    meaning: 'Language for people without a known locale.',
  },
} as const satisfies Record<string, SettingDefinition>;

/** What the bot runs on: its database, its server, and what it tells the operator. */
export interface ServerSettings {
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
  /** Unset: `info`, or `warn` while a terminal shares the screen. */
  readonly logLevel?: LogLevel;
  readonly defaultLanguage: Language;
}

type LogLevel = (typeof serverDefinitions.logLevel.values)[number];

export function readServer(read: SettingsReader): ServerSettings {
  const host = read.text(serverDefinitions.host);
  const backupFolder = read.text(serverDefinitions.backupFolder);
  const backupsKept = read.whole(serverDefinitions.backupsKept);
  if (!isLoopbackHost(host) && !read.isSet(serverDefinitions.adminToken)) {
    read.fault(
      serverDefinitions.adminToken,
      'set, since HOST is not a loopback address (at least 16 characters)',
    );
  }
  const adminToken = read.matching(
    serverDefinitions.adminToken,
    /^[\x21-\x7e]{16,1000}$/,
    '16 or more visible ASCII characters without spaces',
  );
  const publicUrl = read.url(serverDefinitions.publicUrl);
  const tracesEndpoint = read.url(serverDefinitions.tracesEndpoint);
  const logLevel = read.oneOf(serverDefinitions.logLevel);
  return {
    databaseUrl: read.matching(
      serverDefinitions.databaseUrl,
      /^(?:sqlite:.+|postgres(?:ql)?:\/\/.+)$/,
      'sqlite:PATH or postgres://…',
    ),
    ...(backupFolder !== undefined && { hourlyCopies: { folder: backupFolder, kept: backupsKept } }),
    ...(tracesEndpoint !== undefined && { tracesEndpoint }),
    http: {
      host,
      port: read.whole(serverDefinitions.port),
      ...(publicUrl !== undefined && { publicUrl }),
      ...(adminToken !== undefined && { adminToken }),
    },
    ...(logLevel !== undefined && { logLevel }),
    defaultLanguage: read.oneOf(serverDefinitions.defaultLanguage),
  };
}

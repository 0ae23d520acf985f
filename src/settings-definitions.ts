import { callbackBases } from './xport/callback-signature.ts';

/** The parts of the page of settings, in its order. */
export const settingGroups = {
  partner: 'The partner API',
  callback: 'Pushed messages',
  sandbox: 'The sandbox',
  news: 'Order news and alerts',
  sellers: 'Seller chats',
  people: 'People, roles and limits',
  approval: 'Approval by a second person',
  slack: 'Slack',
  discord: 'Discord',
  server: 'The server, the database and the log',
} as const;

interface SettingBase {
  /** Of the environment variable. */
  readonly name: string;
  readonly group: keyof typeof settingGroups;
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
export interface UrlSetting extends SettingBase {
  readonly kind: 'url';
  readonly default: string | undefined;
}

/** A whole number from `least` to `most`. */
export interface WholeSetting extends SettingBase {
  readonly kind: 'whole';
  readonly least: number;
  readonly most: number;
  readonly default: number | undefined;
}

/** One of `values`. */
export interface ChoiceSetting<V extends string = string> extends SettingBase {
  readonly kind: 'choice';
  readonly values: readonly V[];
  readonly default: string | undefined;
}

export type SettingDefinition = TextSetting | UrlSetting | WholeSetting | ChoiceSetting;

/**
 * Every setting with its name, bounds, default and meaning. `readSettings` reads what stands here and nothing else; docs/settings.md
 * and .env.example are made from it (`npm run docs`).
 */
export const settingDefinitions = {
  accessKey: {
    name: 'XPORT_ACCESS_KEY',
    group: 'partner',
    kind: 'text',
    default: undefined,
    meaning:
      'Key of the account at the partner API. Key, secret and user id go together: set all three, or none.',
    unset: 'the sandbox',
    secret: true,
  },
  accessSecret: {
    name: 'XPORT_ACCESS_SECRET',
    group: 'partner',
    kind: 'text',
    default: undefined,
    meaning: 'Secret of that account.',
    unset: 'the sandbox',
    secret: true,
  },
  userId: {
    name: 'XPORT_USER_ID',
    group: 'partner',
    kind: 'text',
    default: undefined,
    meaning: 'User (sub-account) of that account.',
    unset: 'the sandbox',
  },
  baseUrl: {
    name: 'XPORT_BASE_URL',
    group: 'partner',
    kind: 'url',
    default: 'https://www.xportcn.com/api',
    meaning: 'Prefix of every endpoint path.',
  },
  signatureTemplate: {
    name: 'XPORT_SIGNATURE_TEMPLATE',
    group: 'partner',
    kind: 'text',
    default: '{access-key}{timestamp}{nonce-str}{access-secret}',
    meaning: 'String-to-sign of a call.',
  },
  querySignatureTemplate: {
    name: 'XPORT_PP_SIGNATURE_TEMPLATE',
    group: 'partner',
    kind: 'text',
    default: undefined,
    meaning:
      'String-to-sign of the query of `/open/pp/logistics/*`. The part `{nonce-str}` is optional in it.',
    unset: 'as `XPORT_SIGNATURE_TEMPLATE`',
  },
  timestampUnit: {
    name: 'XPORT_TIMESTAMP_UNIT',
    group: 'partner',
    kind: 'choice',
    values: ['seconds', 'milliseconds'],
    default: 'seconds',
    meaning: 'Unit of the time stamp in the signature.',
  },
  callbackAuth: {
    name: 'XPORT_CALLBACK_AUTH',
    group: 'callback',
    kind: 'choice',
    values: ['signature', 'token'],
    default: 'signature',
    meaning:
      'How a pushed message proves itself: by its signature, or by a token that is the secret last segment of the path.',
  },
  callbackToken: {
    name: 'XPORT_CALLBACK_TOKEN',
    group: 'callback',
    kind: 'text',
    default: undefined,
    meaning: 'That token: 16 to 128 of `A-Z a-z 0-9 - _`.',
    secret: true,
  },
  callbackBase: {
    name: 'XPORT_CALLBACK_BASE',
    group: 'callback',
    kind: 'choice',
    values: callbackBases,
    default: 'key-and-body',
    meaning: 'What the signature of a pushed message covers.',
  },
  previousAccessSecret: {
    name: 'XPORT_PREVIOUS_ACCESS_SECRET',
    group: 'callback',
    kind: 'text',
    default: undefined,
    meaning: 'Also accepted for pushed messages while the secret is being changed.',
    secret: true,
  },
  sandboxStepSeconds: {
    name: 'SANDBOX_STEP_SECONDS',
    group: 'sandbox',
    kind: 'whole',
    least: 0,
    most: 86_400,
    default: 15,
    meaning: 'Seconds from step to step of an order in the sandbox. With `0` an order never moves by itself.',
  },
  sandboxRepushSeconds: {
    name: 'SANDBOX_REPUSH_SECONDS',
    group: 'sandbox',
    kind: 'whole',
    least: 1,
    most: 86_400,
    default: 1800,
    meaning: 'Seconds until the sandbox pushes an unacknowledged message again.',
  },
  unpaidHours: {
    name: 'ALERT_UNPAID_HOURS',
    group: 'news',
    kind: 'whole',
    least: 1,
    most: 720,
    default: 24,
    meaning: 'After how many hours without payment the bot sends the alert `unpaid`.',
  },
  unshippedDays: {
    name: 'ALERT_UNSHIPPED_DAYS',
    group: 'news',
    kind: 'whole',
    least: 1,
    most: 90,
    default: 3,
    meaning: 'After how many days without shipment the bot sends the alert `unshipped`.',
  },
  stalledDays: {
    name: 'ALERT_STALLED_DAYS',
    group: 'news',
    kind: 'whole',
    least: 1,
    most: 90,
    default: 5,
    meaning: 'After how many days without a sign of the carrier the bot sends the alert `stalled`.',
  },
  sweepMinutes: {
    name: 'SWEEP_MINUTES',
    group: 'news',
    kind: 'whole',
    least: 1,
    most: 1440,
    default: 15,
    meaning: 'Minutes between two sweeps, which list changed orders at the partner.',
  },
  holdSeconds: {
    name: 'NEWS_HOLD_SECONDS',
    group: 'news',
    kind: 'whole',
    least: 2,
    most: 300,
    default: 30,
    meaning: 'Seconds that a killed process keeps its conversations from the other processes (the lease).',
  },
  doubtSeconds: {
    name: 'NEWS_DOUBT_SECONDS',
    group: 'news',
    kind: 'whole',
    least: 10,
    most: 600,
    default: 60,
    meaning:
      'Seconds during which a message with a lost answer may still arrive. It is sent again after that only.',
  },
  sellerLinks: {
    name: 'SELLER_LINKS',
    group: 'sellers',
    kind: 'choice',
    values: ['direct', 'guarded'],
    default: 'direct',
    meaning:
      'With `guarded` a card holds a link of the bot’s own that opens for some hours and is counted. It needs `PUBLIC_URL` over https without a port.',
  },
  sellerLinkOpensHours: {
    name: 'SELLER_LINK_OPENS_HOURS',
    group: 'sellers',
    kind: 'whole',
    least: 1,
    most: 168,
    default: 8,
    meaning: 'Hours for which a guarded link opens.',
  },
  sellerLinkKeptSeconds: {
    name: 'SELLER_LINK_KEPT_SECONDS',
    group: 'sellers',
    kind: 'whole',
    least: 0,
    most: 3600,
    default: 300,
    meaning: 'Seconds for which a link is kept, to save a repeat of the same request.',
  },
  sellerLinksPerMinute: {
    name: 'SELLER_LINKS_PER_MINUTE',
    group: 'sellers',
    kind: 'whole',
    least: 1,
    most: 600,
    default: 10,
    meaning: 'Seller links that one person may ask for in a minute, over all workspaces.',
  },
  sellerLinksPerDay: {
    name: 'SELLER_LINKS_PER_DAY',
    group: 'sellers',
    kind: 'whole',
    least: 1,
    most: 10_000,
    default: 200,
    meaning: 'Seller links that one person may ask for in a day, over all workspaces.',
  },
  sellerLinksPerAccountDay: {
    name: 'SELLER_LINKS_PER_ACCOUNT_DAY',
    group: 'sellers',
    kind: 'whole',
    least: 1,
    most: 1_000_000,
    default: 500,
    meaning: 'Seller links of the whole account on one day in China.',
  },
  admins: {
    name: 'ADMINS',
    group: 'people',
    kind: 'text',
    default: undefined,
    meaning:
      'The first admins. They stay admins, whatever `/admin` changes, and they alone let workspaces and servers in. The person at the local page or the prompt is always one.',
    example: 'slack:U0123,discord:4567',
  },
  workspaces: {
    name: 'WORKSPACES',
    group: 'people',
    kind: 'text',
    default: undefined,
    meaning: 'Workspaces and servers that are let in. The workspace of the Slack token always is.',
    example: 'slack:T0123ABCD,discord:456789012345678901',
  },
  defaultRole: {
    name: 'DEFAULT_ROLE',
    group: 'people',
    kind: 'choice',
    values: ['viewer', 'buyer', 'approver'],
    default: 'buyer',
    meaning: 'Role of a person without a granted role.',
  },
  commandsPerMinute: {
    name: 'COMMANDS_PER_MINUTE',
    group: 'people',
    kind: 'whole',
    least: 1,
    most: 1_000_000,
    default: 60,
    meaning:
      'Commands that one person may give: so many at once, and as many again in a minute. Each process counts by itself.',
  },
  workspaceCommandsPerMinute: {
    name: 'WORKSPACE_COMMANDS_PER_MINUTE',
    group: 'people',
    kind: 'whole',
    least: 1,
    most: 1_000_000,
    default: 600,
    meaning: 'The same for all people of a workspace together.',
  },
  auditKeptDays: {
    name: 'AUDIT_KEPT_DAYS',
    group: 'people',
    kind: 'whole',
    least: 30,
    most: 3650,
    default: 730,
    meaning: 'Days for which the audit log and settled requests are kept.',
  },
  paymentApprovalAbove: {
    name: 'PAYMENT_APPROVAL_ABOVE',
    group: 'approval',
    kind: 'whole',
    least: 0,
    most: 100_000_000,
    default: undefined,
    meaning:
      'Yuan above which spending needs a second person: a payment, freight abroad, and all that one person spends within 24 hours. `/admin approval-above` sets it for one organization.',
    unset: 'never',
    example: '5000',
  },
  requestReminderHours: {
    name: 'REQUEST_REMINDER_HOURS',
    group: 'approval',
    kind: 'whole',
    least: 1,
    most: 720,
    default: 4,
    meaning: 'Hours until the bot reminds of a request that waits for a decision.',
  },
  requestExpiryHours: {
    name: 'REQUEST_EXPIRY_HOURS',
    group: 'approval',
    kind: 'whole',
    least: 1,
    most: 2160,
    default: 72,
    meaning: 'Hours until a request without a decision ends.',
  },
  sellerApprovedDays: {
    name: 'SELLER_APPROVED_DAYS',
    group: 'approval',
    kind: 'whole',
    least: 0,
    most: 365,
    default: 30,
    meaning: 'Days for which an approved seller stays approved for the same person.',
  },
  slackBotToken: {
    name: 'SLACK_BOT_TOKEN',
    group: 'slack',
    kind: 'text',
    default: undefined,
    meaning:
      'Bot token (`xoxb-…`). It goes with `SLACK_APP_TOKEN` for Socket Mode, or with `SLACK_SIGNING_SECRET` for HTTP.',
    unset: 'Slack is off',
    secret: true,
  },
  slackAppToken: {
    name: 'SLACK_APP_TOKEN',
    group: 'slack',
    kind: 'text',
    default: undefined,
    meaning: 'App-level token (`xapp-…`) for Socket Mode. With a signing secret too, Socket Mode is used.',
    secret: true,
  },
  slackSigningSecret: {
    name: 'SLACK_SIGNING_SECRET',
    group: 'slack',
    kind: 'text',
    default: undefined,
    meaning: 'Signing secret of the app, for HTTP.',
    secret: true,
  },
  slackCommands: {
    name: 'SLACK_COMMANDS',
    group: 'slack',
    kind: 'choice',
    values: ['each', 'umbrella'],
    default: 'each',
    meaning: 'Whether the manifest registers each command, or `/shoptalk` alone.',
  },
  slackApiUrl: {
    name: 'SLACK_API_URL',
    group: 'slack',
    kind: 'url',
    default: 'https://slack.com/api/',
    meaning: 'Prefix of Slack’s Web API.',
  },
  discordToken: {
    name: 'DISCORD_TOKEN',
    group: 'discord',
    kind: 'text',
    default: undefined,
    meaning: 'Bot token. Alone it means the gateway.',
    unset: 'Discord is off',
    secret: true,
  },
  discordPublicKey: {
    name: 'DISCORD_PUBLIC_KEY',
    group: 'discord',
    kind: 'text',
    default: undefined,
    meaning: 'Public key of the application. With it interactions come over HTTP, and there is no gateway.',
  },
  discordApplicationId: {
    name: 'DISCORD_APPLICATION_ID',
    group: 'discord',
    kind: 'text',
    default: undefined,
    meaning: 'Id of the application.',
    unset: 'the bot asks Discord',
  },
  discordApiUrl: {
    name: 'DISCORD_API_URL',
    group: 'discord',
    kind: 'url',
    default: 'https://discord.com/api',
    meaning: 'Prefix of Discord’s REST API, without a version.',
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    group: 'server',
    kind: 'text',
    default: 'sqlite:data/shoptalk.db',
    meaning: '`sqlite:PATH`, or `postgres://user:password@host:5432/database`.',
    secret: true,
  },
  host: {
    name: 'HOST',
    group: 'server',
    kind: 'text',
    default: '127.0.0.1',
    meaning: 'Address that the HTTP server listens on.',
  },
  port: {
    name: 'PORT',
    group: 'server',
    kind: 'whole',
    least: 0,
    most: 65_535,
    default: 3000,
    meaning: 'Port of the HTTP server. With `0` it takes a free one, which the ready line names.',
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    group: 'server',
    kind: 'url',
    default: undefined,
    meaning: 'Where the internet reaches the HTTP server.',
    example: 'https://bot.example.com',
  },
  adminToken: {
    name: 'ADMIN_TOKEN',
    group: 'server',
    kind: 'text',
    default: undefined,
    meaning:
      'Token for `/metrics` and the details of `/readyz`, sent as `Authorization: Bearer …` whenever `HOST` is not loopback or the request came through a proxy. 16 or more visible ASCII characters. Required when `HOST` is not loopback.',
    unset: 'made and printed at each start',
    secret: true,
  },
  localChat: {
    name: 'LOCAL_CHAT',
    group: 'server',
    kind: 'choice',
    values: ['on', 'off'],
    default: undefined,
    meaning: 'Serves the local chat page. Only ever on a loopback host.',
    unset: '`on` without Slack and Discord, else `off`',
  },
  logLevel: {
    name: 'LOG_LEVEL',
    group: 'server',
    kind: 'choice',
    values: ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
    default: undefined,
    meaning: 'The least level that is logged.',
    unset: '`info`; `warn` beside the terminal prompt',
  },
  defaultLanguage: {
    name: 'LANG_DEFAULT',
    group: 'server',
    kind: 'choice',
    values: ['en', 'zh-CN'],
    default: 'en',
    meaning: 'Language for people without a known locale.',
  },
} as const satisfies Record<string, SettingDefinition>;

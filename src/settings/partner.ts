import { type CallbackBase, callbackBases } from '../xport/callback-signature.ts';
import { type Account, parseSignatureTemplate, type TimestampUnit } from '../xport/signature.ts';
import type { SettingDefinition, SettingsReader } from './reader.ts';

export const partnerDefinitions = {
  accessKey: {
    name: 'XPORT_ACCESS_KEY',
    kind: 'text',
    default: undefined,
    meaning:
      'Key of the account at the partner API. Key, secret and user id go together: set all three, or none.',
    unset: 'the sandbox',
    secret: true,
  },
  accessSecret: {
    name: 'XPORT_ACCESS_SECRET',
    kind: 'text',
    default: undefined,
    meaning: 'Secret of that account.',
    unset: 'the sandbox',
    secret: true,
  },
  userId: {
    name: 'XPORT_USER_ID',
    kind: 'text',
    default: undefined,
    meaning: 'User (sub-account) of that account.',
    unset: 'the sandbox',
  },
  accountName: {
    name: 'XPORT_ACCOUNT',
    kind: 'text',
    default: undefined,
    meaning:
      'Name of the account in the database: 1 to 60 of `A-Z a-z 0-9 . _ -`. What belongs to the account stays with it, whichever access key it has.',
    unset: 'made at the first start',
  },
  previousAccessKey: {
    name: 'XPORT_PREVIOUS_ACCESS_KEY',
    kind: 'text',
    default: undefined,
    meaning:
      'The access key before, for one start after the key was changed: orders, watches and claims stay with the account.',
    secret: true,
  },
  baseUrl: {
    name: 'XPORT_BASE_URL',
    kind: 'url',
    default: 'https://www.xportcn.com/api',
    meaning: 'Prefix of every endpoint path.',
  },
  signatureTemplate: {
    name: 'XPORT_SIGNATURE_TEMPLATE',
    kind: 'text',
    default: '{access-key}{timestamp}{nonce-str}{access-secret}',
    meaning: 'String-to-sign of a call.',
  },
  querySignatureTemplate: {
    name: 'XPORT_PP_SIGNATURE_TEMPLATE',
    kind: 'text',
    default: undefined,
    meaning:
      'String-to-sign of the query of `/open/pp/logistics/*`. The part `{nonce-str}` is optional in it.',
    unset: 'as `XPORT_SIGNATURE_TEMPLATE`',
  },
  timestampUnit: {
    name: 'XPORT_TIMESTAMP_UNIT',
    kind: 'choice',
    values: ['seconds', 'milliseconds'],
    default: 'seconds',
    meaning: 'Unit of the time stamp in the signature.',
  },
} as const satisfies Record<string, SettingDefinition>;

export const callbackDefinitions = {
  callbackAuth: {
    name: 'XPORT_CALLBACK_AUTH',
    kind: 'choice',
    values: ['signature', 'token'],
    default: 'signature',
    meaning:
      'How a pushed message proves itself: by its signature, or by a token that is the secret last segment of the path.',
  },
  callbackToken: {
    name: 'XPORT_CALLBACK_TOKEN',
    kind: 'text',
    default: undefined,
    meaning: 'That token: 16 to 128 of `A-Z a-z 0-9 - _`.',
    secret: true,
  },
  callbackBase: {
    name: 'XPORT_CALLBACK_BASE',
    kind: 'choice',
    values: callbackBases,
    default: 'key-and-body',
    meaning: 'What the signature of a pushed message covers.',
  },
  previousAccessSecret: {
    name: 'XPORT_PREVIOUS_ACCESS_SECRET',
    kind: 'text',
    default: undefined,
    meaning: 'Also accepted for pushed messages while the secret is being changed.',
    secret: true,
  },
} as const satisfies Record<string, SettingDefinition>;

export const sandboxDefinitions = {
  sandboxStepSeconds: {
    name: 'SANDBOX_STEP_SECONDS',
    kind: 'whole',
    least: 0,
    most: 86_400,
    default: 15,
    meaning: 'Seconds from step to step of an order in the sandbox. With `0` an order never moves by itself.',
  },
  sandboxRepushSeconds: {
    name: 'SANDBOX_REPUSH_SECONDS',
    kind: 'whole',
    least: 1,
    most: 86_400,
    default: 1800,
    meaning: 'Seconds until the sandbox pushes an unacknowledged message again.',
  },
} as const satisfies Record<string, SettingDefinition>;

/** Whom the bot buys from, and how the two prove themselves to each other. */
export interface PartnerSettings {
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
  /** How the sandbox's orders live: ms from step to step, and ms until a message that was not acknowledged comes again. */
  readonly sandbox: { readonly stepMs: number; readonly repushMs: number };
}

interface CallbackSettings {
  /** `signature`: by a header; `token`: by a secret last segment of the path. */
  readonly by: { readonly kind: 'signature' } | { readonly kind: 'token'; readonly token: string };
  /** What the signature covers, as far as the partner's documents leave that open. */
  readonly base: CallbackBase;
  /** Also accepted while the secret is being changed. */
  readonly previousSecret?: string;
}

export function readPartner(read: SettingsReader): PartnerSettings {
  const account = readAccount(read);
  const accountName = read.matching(
    partnerDefinitions.accountName,
    /^(?!(?:sandbox|another)$)[A-Za-z0-9._-]{1,60}$/i,
    '1 to 60 of the characters A-Z a-z 0-9 . _ -, and neither sandbox nor another',
  );
  const previousAccessKey = read.matching(
    partnerDefinitions.previousAccessKey,
    /^[\x21-\x7e]+$/,
    'visible ASCII characters without spaces',
  );
  return {
    xport: {
      ...(account !== undefined && { account }),
      ...(accountName !== undefined && { accountName }),
      ...(previousAccessKey !== undefined && { previousAccessKey }),
      baseUrl: read.url(partnerDefinitions.baseUrl),
      signatureTemplate: readTemplate(read),
      querySignatureTemplate: readQueryTemplate(read),
      timestampUnit: read.oneOf(partnerDefinitions.timestampUnit),
      callback: readCallback(read),
    },
    sandbox: {
      stepMs: read.whole(sandboxDefinitions.sandboxStepSeconds) * 1000,
      repushMs: read.whole(sandboxDefinitions.sandboxRepushSeconds) * 1000,
    },
  };
}

function readAccount(read: SettingsReader): Account | undefined {
  const { accessKey: key, accessSecret: secret, userId: user } = partnerDefinitions;
  const parts = [key, secret, user] as const;
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

function readTemplate(read: SettingsReader): string {
  const template = read.text(partnerDefinitions.signatureTemplate);
  const parsed = parseSignatureTemplate(template);
  if (!parsed.ok)
    read.fault(partnerDefinitions.signatureTemplate, `a string-to-sign; this one ${parsed.why}`);
  return template;
}

function readQueryTemplate(read: SettingsReader): string {
  const { querySignatureTemplate, signatureTemplate } = partnerDefinitions;
  const template = read.text(querySignatureTemplate);
  // What is wrong with the other one is said of that one.
  if (template === undefined) return read.text(signatureTemplate);
  const parsed = parseSignatureTemplate(template, 'query');
  if (!parsed.ok) read.fault(querySignatureTemplate, `a string-to-sign; this one ${parsed.why}`);
  return template;
}

function readCallback(read: SettingsReader): CallbackSettings {
  const { callbackAuth, callbackToken, callbackBase, previousAccessSecret } = callbackDefinitions;
  const auth = read.oneOf(callbackAuth);
  const token = read.matching(
    callbackToken,
    /^[A-Za-z0-9_-]{16,128}$/,
    '16 to 128 of the characters A-Z a-z 0-9 - _',
  );
  if (auth === 'token' && !read.isSet(callbackToken)) {
    read.fault(callbackToken, 'set, since XPORT_CALLBACK_AUTH is token');
  }
  const base = read.oneOf(callbackBase);
  const previousSecret = read.matching(
    previousAccessSecret,
    /^[\x21-\x7e]+$/,
    'visible ASCII characters without spaces',
  );
  return {
    by: auth === 'token' && token !== undefined ? { kind: 'token', token } : { kind: 'signature' },
    base,
    ...(previousSecret !== undefined && { previousSecret }),
  };
}

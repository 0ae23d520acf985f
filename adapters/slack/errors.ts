import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import type { Refused, Sent } from '../../src/chat/outlet.ts';
import { networkFault } from '../../src/runtime/network-fault.ts';
import { slackLimits } from './limits.ts';

/** One call's answer, or Slack's name for why there is none. */
export type Called =
  | { readonly ok: true; readonly data: object }
  | {
      readonly ok: false;
      readonly error: string;
      /** The scope that the token lacks. */
      readonly needed?: string;
      readonly retryAfterMs?: number;
      /** No answer came: the call may have taken effect. */
      readonly unclear: boolean;
    };

/** Whether Slack says by this name that some of it may have taken effect. */
export function isDoubtful(error: string): boolean {
  return ['internal_error', 'fatal_error', 'service_unavailable'].includes(error);
}

/** Whether Slack says by this name that it was asked too often: nothing happened. */
export function isTooMuch(error: string): boolean {
  return ['ratelimited', 'rate_limited'].includes(error);
}

/** Refusals of the message itself: the same words in a simpler form may pass. */
const refusedForms = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
]);

export function isRefusedForm(error: string): boolean {
  return refusedForms.has(error);
}

export function failureOf(error: unknown): Extract<Called, { ok: false }> {
  if (error instanceof WebAPIPlatformError) {
    const name = error.data.error;
    const needed = 'needed' in error.data ? error.data.needed : undefined;
    // An answer that is no JSON comes as its own text.
    if (!/^[a-z_]{1,60}$/.test(name)) return { ok: false, error: 'unreadable answer', unclear: true };
    return {
      ok: false,
      error: name,
      ...(typeof needed === 'string' && { needed }),
      ...(isTooMuch(name) && { retryAfterMs: slackLimits.patienceMs }),
      unclear: isDoubtful(name),
    };
  }
  if (error instanceof WebAPIRateLimitedError) {
    return { ok: false, error: 'ratelimited', retryAfterMs: error.retryAfter * 1000, unclear: false };
  }
  if (error instanceof WebAPIHTTPError) {
    return { ok: false, error: `HTTP ${error.statusCode}`, unclear: error.statusCode >= 500 };
  }
  const { code, neverSent } = networkFault(error instanceof WebAPIRequestError ? error.original : error);
  return { ok: false, error: code, unclear: !neverSent };
}

/**
 * Slack's names for why it said no, by what follows from them. What is not here may pass later: it counts as not
 * reached, is tried again for some hours, and is then shown to the operator under Slack's own name.
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors, chat.update
 */
const meanings: Readonly<Record<Exclude<Refused, 'content'>, readonly string[]>> = {
  gone: ['channel_not_found', 'is_archived', 'channel_is_archived', 'user_not_found', 'user_disabled'],
  'not invited': ['not_in_channel', 'no_permission'],
  forbidden: [
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'messages_tab_disabled',
    'cannot_dm_bot',
    'ekm_access_denied',
    'access_denied',
    'accesslimited',
    'enterprise_is_restricted',
    'team_access_not_granted',
    'missing_scope',
  ],
  dismissed: [
    'account_inactive',
    'token_revoked',
    'token_expired',
    'invalid_auth',
    'not_authed',
    'not_allowed_token_type',
    'team_disabled',
  ],
  'message gone': [
    'message_not_found',
    'thread_not_found',
    'invalid_thread_ts',
    'cannot_reply_to_message',
    'restricted_action_thread_locked',
    'restricted_action_non_threadable_channel',
  ],
  'too old': ['cant_update_message', 'edit_window_closed'],
};

const content: readonly string[] = [
  'no_text',
  'invalid_arguments',
  'metadata_too_large',
  'invalid_metadata_format',
  'invalid_metadata_schema',
];

/** Slack answers the same for both: it does not say that a private channel exists. */
const detailOf: Readonly<Record<string, string>> = {
  channel_not_found: 'channel_not_found: no such channel, or a private one that the bot is not in',
};

/** What became of a call of chat.* that did not work. */
export function sentOf(called: Extract<Called, { ok: false }>): Sent {
  const { error, needed, retryAfterMs, unclear } = called;
  if (retryAfterMs !== undefined) return { retryAfterMs };
  if (unclear) return { unclear: error };
  const refused = refusedBy(error);
  if (refused === undefined) return { unreachable: error };
  return { refused, detail: needed === undefined ? (detailOf[error] ?? error) : `${error}: ${needed}` };
}

function refusedBy(error: string): Refused | undefined {
  if (isRefusedForm(error) || content.includes(error)) return 'content';
  const kinds: readonly Exclude<Refused, 'content'>[] = [
    'gone',
    'not invited',
    'forbidden',
    'dismissed',
    'message gone',
    'too old',
  ];
  return kinds.find((kind) => meanings[kind].includes(error));
}

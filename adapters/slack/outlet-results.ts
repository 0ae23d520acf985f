import type { Refused, Sent } from '../../src/chat/outlet.ts';
import { isRefusedForm } from './showing.ts';
import type { Called } from './web-api.ts';

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

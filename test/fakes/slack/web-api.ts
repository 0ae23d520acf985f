import { type Arguments, readArguments } from './arguments.ts';
import type { Outcome } from './chat-methods.ts';
import type { Reply } from './faults.ts';

/** One call that the app made, in the order of arrival. */
export interface Call {
  readonly method: string;
  readonly args: Arguments;
  readonly at: number;
}

export type Methods = Readonly<Record<string, (args: Arguments) => Outcome>>;

/** A token and what it may do. */
export interface Grant {
  readonly token: string;
  readonly scopes: readonly string[];
}

/** https://docs.slack.dev/reference/methods: the scope that each method of a bot asks for. */
const needs: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'chat.unfurl': 'links:write',
  'conversations.open': 'im:write',
  'users.info': 'users:read',
  'usergroups.users.list': 'usergroups:read',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
  'files.info': 'files:read',
  'apps.connections.open': 'connections:write',
};

/** Answers one call as Slack does: HTTP 200 with `ok`, whatever happened. */
export function callMethod(
  methods: Methods,
  grants: readonly Grant[],
  request: { method: string; authorization: string; contentType: string; body: string },
  record: (args: Arguments) => void,
): Reply {
  const args = readArguments(request.contentType, request.body);
  const run = methods[request.method];
  if (run === undefined) return failed({ error: 'unknown_method' });
  if (args === undefined) return failed({ error: 'invalid_json' });
  record(args);
  const token = /^Bearer (\S+)$/.exec(request.authorization)?.[1] ?? args['token'];
  if (token === undefined) return failed({ error: 'not_authed' });
  const grant = grants.find((one) => one.token === token);
  if (grant === undefined) return failed({ error: 'invalid_auth' });
  const needed = needs[request.method];
  const provided = grant.scopes.join(',');
  if (needed !== undefined && !grant.scopes.includes(needed)) {
    return failed({ error: 'missing_scope', needed, provided });
  }
  // conversations.* need another scope for each kind of conversation, and say so themselves.
  const outcome = run(args);
  if ('error' in outcome) return failed(outcome);
  return { status: 200, headers: { 'x-oauth-scopes': provided }, body: { ok: true, ...outcome } };
}

function failed(outcome: Outcome): Reply {
  const { errors, ...rest } = outcome;
  const messages = Array.isArray(errors) ? errors.map((one) => `[ERROR] ${one}`) : undefined;
  return {
    status: 200,
    body: {
      ok: false,
      ...rest,
      ...(messages !== undefined && { errors, response_metadata: { messages } }),
    },
  };
}

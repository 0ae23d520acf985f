/** A refusal in the shape of Discord's REST API: `{code, message, errors?}` under an HTTP status. */
export class RestError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: FormErrorTree | undefined;

  constructor(status: number, code: number, message: string, errors?: FormErrorTree) {
    super(message);
    this.name = 'RestError';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  body(): object {
    return {
      message: this.message,
      code: this.code,
      ...(this.errors !== undefined && { errors: this.errors }),
    };
  }
}

/** One thing wrong with a form, and where. */
export interface FormError {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

/** Discord's nested errors: `{embeds: {0: {title: {_errors: [{code, message}]}}}}`. */
export type FormErrorTree = {
  [key: string]: FormErrorTree | { readonly code: string; readonly message: string }[];
};

/** 50035 with every error at its place. */
export function invalidForm(errors: readonly FormError[]): RestError {
  const root: FormErrorTree = {};
  for (const error of errors) {
    let node = root;
    for (const key of error.path) {
      const next = node[String(key)];
      const child: FormErrorTree = next === undefined || Array.isArray(next) ? {} : next;
      node[String(key)] = child;
      node = child;
    }
    const listed = node['_errors'];
    const said = { code: error.code, message: error.message };
    node['_errors'] = Array.isArray(listed) ? [...listed, said] : [said];
  }
  return new RestError(400, 50035, 'Invalid Form Body', root);
}

/** The refusals that Discord documents by number (topics/opcodes-and-status-codes). */
export const refusals = {
  unauthorized: () => new RestError(401, 0, '401: Unauthorized'),
  notFound: () => new RestError(404, 0, '404: Not Found'),
  unknownChannel: () => new RestError(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new RestError(404, 10004, 'Unknown Guild'),
  unknownMember: () => new RestError(404, 10007, 'Unknown Member'),
  unknownMessage: () => new RestError(404, 10008, 'Unknown Message'),
  unknownWebhook: () => new RestError(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new RestError(404, 10062, 'Unknown interaction'),
  archivedThread: () => new RestError(400, 50083, 'Thread is archived'),
  threadLocked: () => new RestError(400, 160005, 'Thread is locked'),
  wrongChannelType: () => new RestError(400, 50024, 'Cannot execute action on this channel type'),
  threadExists: () => new RestError(400, 160004, 'A thread has already been created for this message'),
  noReadingBack: () => new RestError(403, 160002, 'Cannot reply without permission to read message history'),
  /** As a 429, which it is not the way others are (discord-api-docs #4413). */
  tooManyOldEdits: () =>
    new RestError(
      429,
      30046,
      'Maximum number of edits to messages older than 1 hour reached. Try again later.',
    ),
  unknownCommand: () => new RestError(404, 10063, 'Unknown application command'),
  alreadyAcknowledged: () => new RestError(400, 40060, 'Interaction has already been acknowledged.'),
  missingAccess: () => new RestError(403, 50001, 'Missing Access'),
  emptyMessage: () => new RestError(400, 50006, 'Cannot send an empty message'),
  cannotMessageUser: () => new RestError(403, 50007, 'Cannot send messages to this user'),
  missingPermissions: () => new RestError(403, 50013, 'Missing Permissions'),
  invalidWebhookToken: () => new RestError(401, 50027, 'Invalid Webhook Token'),
  wrongAuthor: () => new RestError(403, 50005, 'Cannot edit a message authored by another user'),
} as const;

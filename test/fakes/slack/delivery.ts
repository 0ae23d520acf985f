import { z } from 'zod';

/** Anything that Slack sends to an app. */
export type Payload = Readonly<Record<string, unknown>>;

/** What became of one thing sent to the app. */
export interface Delivery {
  readonly payload: Payload;
  /** How often it was sent. */
  readonly attempts: number;
  /** `operation_timeout` is what a person reads when nothing came within three seconds. */
  readonly outcome: 'acknowledged' | 'operation_timeout' | 'dispatch_failed';
  /** From the sending that was acknowledged to its acknowledgement. */
  readonly ackMs: number;
  /** What the acknowledgement carried. */
  readonly body: unknown;
}

/** https://docs.slack.dev/interactivity/handling-user-interaction: within three seconds. */
export const ackLimitMs = 3000;

export type PayloadKind = 'slash_commands' | 'interactive' | 'events_api';

/** Which kind of envelope a payload travels in. */
export function kindOf(payload: Payload): PayloadKind {
  if (payload['type'] === 'event_callback') return 'events_api';
  return payload['command'] === undefined ? 'interactive' : 'slash_commands';
}

const message = z.looseObject({
  text: z.string().optional(),
  blocks: z.array(z.unknown()).optional(),
  response_type: z.string().optional(),
});

/** The message in an acknowledgement; `undefined` for an empty one. */
export function messageIn(body: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof body === 'string') return body === '' ? undefined : { text: body };
  const read = message.safeParse(body);
  if (!read.success || (read.data.text === undefined && read.data.blocks === undefined)) return undefined;
  return read.data;
}

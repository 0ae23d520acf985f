import { z } from 'zod';
import { type Block, readBlocks } from './blocks.ts';
import { readMrkdwn } from './mrkdwn.ts';

/** A message as the workspace keeps it. */
export interface SlackMessage {
  readonly ts: string;
  readonly channel: string;
  readonly threadTs?: string | undefined;
  /** A user's id for an ephemeral one. */
  readonly seenBy: 'everyone' | string;
  readonly via: string;
  /** Whose it is, where it is not the bot's. */
  readonly author?: string;
  /** A reply that stands in the channel as well. */
  readonly broadcast?: boolean;
  metadata?: Metadata | undefined;
  text: string;
  blocks: Block[];
  edits: number;
  deleted: boolean;
}

/** https://docs.slack.dev/messaging/message-metadata */
const metadata = z.strictObject({
  event_type: z.string().regex(/^[A-Za-z0-9_]{1,255}$/),
  event_payload: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.unknown()), z.array(z.unknown())]),
  ),
});
export type Metadata = z.infer<typeof metadata>;

/** The metadata in a method's arguments, if there is any; or why Slack refuses it. */
export function readMetadata(value: unknown): { metadata?: Metadata } | { error: string } {
  if (value === undefined) return {};
  const read = metadata.safeParse(value);
  return read.success ? { metadata: read.data } : { error: 'invalid_metadata_format' };
}

/** https://docs.slack.dev/changelog/2018-truncating-really-long-messages: cut above, refused here. */
const longestText = 40_000;
/** https://docs.slack.dev/reference/methods/chat.update; as bytes, of which a Chinese character takes three. */
export const longestUpdate = 4000;
/**
 * Not documented: blocks are refused as `msg_blocks_too_long` from about 13,200 characters on, all of them
 * together (bolt-js #2509).
 */
const longestBlocks = 13_000;

const content = z.object({ text: z.string().optional(), blocks: z.unknown().optional() });

export type Content =
  | { text: string; blocks: Block[]; warnings: string[] }
  | { error: string; problems: string[] };

/**
 * Reads what a message shows, or says why Slack refuses it. `warnings` are what Slack lets pass although a
 * careful app never does it: blocks without a text for screen readers, markup that nobody escaped.
 */
export function readContent(body: unknown): Content {
  const given = content.safeParse(body);
  if (!given.success) return { error: 'invalid_arguments', problems: [given.error.message] };
  const text = given.data.text ?? '';
  if (text.length > longestText) return { error: 'msg_too_long', problems: [`text: ${text.length}`] };
  const raw = fromJson(given.data.blocks ?? []);
  const read = readBlocks(raw);
  if ('problems' in read) return { error: 'invalid_blocks', problems: read.problems };
  const length = read.blocks.length === 0 ? 0 : JSON.stringify(read.blocks).length;
  if (length > longestBlocks) return { error: 'msg_blocks_too_long', problems: [`blocks: ${length}`] };
  if (text === '' && read.blocks.length === 0) return { error: 'no_text', problems: [] };
  const warnings = readMrkdwn(text).faults.map((fault) => `not escaped: ${fault}`);
  if (text.trim() === '') warnings.push('no text for screen readers and notifications');
  return { text, blocks: read.blocks, warnings };
}

function fromJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

import { z } from 'zod';

/** What the process of scale is told: to fill a database with so many orders, or to measure messages on the one it has. */
export const scaleOrder = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fill'), database: z.string(), kept: z.number() }),
  /** `round` of `rounds`: each takes other orders of the table. */
  z.object({
    kind: z.literal('measure'),
    conversations: z.number(),
    round: z.number(),
    rounds: z.number(),
  }),
]);
export type ScaleOrder = z.infer<typeof scaleOrder>;

/** What one message cost, from its arrival to its delivery. */
export const scaleCell = z.object({
  /** User and system time of the process, ms a message. */
  cpuMs: z.number(),
  /** That of its main thread. */
  mainMs: z.number(),
  /** Until all were read, ms a message. */
  wallMs: z.number(),
  messages: z.number(),
  /** What was to be said in the end; one for each message. */
  deliveries: z.number(),
});
export type ScaleCell = z.infer<typeof scaleCell>;

/** The intake and the reader of one build, on a database. */
export interface ScaleBuild {
  /** The status that a pushed message is answered with. */
  push(request: PushedRequest): Promise<number | undefined>;
  /** Has a conversation told of an order's price and of its payment. */
  watch(watch: { readonly conversation: string; readonly orderId: string }): Promise<void>;
  /** How many deliveries wait. */
  deliveries(): Promise<number>;
  close(): Promise<void>;
}

interface PushedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly remoteAddress: string;
  readonly signal: AbortSignal;
}

/** Opens a build's parts on `database`; `read` is told of messages once what follows from them is kept. */
export type OpenScaleBuild = (options: {
  readonly database: string;
  read(messages: number): void;
}) => Promise<ScaleBuild>;

import type { Clock } from '../runtime/clock.ts';
import type { Call, CallOptions, Delivered } from './call.ts';
import { type Endpoint, type PartnerAnswer, requestText } from './endpoint.ts';
import { createKept } from './kept.ts';
import { createSharing } from './shared-calls.ts';

/** Whose question it is, as well. */
export interface Scope extends CallOptions {
  /** The organization that asks: no other is ever given an answer kept or under way for it. */
  readonly organization: string;
}

/** Asks one read endpoint; repeats of a request share the call under way or the answer kept. */
export type AnswerReading<Request, Data> = (request: Request, scope: Scope) => Promise<PartnerAnswer<Data>>;

const mostEntries = 1000;
/** Of bodies; read, each weighs several times as much. */
const mostBytes = 4 * 1024 * 1024;

export function createReading<Request, Data>(options: {
  readonly call: Call;
  readonly endpoint: Endpoint<Request, Data>;
  /** Milliseconds that an answer is kept; 0 keeps none. */
  readonly keptMs: number;
  readonly clock: Clock;
}): AnswerReading<Request, Data> {
  const { call, endpoint, keptMs, clock } = options;
  const kept = createKept<PartnerAnswer<Data>>({ clock, keptMs, mostEntries, mostBytes });
  const sharing = createSharing<PartnerAnswer<Data>>();

  async function ask(key: string, text: string, caller: CallOptions): Promise<PartnerAnswer<Data>> {
    const { bytes, ...answer }: Delivered<Data> = await call(endpoint, text, caller);
    kept.put(key, answer, bytes);
    return answer;
  }

  return async (request, { organization, userId, signal }) => {
    signal.throwIfAborted();
    const text = requestText(endpoint, request);
    const key = JSON.stringify([organization, userId ?? null, text]);
    return (
      kept.get(key) ?? sharing.share(key, signal, (shared) => ask(key, text, { userId, signal: shared }))
    );
  };
}

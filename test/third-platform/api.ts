import { z } from 'zod';
import type { Refused, Sent } from '../../src/chat/outlet.ts';
import { networkFault } from '../../src/runtime/network-fault.ts';

export interface ParlourAccount {
  readonly token: string;
  readonly apiUrl: string;
}

/** One call's answer, or what became of a sending that was not answered well. */
type Asked = { readonly data: unknown } | Exclude<Sent, { readonly sent: unknown }>;

/** Parlour's API with one token. Nothing is tried twice and nothing waited for: the caller is told. */
export interface ParlourApi {
  ask(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<Asked>;
  send(method: 'POST' | 'PATCH', path: string, body: object): Promise<Sent>;
}

const timeoutMs = 5000;

const answered = z.object({ id: z.string().min(1).optional(), error: z.string().max(60).optional() });

/** Parlour's names for why it said no. */
const refusals: Readonly<Record<string, Refused>> = {
  'no-such-room': 'gone',
  'not-in-room': 'not invited',
  'read-only': 'forbidden',
  'bad-token': 'dismissed',
  'no-such-message': 'message gone',
  'edit-too-late': 'too old',
  'bad-content': 'content',
};

export function parlourApi({ token, apiUrl }: ParlourAccount): ParlourApi {
  async function ask(method: string, path: string, body?: object): Promise<Asked> {
    try {
      const answer = await fetch(`${apiUrl}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(timeoutMs),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const data: unknown = await answer.json();
      if (answer.ok) return { data };
      if (answer.status === 429) {
        return { retryAfterMs: Number(answer.headers.get('retry-after') ?? 5) * 1000 };
      }
      if (answer.status >= 500) return { unclear: `HTTP ${answer.status}` };
      const error = answered.safeParse(data).data?.error ?? `HTTP ${answer.status}`;
      const refused = refusals[error];
      return refused === undefined ? { unreachable: error } : { refused, detail: error };
    } catch (thrown) {
      const { code, neverSent } = networkFault(thrown);
      return neverSent ? { unreachable: code } : { unclear: code };
    }
  }
  return {
    ask,
    async send(method, path, body) {
      const asked = await ask(method, path, body);
      if (!('data' in asked)) return asked;
      const sent = answered.safeParse(asked.data).data?.id;
      return sent === undefined ? { unclear: 'an answer that names no message' } : { sent };
    },
  };
}

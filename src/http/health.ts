import type { Readiness } from '../chat/adapter.ts';
import type { HttpResponse, Route } from './route.ts';

/** One part of the bot and whether it is ready. */
export interface PartReadiness {
  readonly name: string;
  readonly readiness: Readiness;
}

/**
 * `GET /healthz`: 200 while the process lives. `GET /readyz`: 200 once every part that `parts` gives is ready,
 * else 503; its JSON says which is not, and why.
 */
export function healthRoutes(parts: () => Promise<readonly PartReadiness[]>): readonly Route[] {
  return [
    { method: 'GET', path: '/healthz', bodyLimit: 0, handle: async () => json(200, { alive: true }) },
    {
      method: 'GET',
      path: '/readyz',
      bodyLimit: 0,
      async handle() {
        const found = await parts();
        const ready = found.every(({ readiness }) => readiness.ok);
        return json(ready ? 200 : 503, {
          ready,
          parts: found.map(({ name, readiness: { ok, detail } }) => ({ name, ok, detail })),
        });
      },
    },
  ];
}

function json(status: number, body: unknown): HttpResponse {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return { status, headers, body: `${JSON.stringify(body)}\n` };
}

import type { Readiness } from '../chat/adapter.ts';
import type { AdminGuard } from './admin-guard.ts';
import type { HttpResponse, Route } from './route.ts';

/** One part of the bot and whether it is ready. */
export interface PartReadiness {
  readonly name: string;
  readonly readiness: Readiness;
}

const readyPath = '/readyz';

/**
 * `GET /healthz`: 200 while the process lives. `GET /readyz`: 200 once every part that `parts` gives is ready,
 * else 503; its JSON says to an operator also which is not, and why.
 */
export function healthRoutes(
  parts: () => Promise<readonly PartReadiness[]>,
  guard: Pick<AdminGuard, 'admits'>,
): readonly Route[] {
  return [
    { method: 'GET', path: '/healthz', bodyLimit: 0, handle: async () => json(200, { alive: true }) },
    {
      method: 'GET',
      path: readyPath,
      bodyLimit: 0,
      async handle(request) {
        const found = await parts();
        const ready = found.every(({ readiness }) => readiness.ok);
        const details = guard.admits(request, readyPath) && {
          parts: found.map(({ name, readiness: { ok, detail } }) => ({ name, ok, detail })),
        };
        return json(ready ? 200 : 503, { ready, ...details });
      },
    },
  ];
}

function json(status: number, body: unknown): HttpResponse {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return { status, headers, body: `${JSON.stringify(body)}\n` };
}

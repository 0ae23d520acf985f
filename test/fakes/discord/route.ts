import type { RequestBody } from './http-body.ts';
import type { World } from './world.ts';

/** What a route is given. `at` holds the variable parts of its path, in order. */
export interface RouteCall {
  readonly world: World;
  readonly gatewayUrl: string;
  readonly at: readonly string[];
  readonly query: URLSearchParams;
  readonly body: RequestBody;
}

export interface RouteAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** One endpoint of the REST API. */
export interface FakeRoute {
  /** As rate limits name it: `POST /channels/:id/messages`. */
  readonly name: string;
  readonly method: string;
  readonly pattern: RegExp;
  /** Only with the bot's token. */
  readonly auth: boolean;
  readonly answer: (call: RouteCall) => RouteAnswer;
}

/** `:id` is a snowflake, `:token` anything up to the next slash. */
export function route(name: string, auth: boolean, answer: (call: RouteCall) => RouteAnswer): FakeRoute {
  const [method = '', path = ''] = name.split(' ');
  const pattern = path.replaceAll(':id', '(\\d{1,20})').replaceAll(':token', '([^/]+)');
  return { name, method, pattern: new RegExp(`^${pattern}$`), auth, answer };
}

export const ok = (body: unknown): RouteAnswer => ({ status: 200, body });
export const done: RouteAnswer = { status: 204 };

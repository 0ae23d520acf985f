import type { Route } from './route.ts';

/** What a method and a path lead to. `allow`: the value of the header that a 405 must carry. */
export type RouteMatch =
  | { readonly route: Route }
  | { readonly refused: 404 }
  | { readonly refused: 405; readonly allow: string };

type Methods = Partial<Record<Route['method'], Route>>;

/**
 * Finds routes by method and path: an exact path before any prefix, a longer prefix before a shorter one.
 * HEAD finds what GET does.
 * @throws Error when two routes share method and path, or a path does not begin with `/`.
 */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => RouteMatch {
  const exact = new Map<string, Methods>();
  const byPrefix = new Map<string, Methods>();
  for (const route of routes) {
    if (!route.path.startsWith('/'))
      throw new Error(`the path of a route begins with a slash: ${route.path}`);
    const isPrefix = route.path.endsWith('/*');
    const table = isPrefix ? byPrefix : exact;
    const key = isPrefix ? route.path.slice(0, -1) : route.path;
    const methods = table.get(key) ?? {};
    if (methods[route.method] !== undefined) throw new Error(`two routes for ${route.method} ${route.path}`);
    methods[route.method] = route;
    table.set(key, methods);
  }
  const prefixes = [...byPrefix].sort(([a], [b]) => b.length - a.length);

  return (method, path) => {
    const methods = exact.get(path) ?? prefixes.find(([prefix]) => path.startsWith(prefix))?.[1];
    if (methods === undefined) return { refused: 404 };
    const route = method === 'POST' ? methods.POST : isRead(method) ? methods.GET : undefined;
    if (route !== undefined) return { route };
    const allow = [methods.GET && 'GET, HEAD', methods.POST && 'POST'].filter(Boolean).join(', ');
    return { refused: 405, allow };
  };
}

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

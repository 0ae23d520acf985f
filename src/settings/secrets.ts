import type { Settings } from './read-settings.ts';

/** Every secret that the settings hold, for the log to hide. */
export function secretsOf({ xport, platforms, databaseUrl, http }: Settings): readonly string[] {
  const { account, callback } = xport;
  return [
    account?.accessSecret,
    account?.accessKey,
    xport.previousAccessKey,
    callback.previousSecret,
    callback.by.kind === 'token' ? callback.by.token : undefined,
    http.adminToken,
    ...passwordsIn(databaseUrl),
    ...platforms.flatMap(({ secrets }) => secrets),
  ].filter((secret) => secret !== undefined);
}

/**
 * Where a database's URL leads, without user and password: `SQLite data/shoptalk.db`, `PostgreSQL db.example/bot`. `undefined`
 * for one that is in memory.
 */
export function databaseName(databaseUrl: string): string | undefined {
  const file = /^sqlite:(.*)$/s.exec(databaseUrl)?.[1];
  if (file !== undefined) return file === ':memory:' ? undefined : `SQLite ${file}`;
  if (!URL.canParse(databaseUrl)) return 'PostgreSQL';
  const { host, pathname } = new URL(databaseUrl);
  return `PostgreSQL ${decodeURIComponent(host)}${pathname}`;
}

/** As the URL spells it and as the server gets it. */
function passwordsIn(databaseUrl: string): readonly string[] {
  try {
    const { password, searchParams } = new URL(databaseUrl);
    return [password, decodeURIComponent(password), ...searchParams.getAll('password')];
  } catch {
    // The store refuses it as well.
    return [];
  }
}

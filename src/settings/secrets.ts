import type { Settings } from './read-settings.ts';

/** Every secret that the settings hold, for the log to hide. */
export function secretsOf({ xport, platforms, databaseUrl, http }: Settings): readonly string[] {
  const { account, callback } = xport;
  return [
    account?.accessSecret,
    account?.accessKey,
    callback.previousSecret,
    callback.by.kind === 'token' ? callback.by.token : undefined,
    http.adminToken,
    ...passwordsIn(databaseUrl),
    ...platforms.flatMap(({ secrets }) => secrets),
  ].filter((secret) => secret !== undefined);
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

/** PostgreSQL's time-outs of a session, ms. */
export interface SessionSettings {
  readonly statement_timeout?: number;
  readonly lock_timeout?: number;
  readonly idle_in_transaction_session_timeout?: number;
}

const names = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'] as const;

/** What a database's URL says of {@link SessionSettings}, and the URL without it. */
export interface SplitUrl {
  readonly url: string;
  readonly said: ReadonlyMap<string, string>;
}

/**
 * Takes the time-outs out of `url`. A driver sends them as it connects, and a pooler such as PgBouncer lets nobody in who
 * sends more than it knows.
 */
export function splitUrl(url: string): SplitUrl {
  if (!URL.canParse(url)) return { url, said: new Map() };
  const parsed = new URL(url);
  const said = new Map(
    names.flatMap((name) => {
      const value = parsed.searchParams.get(name);
      return value === null || value === '' ? [] : [[name, value] as const];
    }),
  );
  if (said.size === 0) return { url, said };
  for (const name of said.keys()) parsed.searchParams.delete(name);
  return { url: parsed.href, said };
}

/** A question whose answer is of no interest. */
export interface SessionQuery {
  readonly text: string;
  readonly values: readonly string[];
}

/** What to ask a new connection first, so that it has `settings`; what the URL `said` goes before. */
export function settingsQuery(settings: SessionSettings, said: SplitUrl['said']): SessionQuery {
  const all = new Map([
    ...Object.entries(settings).map(([name, value]) => [name, String(value)] as const),
    ...said,
  ]);
  const calls = [...all.keys()].map((_, at) => `set_config($${2 * at + 1}, $${2 * at + 2}, false)`);
  return { text: `select ${calls.join(', ')}`, values: [...all].flat() };
}

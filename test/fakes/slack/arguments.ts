import { z } from 'zod';

/** What a Web API method is called with: a form's texts, or JSON. */
export type Arguments = Readonly<Record<string, unknown>>;

const object = z.record(z.string(), z.unknown());

/** Reads a body as any Web API method takes it. `undefined` when it is neither a form nor a JSON object. */
export function readArguments(contentType: string, body: string): Arguments | undefined {
  if (!contentType.startsWith('application/json')) return Object.fromEntries(new URLSearchParams(body));
  try {
    const parsed = object.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** One argument as text; `''` when it is not there. */
export function text(args: Arguments, name: string): string {
  const value = args[name];
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

/** One argument that a form carries as JSON. */
export function json(args: Arguments, name: string): unknown {
  const value = args[name];
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

import { unwrap } from './unwrap.ts';

/** 1688's encrypted member ids have about 25 characters of `[A-Za-z0-9_-]`, sometimes with `+`, `/`, `=`. */
const form = /^[A-Za-z0-9_\-+/=]{8,64}$/;

/** The openUid in a text that a person typed or pasted, its wrapping taken off; undefined when it holds none. */
export function parseOpenUid(text: string): string | undefined {
  if (text.length > 256) return undefined;
  const plain = unwrap(text);
  return form.test(plain) ? plain : undefined;
}

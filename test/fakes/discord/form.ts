import { z } from 'zod';
import { type FormError, invalidForm } from './rest-error.ts';

/** What Discord counts as blank: it trims these away before it measures. */
const blankEdges = /^[\s\p{Cc}]+|[\s\p{Cc}]+$/gu;

/** A text as Discord keeps it. */
export const trimmed = (value: string): string => value.replace(blankEdges, '');

/** A required text of at most `longest` characters after trimming, at least one. */
export const words = (longest: number) =>
  z.string().check((context) => {
    const { length } = trimmed(context.value);
    if (length >= 1 && length <= longest) return;
    context.issues.push({
      code: 'custom',
      input: context.value,
      message: `Must be between 1 and ${longest} in length.`,
      params: { code: length === 0 ? 'BASE_TYPE_REQUIRED' : 'BASE_TYPE_BAD_LENGTH' },
    });
  });

/** A text that may be left out or empty. */
export const optionalWords = (longest: number) =>
  z
    .string()
    .check((context) => {
      if (trimmed(context.value).length <= longest) return;
      context.issues.push({
        code: 'custom',
        input: context.value,
        message: `Must be ${longest} or fewer in length.`,
        params: { code: 'BASE_TYPE_MAX_LENGTH' },
      });
    })
    .nullish();

/** A URL with one of `schemes`. */
export const urlOf = (schemes: readonly string[], longest: number) =>
  z
    .string()
    .max(longest)
    .check((context) => {
      const scheme = /^([a-z][a-z0-9+.-]*):\/\/[^\s]+$/i.exec(context.value)?.[1]?.toLowerCase();
      if (scheme !== undefined && schemes.includes(scheme)) return;
      context.issues.push({
        code: 'custom',
        input: context.value,
        message: `Scheme "${scheme ?? ''}" is not supported. Scheme must be one of (${schemes.join(', ')}).`,
        params: { code: 'URL_TYPE_INVALID_SCHEME' },
      });
    });

/** `value` as `schema` reads it; throws Discord's 50035 with all that is wrong. */
export function parseForm<T>(
  schema: z.ZodType<T>,
  value: unknown,
  path: readonly (string | number)[] = [],
): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidForm(parsed.error.issues.flatMap((issue) => formErrors(issue, path)));
}

/** What `issue` finds wrong, of a union what is wrong with the alternative that is meant. */
export function formErrors(issue: z.core.$ZodIssue, path: readonly (string | number)[]): FormError[] {
  const at = [...path, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))];
  if (issue.code === 'invalid_union') return nearestOf(issue.errors).flatMap((one) => formErrors(one, at));
  return [{ path: at, code: codeOf(issue), message: issue.message }];
}

/** Of what each alternative found wrong, the least: one that is of another kind altogether is far off. */
function nearestOf(alternatives: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] {
  const cost = (issues: readonly z.core.$ZodIssue[]): number =>
    issues.reduce((sum, issue) => {
      if (issue.code === 'invalid_union') return sum + Math.min(...issue.errors.map(cost));
      return sum + (issue.path.at(-1) === 'type' || issue.path.at(-1) === 'style' ? 100 : 1);
    }, 0);
  const [nearest = []] = [...alternatives].sort((a, b) => cost(a) - cost(b));
  return nearest;
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') {
    const named = z.object({ code: z.string() }).safeParse(issue.params);
    return named.success ? named.data.code : 'BASE_TYPE_INVALID';
  }
  if (issue.code === 'too_big') return 'BASE_TYPE_MAX_LENGTH';
  if (issue.code === 'too_small') return 'BASE_TYPE_MIN_LENGTH';
  if (issue.code === 'invalid_type') return 'BASE_TYPE_REQUIRED';
  return 'BASE_TYPE_INVALID';
}

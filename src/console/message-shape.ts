import { jsonIn } from '../runtime/json.ts';

/** What a value of JSON is, without the value: its kind, and how long it is. */
export interface ValueShape {
  /** Names and workspaces on the way to it, as `messageBody.orders[0].id`; empty for the whole. */
  readonly path: string;
  readonly kind: 'text' | 'number' | 'list' | 'object' | 'boolean' | 'null';
  /** Characters, digits, or members; of no meaning for the other kinds. */
  readonly size: number;
}

/** As many as a person looks through. */
const mostShapes = 100;

const deepest = 8;
const longestName = 60;

/**
 * What is in a message that could not be read, by names, kinds and lengths alone; a text that is JSON itself is gone into.
 * `undefined`: it is no JSON. `left`: how many there are besides.
 */
export function shapesOf(
  body: string,
): { readonly shapes: readonly ValueShape[]; readonly left: number } | undefined {
  const value = jsonIn(body);
  if (value === undefined) return undefined;
  const shapes: ValueShape[] = [];
  let left = 0;
  const visit = (at: unknown, path: string, depth: number): void => {
    if (shapes.length >= mostShapes) left += 1;
    else shapes.push({ path, ...kindOf(at) });
    if (depth >= deepest || shapes.length >= mostShapes) return;
    for (const [name, member] of membersOf(at)) {
      const step =
        typeof name === 'number' ? `[${name}]` : `${path === '' ? '' : '.'}${name.slice(0, longestName)}`;
      visit(member, `${path}${step}`, depth + 1);
    }
  };
  visit(value, '', 0);
  return { shapes, left };
}

function membersOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return value.map((each, at) => [at, each]);
  if (typeof value === 'object' && value !== null) return Object.entries(value);
  const inner = typeof value === 'string' && /^\s*[[{]/.test(value) ? jsonIn(value) : undefined;
  return typeof inner === 'object' && inner !== null ? membersOf(inner) : [];
}

function kindOf(value: unknown): Pick<ValueShape, 'kind' | 'size'> {
  if (value === null || value === undefined) return { kind: 'null', size: 0 };
  if (typeof value === 'string') return { kind: 'text', size: value.length };
  if (typeof value === 'number') return { kind: 'number', size: String(value).replaceAll(/\D/g, '').length };
  if (typeof value === 'boolean') return { kind: 'boolean', size: 1 };
  return Array.isArray(value)
    ? { kind: 'list', size: value.length }
    : { kind: 'object', size: Object.keys(value).length };
}

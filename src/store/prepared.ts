import type { Compilable, CompiledQuery, QueryResult } from 'kysely';
import { setNewest } from '../runtime/bounded-map.ts';
import type { Database, ScopedQueries } from './database.ts';
import { StoreError } from './error.ts';

/** What a statement may be given when it is run. */
type Given = string | number | null;

/** A value that a statement gets when it is run, by its name. */
class Place {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * In the place of an organization stands a text, since the guard takes nothing else for one: so no other value can get
 * there, and {@link bound} knows which has to name one.
 */
const organizationPlace = '\u0000organization';

/**
 * Gives what stands for a value of that name in a statement that is prepared. Typed as the value, which Kysely wants there
 * and never looks at.
 */
export type Places = <Value extends Given = string>(name: string) => Value;

const places: Places = <Value extends Given>(name: string) =>
  (name === 'organization' ? organizationPlace : new Place(name)) as Value;

/** The places of a list of so many values. */
export function placesOf<Value extends Given = string>(place: Places, count: number): readonly Value[] {
  return Array.from({ length: count }, (_, at) => place<Value>(`${at}`));
}

/** The values of a list, for {@link placesOf}. */
export function numbered<Value extends Given>(all: readonly Value[]): Readonly<Record<string, Value>> {
  return Object.fromEntries(all.map((value, at) => [`${at}`, value]));
}

/**
 * What {@link numbered} gives, of a list that is made longer by its last value, to the next power of two: so that the lists of all
 * lengths have few shapes.
 */
export function listed<Value extends Given>(
  all: readonly Value[],
): { readonly shape: number; readonly values: Readonly<Record<string, Value>> } {
  const shape = all.length === 0 ? 0 : 2 ** Math.ceil(Math.log2(all.length));
  const last = all.slice(-1);
  return {
    shape,
    values: numbered([...all, ...Array.from({ length: shape - all.length }, () => last).flat()]),
  };
}

/** How many shapes of one statement are kept: those used last. */
const keptShapes = 64;

/** What a statement of some shape is run with. */
type PreparedArguments = [
  /** A database, or one of its transactions. */
  on: Pick<Database, 'unscoped' | 'direct'>,
  shape: number,
  values: Readonly<Record<string, Given>> & { readonly organization?: string },
];

/** Runs a statement of the shape with these values, and gives the rows that came of it. */
export type RunPrepared<Row> = (...how: PreparedArguments) => Promise<readonly Row[]>;

/**
 * A statement that is built by `build` and guarded once for each shape (how many values a list of it has, say), and only
 * given its values afterwards: building and guarding cost many times as much as running it.
 * @throws StoreError `unguarded` where it does not name an organization, or is given an empty one
 */
export function prepared<Row>(
  scoped: ScopedQueries,
  build: (scoped: ScopedQueries, place: Places, shape: number) => Compilable<Row>,
): RunPrepared<Row> {
  const run = running(scoped, build);
  return async (...how) => (await run(...how)).rows;
}

/** The same of a statement that is asked how many rows it changed. */
export function preparedChange(
  scoped: ScopedQueries,
  build: (scoped: ScopedQueries, place: Places, shape: number) => Compilable<unknown>,
): (...how: PreparedArguments) => Promise<bigint> {
  const run = running(scoped, build);
  return async (...how) => (await run(...how)).numAffectedRows ?? 0n;
}

function running<Row>(
  scoped: ScopedQueries,
  build: (scoped: ScopedQueries, place: Places, shape: number) => Compilable<Row>,
): (...how: PreparedArguments) => Promise<QueryResult<Row>> {
  const byShape = new Map<number, CompiledQuery<Row>>();
  return async (on, shape, values) => {
    let known = byShape.get(shape);
    if (known === undefined) {
      known = build(scoped, places, shape).compile();
      setNewest(byShape, shape, known, keptShapes);
    }
    const parameters = known.parameters.map((parameter) => bound(parameter, values));
    const query = { ...known, parameters };
    // Kysely takes as long to find a connection as SQLite takes for a row.
    return on.direct === undefined ? on.unscoped.executeQuery<Row>(query) : on.direct<Row>(query);
  };
}

function bound(parameter: unknown, values: Readonly<Record<string, Given>>): unknown {
  if (parameter === organizationPlace) {
    const { organization } = values;
    if (typeof organization === 'string' && organization !== '') return organization;
    throw new StoreError('unguarded', 'A query was refused since it names no organization.');
  }
  if (!(parameter instanceof Place)) return parameter;
  const value = values[parameter.name];
  if (value === undefined) throw new TypeError(`no value was given for ${parameter.name}`);
  return value;
}

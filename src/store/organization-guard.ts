import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  DeleteQueryNode,
  IdentifierNode,
  InsertQueryNode,
  type JoinNode,
  type KyselyPlugin,
  type OnConflictNode,
  type OperationNode,
  OperatorNode,
  ParensNode,
  PrimitiveValueListNode,
  RawNode,
  ReferenceNode,
  type RootOperationNode,
  SelectQueryNode,
  TableNode,
  UpdateQueryNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
} from 'kysely';
import { StoreError } from './error.ts';
import { organizationColumn, sharedTables } from './schema.ts';

/**
 * A Kysely plugin that lets a query through only when it names the organization whose rows it touches, and
 * throws a `StoreError` `unguarded` otherwise, before anything reaches the database.
 *
 * Of each table that is not shared:
 * - a select, update or delete must require `organization = <value>`, as a condition of its own that no `or`
 *   can get around, or equality with the organization of a table that does;
 * - an insert must set it in each row, and its `on conflict … do update` must be on a key that holds it;
 * - an update may not change it.
 * Subqueries are checked alike, and the name of a `with` clause counts as a table. What the guard cannot read
 * (raw tables, `merge`, `replace`) it refuses.
 */
export const organizationGuard: KyselyPlugin = {
  transformQuery({ node }) {
    checkRoot(node);
    return node;
  },
  transformResult: ({ result }) => Promise.resolve(result),
};

function checkRoot(node: RootOperationNode): void {
  if (!isQuery(node)) throw unguarded(`a ${node.kind}`);
  check(node, new Set());
}

type Query = SelectQueryNode | InsertQueryNode | UpdateQueryNode | DeleteQueryNode;

function isQuery(node: OperationNode): node is Query {
  return (
    SelectQueryNode.is(node) ||
    InsertQueryNode.is(node) ||
    UpdateQueryNode.is(node) ||
    DeleteQueryNode.is(node)
  );
}

function check(query: Query, outer: Anchored): void {
  if (InsertQueryNode.is(query)) {
    checkInsert(query);
    checkBelow(query, outer);
    return;
  }
  if (UpdateQueryNode.is(query)) checkUpdates(query.updates);
  const sources = sourcesOf(query);
  const anchored = anchorsOf(query, sources, outer);
  for (const { name, owned } of sources) {
    if (owned && !anchored.has(name)) throw unguarded(`${name} without its organization`);
  }
  checkBelow(query, anchored);
}

/** Every query inside `node`, and every piece of raw SQL. */
function checkBelow(node: OperationNode, anchored: Anchored): void {
  for (const part of Object.values(node)) {
    for (const child of Array.isArray(part) ? part : [part]) {
      if (!isNode(child)) continue;
      if (RawNode.is(child) && child.sqlFragments.some((text) => statementWord.test(text))) {
        throw unguarded('raw SQL with a query in it');
      }
      if (child.kind === 'MergeQueryNode') throw unguarded('a merge');
      if (isQuery(child)) check(child, anchored);
      else checkBelow(child, anchored);
    }
  }
}

const statementWord = /\b(select|from|join|into|update|delete|table)\b/i;

function isNode(value: unknown): value is OperationNode {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

function checkInsert(query: InsertQueryNode): void {
  if (query.into === undefined) throw unguarded('an insert into nothing');
  const table = tableName(query.into);
  if (sharedTables.has(table)) return;
  if (query.replace === true || query.orAction !== undefined || query.onDuplicateKey !== undefined) {
    throw unguarded(`an insert into ${table} that may replace any row`);
  }
  const at = query.columns?.findIndex((column) => column.column.name === organizationColumn) ?? -1;
  if (query.values === undefined || !ValuesNode.is(query.values)) {
    throw unguarded(`an insert into ${table} without its organization`);
  }
  if (!query.values.values.every((row) => setsOrganization(row, at))) {
    throw unguarded(`a row of ${table} without its organization`);
  }
  if (query.onConflict !== undefined) checkConflict(query.onConflict, table);
}

function setsOrganization(row: ValueListNode | PrimitiveValueListNode, at: number): boolean {
  if (PrimitiveValueListNode.is(row)) return isOrganization(row.values[at]);
  const value = ValueListNode.is(row) ? row.values[at] : undefined;
  return value !== undefined && ValueNode.is(value) && isOrganization(value.value);
}

function checkConflict(conflict: OnConflictNode, table: string): void {
  if (conflict.updates === undefined) return;
  if (!conflict.columns?.some((column) => column.column.name === organizationColumn)) {
    throw unguarded(`an update of ${table} on a conflict without its organization`);
  }
  checkUpdates(conflict.updates);
}

function checkUpdates(updates: UpdateQueryNode['updates']): void {
  for (const { column } of updates ?? []) {
    if (!ColumnNode.is(column) || column.column.name === organizationColumn) {
      throw unguarded('an update of the organization itself');
    }
  }
}

/** The names, in one query and those around it, whose rows are known to be of a named organization. */
type Anchored = ReadonlySet<string>;

interface Source {
  readonly name: string;
  /** Its rows belong to organizations. */
  readonly owned: boolean;
}

function sourcesOf(query: SelectQueryNode | UpdateQueryNode | DeleteQueryNode): readonly Source[] {
  const nodes = [
    ...(UpdateQueryNode.is(query) && query.table !== undefined ? [query.table] : []),
    ...(query.from?.froms ?? []),
    ...(DeleteQueryNode.is(query) ? (query.using?.tables ?? []) : []),
    ...(query.joins ?? []).map((join) => join.table),
  ];
  return nodes.map(sourceOf);
}

function sourceOf(node: OperationNode): Source {
  if (TableNode.is(node)) return { name: tableName(node), owned: !sharedTables.has(tableName(node)) };
  if (AliasNode.is(node) && IdentifierNode.is(node.alias)) {
    const name = node.alias.name;
    // A subquery is checked by itself, on the way down.
    if (SelectQueryNode.is(node.node)) return { name, owned: false };
    if (TableNode.is(node.node)) return { name, owned: !sharedTables.has(tableName(node.node)) };
  }
  throw unguarded(`a table given as ${node.kind}`);
}

function tableName(node: TableNode): string {
  return node.table.identifier.name;
}

/**
 * What the conditions of `query` tie to a named organization. A condition of a join only filters the table
 * that is joined, and only in inner and left joins.
 */
function anchorsOf(
  query: SelectQueryNode | UpdateQueryNode | DeleteQueryNode,
  sources: readonly Source[],
  outer: Anchored,
): Anchored {
  const only = sources.length === 1 ? sources[0]?.name : undefined;
  const ties = [
    ...conditions(query.where?.where).flatMap((condition) => tiesOf(condition, only)),
    ...(query.joins ?? []).flatMap(tiesOfJoin),
  ];
  const own = new Set(sources.map((source) => source.name));
  const anchored = new Set([...outer].filter((name) => !own.has(name)));
  for (let before = -1; before !== anchored.size; ) {
    before = anchored.size;
    for (const { name, to } of ties) if (to === undefined || anchored.has(to)) anchored.add(name);
  }
  return anchored;
}

/** `name`'s organization is a value, or that of the table `to`. */
interface Tie {
  readonly name: string;
  readonly to: string | undefined;
}

function tiesOfJoin(join: JoinNode): readonly Tie[] {
  if (join.joinType !== 'InnerJoin' && join.joinType !== 'LeftJoin') return [];
  const joined = sourceOf(join.table).name;
  return conditions(join.on?.on)
    .flatMap((condition) => tiesOf(condition, undefined))
    .filter((tie) => tie.name === joined);
}

/** The conditions that must all hold. */
function conditions(node: OperationNode | undefined): readonly OperationNode[] {
  if (node === undefined) return [];
  if (ParensNode.is(node)) return conditions(node.node);
  if (AndNode.is(node)) return [...conditions(node.left), ...conditions(node.right)];
  return [node];
}

/** `only`: the table that a column without a table's name is of, where that is certain. */
function tiesOf(condition: OperationNode, only: string | undefined): readonly Tie[] {
  if (!BinaryOperationNode.is(condition)) return [];
  if (!OperatorNode.is(condition.operator) || condition.operator.operator !== '=') return [];
  const left = organizationOf(condition.leftOperand, only);
  if (left === undefined) return [];
  if (ValueNode.is(condition.rightOperand)) {
    return isOrganization(condition.rightOperand.value) ? [{ name: left, to: undefined }] : [];
  }
  const right = organizationOf(condition.rightOperand, undefined);
  return right === undefined
    ? []
    : [
        { name: left, to: right },
        { name: right, to: left },
      ];
}

/** The table whose organization `node` is. */
function organizationOf(node: OperationNode, only: string | undefined): string | undefined {
  if (!ReferenceNode.is(node) || !ColumnNode.is(node.column)) return undefined;
  if (node.column.column.name !== organizationColumn) return undefined;
  return node.table === undefined ? only : tableName(node.table);
}

function isOrganization(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function unguarded(what: string): StoreError {
  return new StoreError(
    'unguarded',
    `A query was refused since it could touch another organization: ${what}.`,
  );
}

import {
  ColumnNode,
  DeleteQueryNode,
  InsertQueryNode,
  type KyselyPlugin,
  type OnConflictNode,
  type OperationNode,
  PrimitiveValueListNode,
  RawNode,
  type RootOperationNode,
  SelectQueryNode,
  UpdateQueryNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
} from 'kysely';
import {
  type Anchored,
  anchorsOf,
  isOrganization,
  sourcesOf,
  tableName,
  unguarded,
} from './organization-anchors.ts';
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

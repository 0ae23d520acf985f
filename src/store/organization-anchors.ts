import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  DeleteQueryNode,
  IdentifierNode,
  type JoinNode,
  type OperationNode,
  OperatorNode,
  ParensNode,
  ReferenceNode,
  SelectQueryNode,
  TableNode,
  UpdateQueryNode,
  ValueNode,
} from 'kysely';
import { StoreError } from './error.ts';
import { organizationColumn, sharedTables } from './schema.ts';

/** The names, in one query and those around it, whose rows are known to be of a named organization. */
export type Anchored = ReadonlySet<string>;

export interface Source {
  readonly name: string;
  /** Its rows belong to organizations. */
  readonly owned: boolean;
}

export function sourcesOf(query: SelectQueryNode | UpdateQueryNode | DeleteQueryNode): readonly Source[] {
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

export function tableName(node: TableNode): string {
  return node.table.identifier.name;
}

/**
 * What the conditions of `query` tie to a named organization. A condition of a join only filters the table
 * that is joined, and only in inner and left joins.
 */
export function anchorsOf(
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

export function isOrganization(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

export function unguarded(what: string): StoreError {
  return new StoreError(
    'unguarded',
    `A query was refused since it could touch another organization: ${what}.`,
  );
}

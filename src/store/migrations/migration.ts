import type { QueryExecutorProvider, SchemaModule } from 'kysely';

/** One step of the schema. Once released it never changes: a later step mends what it got wrong. */
export interface Migration {
  /** `NNNN-what`, in the order of the list, unique. */
  readonly name: string;
  /**
   * Runs inside one transaction with every other step that is due. `database` is for what changes rows: in SQL, since the
   * types of the tables are those of the last step.
   */
  up(schema: SchemaModule, database: QueryExecutorProvider): Promise<void>;
}

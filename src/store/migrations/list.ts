import { foundation } from './0001-foundation.ts';
import { orderNews } from './0002-order-news.ts';
import { grants } from './0006-grants.ts';
import type { Migration } from './migration.ts';

/** Every step of the schema, oldest first. New ones go to the end. */
export const migrations: readonly Migration[] = [foundation, orderNews, grants];

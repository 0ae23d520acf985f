import { fileURLToPath } from 'node:url';
import type { Program } from '../harness/contender-process.ts';
import { type Endpoints, shoptalk } from '../harness/contenders.ts';

/** One receiver of pushed messages. */
export interface IntakeContender {
  readonly name: string;
  /** What it keeps messages in; contenders of the same store are compared. */
  readonly store: 'none' | 'SQLite' | 'PostgreSQL';
  readonly part: 'ours' | 'peer' | 'limit';
  /** `database`: an empty one of its store, as `DATABASE_URL`. */
  program(at: Endpoints, database: string): Program;
}

function peer(script: 'bare' | 'fastify', at: Endpoints, database: string): Program {
  return {
    words: [fileURLToPath(new URL(`peers/${script}.ts`, import.meta.url))],
    environment: { DATABASE_URL: database, NODE_COMPILE_CACHE: `${at.temporary}/peers` },
    directory: at.directory,
    temporary: at.temporary,
  };
}

/** The bot with nothing but its account: no chat platform, nobody who watches. */
function bot(at: Endpoints, database: string): Program {
  const program = shoptalk(at.partner, at);
  return { ...program, environment: { ...program.environment, DATABASE_URL: database } };
}

export const intakeContenders: readonly IntakeContender[] = [
  {
    name: 'node:http and HMAC, kept nowhere',
    store: 'none',
    part: 'limit',
    program: (at) => peer('bare', at, ''),
  },
  {
    name: 'Fastify, node:sqlite, a row a request',
    store: 'SQLite',
    part: 'peer',
    program: (at, database) => peer('fastify', at, database),
  },
  { name: 'shoptalk on SQLite', store: 'SQLite', part: 'ours', program: bot },
  {
    name: 'Fastify, pg, a row a request',
    store: 'PostgreSQL',
    part: 'peer',
    program: (at, database) => peer('fastify', at, database),
  },
  { name: 'shoptalk on PostgreSQL', store: 'PostgreSQL', part: 'ours', program: bot },
];

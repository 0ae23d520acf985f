import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import fastify from 'fastify';
import pg from 'pg';
import { verified } from './verified.ts';

/*
 * What a developer would write: Fastify, the signature checked over the raw body, one row inserted and committed for each
 * request, then 200. DATABASE_URL: `sqlite:PATH` with full sync in WAL mode, or `postgres://…` with a pool of ten.
 */

type Keep = (digest: string, body: string) => Promise<unknown>;

const url = process.env['DATABASE_URL'] ?? '';
const keep = url.startsWith('sqlite:')
  ? keepInSqlite(url.slice('sqlite:'.length))
  : await keepInPostgres(url);

const app = fastify({ logger: { level: 'warn' }, bodyLimit: 256 * 1024, keepAliveTimeout: 60_000 });
app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
  done(null, body),
);
app.post('/xport/messages', async (request, reply) => {
  const { body } = request;
  if (!Buffer.isBuffer(body) || !verified(body, request.headers.authorization)) return reply.code(401).send();
  const text = body.toString('utf8');
  JSON.parse(text);
  await keep(createHash('sha256').update(body).digest('base64url'), text);
  return reply.code(200).send();
});
console.log(JSON.stringify({ event: 'ready', url: await app.listen({ host: '127.0.0.1', port: 0 }) }));
process.on('SIGTERM', () => process.exit(0));

function keepInSqlite(path: string): Keep {
  const database = new DatabaseSync(path);
  database.exec('pragma journal_mode = wal; pragma synchronous = full');
  database.exec(
    'create table inbox (digest text primary key, body text not null, received_at integer not null)',
  );
  const insert = database.prepare('insert into inbox values (?, ?, ?) on conflict do nothing');
  return async (digest, body) => insert.run(digest, body, Date.now());
}

async function keepInPostgres(connectionString: string): Promise<Keep> {
  const pool = new pg.Pool({ connectionString, max: 10 });
  await pool.query(
    'create table inbox (digest text primary key, body text not null, received_at bigint not null)',
  );
  const insert = {
    name: 'insert',
    text: 'insert into inbox values ($1, $2, $3) on conflict do nothing',
  };
  return (digest, body) => pool.query({ ...insert, values: [digest, body, Date.now()] });
}

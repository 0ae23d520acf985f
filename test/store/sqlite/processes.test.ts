import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { migrations } from '../../../src/store/migrations/list.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { makeSqliteBed, type SqliteBed } from '../bed.ts';

const claimant = fileURLToPath(new URL('claimant.ts', import.meta.url));
const anchorer = fileURLToPath(new URL('anchorer.ts', import.meta.url));

const said = z.object({
  pid: z.number(),
  held: z.object({ state: z.literal('new'), since: z.number() }),
  shared: z.enum(['new', 'running']),
});

describe('several processes on one SQLite file', () => {
  let bed: SqliteBed | undefined;
  const children: ChildProcess[] = [];

  afterEach(async () => {
    for (const child of children.splice(0)) await kill(child);
    await bed?.dispose();
  });

  /** Starts a claimant and gives what it said once it holds its claims. */
  const start = async (url: string) => said.parse(await firstLine(claimant, url));

  async function firstLine(program: string, url: string): Promise<unknown> {
    const child = spawn(process.execPath, [program, url], { stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    let errors = '';
    child.stderr.on('data', (data) => {
      errors += data;
    });
    for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
    throw new Error(`the process ended before it was ready: ${errors}`);
  }

  it('bring a new database up to date once when they start together', async () => {
    bed = await makeSqliteBed();
    const url = `sqlite:${bed.file}`;
    const answers = await Promise.all([start(url), start(url), start(url), start(url)]);
    expect(answers.filter(({ shared }) => shared === 'new')).toHaveLength(1);
    const database = new DatabaseSync(bed.file);
    expect(database.prepare('select name from migrations').all()).toHaveLength(migrations.length);
    expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    database.close();
  });

  it('anchor the audit log without being in each other’s way', async () => {
    bed = await makeSqliteBed();
    const url = `sqlite:${bed.file}`;
    const answers = await Promise.all([1, 2, 3].map(() => firstLine(anchorer, url)));
    expect(answers).toEqual([{ wrong: 0 }, { wrong: 0 }, { wrong: 0 }]);
    const store = await bed.open(createFakeClock());
    const { heads, breaks, fault } = await store.anchors.compare();
    expect([heads, breaks, fault]).toMatchObject([[{ seq: 60 }], [], undefined]);
    await store.close();
  });

  it('lose nothing when one is killed: what it held can be begun after its time, what it finished stays', async () => {
    bed = await makeSqliteBed();
    const { pid, held } = await start(`sqlite:${bed.file}`);
    const child = children[0];
    expect(child?.pid).toBe(pid);
    if (child !== undefined) await kill(child);
    expect(child?.signalCode).toBe('SIGKILL');

    const clock = createFakeClock(held.since + 59_999);
    const store = await bed.open(clock);
    const begin = (key: string) => store.claims.begin({ organization: 'x:1', key, holdMs: 1_000 });
    expect(await begin('finished')).toEqual({ state: 'done', outcome: '"paid"' });
    expect(await begin(`held ${pid}`)).toEqual({ state: 'running', since: held.since });
    clock.advance(1);
    expect(await begin(`held ${pid}`)).toMatchObject({ state: 'new' });
    expect(await begin('finished')).toEqual({ state: 'done', outcome: '"paid"' });
    await store.close();
  });
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

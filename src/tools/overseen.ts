import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { bad, type Finding } from '../chat/finding.ts';

/** Something to look at, by a program that another process oversees. */
export interface Check {
  /** For a person, such as `Store`. */
  readonly name: string;
  /** How long it may take, ms. */
  readonly mostMs: number;
  /** What to do where it takes longer. */
  readonly advice: string;
  look(): Promise<readonly Finding[]>;
}

/** What the program tells of its checks, as they are made. */
const told = z.union([
  z.object({ check: z.object({ at: z.int(), name: z.string(), mostMs: z.number(), advice: z.string() }) }),
  z.object({
    finding: z.object({
      verdict: z.enum(['good', 'bad', 'unsure']),
      what: z.string(),
      advice: z.string().exactOptional(),
    }),
  }),
  z.object({ alive: z.literal(true) }),
  z.object({ over: z.literal(true) }),
]);
type Told = z.output<typeof told>;
type Begun = Extract<Told, { check: unknown }>['check'];

/** How one process of the program ended. */
type Ended =
  | { readonly how: 'over' }
  | { readonly how: 'broke off'; readonly at: Begun }
  | { readonly how: 'hung'; readonly at: Begun; readonly afterMs: number }
  | { readonly how: 'never began'; readonly status: number | null };

/**
 * Has `program` make its checks in a process of its own, and reports what each found; gives the exit status, 1 where something is
 * bad. A check that takes longer than it may, or whose program stands still for `silentMs`, is reported as bad, its process is
 * killed, and another goes on with the next check: a call of the system that waits for a disk is ended by nothing else. A program
 * that ends before its first check has said why, and its status is given.
 */
export async function overseen({
  program,
  args,
  report,
  waits,
  silentMs = 120_000,
}: {
  readonly program: URL;
  readonly args: readonly string[];
  report(finding: Finding): void;
  /** A check takes long. */
  waits(check: Pick<Check, 'name' | 'mostMs'>): void;
  readonly silentMs?: number;
}): Promise<number> {
  let status = 0;
  const found = (finding: Finding) => {
    if (finding.verdict === 'bad') status = 1;
    report(finding);
  };
  for (let from = 0; ; ) {
    const ended = await oneProcess(program, [String(from), ...args], { found, waits, silentMs });
    if (ended.how === 'over') return status;
    if (ended.how === 'never began') return ended.status ?? 1;
    const { at, name, advice } = ended.at;
    found(
      ended.how === 'hung'
        ? bad(`${name}: no answer within ${ended.afterMs / 1000} seconds`, advice)
        : bad(`${name}: its check broke off`, 'What it said of that stands above. Try it once more.'),
    );
    from = at + 1;
  }
}

function oneProcess(
  program: URL,
  args: readonly string[],
  {
    found,
    waits,
    silentMs,
  }: {
    found(finding: Finding): void;
    waits(check: Pick<Check, 'name' | 'mostMs'>): void;
    readonly silentMs: number;
  },
): Promise<Ended> {
  const child = fork(fileURLToPath(program), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const { promise, resolve } = Promise.withResolvers<Ended>();
  let at: Begun | undefined;
  const limit = createLimit(silentMs, waits);
  child.on('message', (message) => {
    const said = told.parse(message);
    if ('finding' in said) found(said.finding);
    else if ('alive' in said) limit.alive();
    else if ('over' in said) resolve({ how: 'over' });
    else {
      const begun = said.check;
      at = begun;
      limit.begin(begun, (afterMs) => resolve({ how: 'hung', at: begun, afterMs }));
    }
  });
  const stopped = (status: number | null) =>
    resolve(at === undefined ? { how: 'never began', status } : { how: 'broke off', at });
  child.on('error', () => stopped(null));
  // What it told last is read before.
  child.on('close', stopped);
  return promise.finally(() => {
    limit.end();
    child.kill('SIGKILL');
    // A process that waits for a disk may not end even then, and is not waited for.
    if (child.connected) child.disconnect();
    child.unref();
  });
}

/** After so many ms a person wonders. */
const longMs = 10_000;

/** How often a program tells that it does not stand still, as it does while a file of its database is waited for. */
const aliveMs = 1_000;

/** The time that a check may take, one check at a time. */
function createLimit(silentMs: number, waits: (check: Begun) => void) {
  let timers: readonly NodeJS.Timeout[] = [];
  let silence: NodeJS.Timeout | undefined;
  const end = () => {
    for (const timer of timers) clearTimeout(timer);
    clearTimeout(silence);
  };
  return {
    begin(check: Begun, late: (afterMs: number) => void) {
      end();
      timers = [setTimeout(() => waits(check), longMs), setTimeout(() => late(check.mostMs), check.mostMs)];
      silence = setTimeout(() => late(silentMs), silentMs);
    },
    alive: () => void silence?.refresh(),
    end,
  };
}

/** Makes `checks` from the one on that {@link overseen} wants, and tells it of each. For the program that it starts. */
export async function makeChecks(checks: readonly Check[], from: number): Promise<void> {
  // Where nobody is left to tell.
  const end = () => process.kill(process.pid, 'SIGKILL');
  process.on('disconnect', end);
  const tell = (what: Told) => process.send?.(what, undefined, undefined, (error) => error !== null && end());
  setInterval(() => tell({ alive: true }), aliveMs).unref();
  for (const [at, { name, mostMs, advice, look }] of checks.entries()) {
    if (at < from) continue;
    tell({ check: { at, name, mostMs, advice } });
    for (const finding of await look()) tell({ finding });
  }
  tell({ over: true });
}

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { type ProcessReading, readProcess } from './process-reading.ts';

/** One program under test, running. */
export interface ContenderProcess {
  /** Where it takes commands. */
  readonly url: string;
  /** From the start of the process to its ready line, ms. */
  readonly startMs: number;
  /** What it had taken of the processor by then, ms. */
  readonly startCpuMs: number;
  read(): ProcessReading;
  /** Ends it: SIGTERM, and SIGKILL if it is still there after 10 s. */
  stop(): Promise<void>;
}

export interface Program {
  /** What stands after `node` on its command line. */
  readonly words: readonly string[];
  /** All of its environment but PATH, HOME and TMPDIR. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where it works. */
  readonly directory: string;
  /** Its place for temporary files, kept from start to start: Node's compile cache is there. */
  readonly temporary: string;
}

const startPatienceMs = 60_000;

/**
 * Starts a program with this Node and no environment but its own, and waits for the line `{"event":"ready","url":…}`.
 *
 * @throws Error when the program ends before, or says nothing for a minute; with the end of what it printed.
 */
export async function startContender(program: Program): Promise<ContenderProcess> {
  const beganAt = performance.now();
  const child = spawn(process.execPath, [...program.words], {
    cwd: program.directory,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: program.temporary,
      TMPDIR: program.temporary,
      ...program.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await readyUrl(child, ended, said).catch(async (error: unknown) => {
    child.kill('SIGKILL');
    await ended;
    throw new Error(
      `${program.words.join(' ')} did not start: ${String(error)}\n${said.slice(-20).join('\n')}`,
    );
  });
  const startMs = performance.now() - beganAt;
  const { pid } = child;
  if (pid === undefined) throw new Error('a started process has an id');
  const startCpuMs = readProcess(pid).cpuMs;

  return {
    url,
    startMs,
    startCpuMs,
    read: () => readProcess(pid),
    async stop() {
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(late);
    },
  };
}

function readyUrl(child: ChildProcess, ended: Promise<void>, said: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no ready line')), startPatienceMs);
    const settle = (settled: () => void) => {
      clearTimeout(late);
      settled();
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      // Read to the end of the process, so that it never waits for the pipe.
      createInterface({ input: stream }).on('line', (line) => {
        if (said.length < 200) said.push(line);
        const ready = readyUrlIn(line);
        if (ready !== undefined) settle(() => resolve(ready));
      });
    }
    ended.then(() => settle(() => reject(new Error('it ended'))));
    child.once('error', (error) => settle(() => reject(error)));
  });
}

const readyLine = z.object({ event: z.literal('ready'), url: z.string() });

function readyUrlIn(line: string): string | undefined {
  return line.includes('"ready"') ? readyLine.safeParse(JSON.parse(line)).data?.url : undefined;
}

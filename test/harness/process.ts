import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepLine, secret } from '../protection/logs/kept-lines.ts';

export interface RunningBot {
  readonly process: ChildProcess;
  /** Everything written so far. */
  readonly stdout: string;
  readonly stderr: string;
  /** The `url` of the ready line; rejects when the process ends before it. */
  readonly ready: Promise<string>;
  /** The address of the local page with its token, as it is printed for the operator. */
  readonly page: Promise<string>;
  /** The exit status; `null` when a signal ended it. */
  readonly exited: Promise<number | null>;
}

const root = new URL('../..', import.meta.url).pathname;

/** Most of a short start is reading types off files: each start takes them as the one before left them. */
const compileCache = join(root, 'node_modules/.cache/started-by-tests');

/** A folder of its own for a test's files, gone when the test is over. */
export async function temporaryFolder(): Promise<{ path: string; [Symbol.asyncDispose](): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'shoptalk-test-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/**
 * Runs a file of the project as `npm run` would, with the settings of `environment` alone. `input` is what comes
 * through the pipe or out of the open file, `open` leaves the pipe open, `none` is a service manager's null device.
 */
export function run(
  file: string,
  options: {
    args?: readonly string[];
    /** Another checkout than this one. */
    root?: string;
    environment?: Record<string, string>;
    input: { text: string } | { file: number } | 'open' | 'none';
  },
): RunningBot {
  const checkout = options.root ?? root;
  const child = spawn(process.execPath, [join(checkout, file), ...(options.args ?? [])], {
    cwd: checkout,
    env: {
      PATH: process.env['PATH'],
      LANG: 'en_US.UTF-8',
      PORT: '0',
      NODE_COMPILE_CACHE: compileCache,
      ...options.environment,
    },
    stdio: [standardInput(options.input), 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const ready = Promise.withResolvers<string>();
  const page = Promise.withResolvers<string>();
  const exited = Promise.withResolvers<number | null>();
  const look = () => {
    const line = `${stdout}${stderr}`.split('\n').find((each) => each.includes('"event":"ready"'));
    const url = /"url":"([^"]+)"/.exec(line ?? '')?.[1];
    if (url !== undefined) ready.resolve(url);
    const [, address, token] = /(http:\S+\/#(\w+))\n/.exec(stderr) ?? [];
    if (address === undefined || token === undefined) return;
    secret(token);
    page.resolve(address);
  };
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('utf8');
    look();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
    look();
  });
  child.on('close', (code) => {
    // What is no log line is what a person at the terminal reads.
    for (const line of `${stdout}\n${stderr}`.split('\n')) if (line.startsWith('{"level"')) keepLine(line);
    ready.reject(new Error(`ended with ${code} before it was ready: ${stderr}`));
    page.reject(new Error(`ended with ${code} before it served the page: ${stderr}`));
    exited.resolve(code);
  });
  ready.promise.catch(() => {});
  page.promise.catch(() => {});
  if (typeof options.input === 'object' && 'text' in options.input) child.stdin?.end(options.input.text);
  return {
    process: child,
    get stdout() {
      return stdout;
    },
    get stderr() {
      return stderr;
    },
    ready: ready.promise,
    page: page.promise,
    exited: exited.promise,
  };
}

function standardInput(input: Parameters<typeof run>[1]['input']): 'ignore' | 'pipe' | number {
  if (input === 'none') return 'ignore';
  return typeof input === 'object' && 'file' in input ? input.file : 'pipe';
}

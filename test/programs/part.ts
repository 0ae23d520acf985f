import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { promisify } from 'node:util';

/** What the bot is set beside: one program, or one way of installing. */
export interface Part {
  readonly name: string;
  /** The programs that it needs, each with how it tells its version. */
  readonly needs: readonly { readonly program: string; readonly version: readonly string[] }[];
  /** Why it can't be run here though the programs are there. */
  missing?(): string | undefined;
  /** Looks at each fact; gives a line for each. Throws where one is not as it should be. */
  run(): Promise<readonly string[]>;
}

/** The first line that `program` prints of its version; `undefined` where it is not here. */
export function versionOf(program: string, args: readonly string[]): string | undefined {
  try {
    // Some print it on standard error.
    const printed = execFileSync('sh', ['-c', '"$0" "$@" 2>&1', program, ...args], { encoding: 'utf8' });
    const [line] = printed.split('\n').filter((each) => /\d\.\d/.test(each));
    return line?.trim();
  } catch {
    return undefined;
  }
}

/** Throws unless `holds`. */
export function expectThat(holds: boolean, fact: string): string {
  if (!holds) throw new Error(`not so: ${fact}`);
  return fact;
}

export const execute = promisify(execFile);

/** Tries again until `attempt` gives something; for programs that tell nobody when they are ready. */
export async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = 100; ; left -= 1) {
    try {
      return await attempt();
    } catch (thrown) {
      if (left === 0) throw thrown;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

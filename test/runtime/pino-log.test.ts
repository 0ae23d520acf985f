import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/runtime/pino-log.ts';
import { createSecrets } from '../../src/runtime/secrets.ts';

const secrets = ['xoxb-very-secret', 'with "quotes" and\\slashes', 'a+b/c=d e'];

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(
    createLog({
      level: 'info',
      secrets: createSecrets(secrets),
      destination: { write: (line) => void lines.push(line) },
    }),
  );
  return lines.join('');
}

describe('the log', () => {
  it('writes fields and message as one JSON line', () => {
    expect(JSON.parse(logged((log) => log.info({ event: 'x', ms: 3 }, 'done')))).toMatchObject({
      event: 'x',
      ms: 3,
      msg: 'done',
    });
  });

  it('leaves out what is below its level', () => {
    expect(logged((log) => log.debug({ event: 'x' }))).toBe('');
  });

  it.each(secrets)('never writes the secret %s, wherever it stands', (secret) => {
    const error = new Error(`refused token ${secret}`);
    const line = logged((log) =>
      log.error({ err: error, url: `https://x/?t=${encodeURIComponent(secret)}` }, secret),
    );
    expect(line).toContain('[hidden]');
    for (const spelling of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]) {
      expect(line).not.toContain(spelling);
    }
    expect(() => JSON.parse(line)).not.toThrow();
  });
});

describe('standard output', () => {
  it('gets the last line also where its reader slept while that was logged', async () => {
    const child = spawn(process.execPath, ['--eval', logsToSleeper], { stdio: ['ignore', 'pipe', 'pipe'] });
    try {
      await once(child.stderr, 'data');
      let last = '';
      for await (const text of child.stdout.setEncoding('utf8')) {
        last = (last + text).slice(-100);
        if (last.endsWith('the last line\n')) break;
      }
      expect(last).toContain('the last line');
    } finally {
      child.kill('SIGKILL');
    }
  });
});

/** More than a pipe holds, then a last line, and after what that is gathered for it says so on the other stream. */
const logsToSleeper = `
  import(${JSON.stringify(new URL('../../src/runtime/pino-log.ts', import.meta.url).href)}).then(({ standardStream }) => {
    const stream = standardStream('output');
    for (let lines = 0; lines < 4000; lines += 1) stream.write('x'.repeat(999) + '\\n');
    setTimeout(() => stream.write('the last line\\n'), 50);
    setTimeout(() => process.stderr.write('written'), 200);
    setInterval(() => {}, 1000);
  });
`;

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/chat/finding.ts';
import { overseen } from '../../src/tools/overseen.ts';
import { temporaryFolder } from '../harness/process.ts';

const program = new URL('./hanging-checks.ts', import.meta.url);
const waits = () => {};

describe('checks that are overseen', () => {
  it('are all made, whatever never answers or breaks off, and leave no process behind', async () => {
    await using folder = await temporaryFolder();
    const pipe = join(folder.path, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const findings: Finding[] = [];
    const report = (finding: Finding) => void findings.push(finding);
    expect(await overseen({ program, args: [pipe], report, waits, silentMs: 2_500 })).toBe(1);
    const processes = findings.flatMap(({ what }) => /^process (\d+)$/.exec(what)?.slice(1) ?? []);
    expect(new Set(processes).size).toBe(2);
    expect(findings.slice(1, -1)).toEqual([
      { verdict: 'bad', what: 'Disk: no answer within 0.3 seconds', advice: 'see to the disk' },
      { verdict: 'bad', what: 'File: no answer within 2.5 seconds', advice: 'see to the file' },
      { verdict: 'bad', what: expect.stringContaining('Broken'), advice: expect.any(String) },
    ]);
    const isThere = (id: string) => {
      try {
        return process.kill(Number(id), 0);
      } catch {
        return false;
      }
    };
    await expect.poll(() => processes.filter(isThere)).toEqual([]);
  });

  it('give the status of a program that ends before it begins', async () => {
    const report = () => expect.fail('nothing was looked at');
    expect(await overseen({ program, args: [], report, waits })).toBe(2);
  });
});

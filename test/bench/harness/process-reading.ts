import { readFileSync } from 'node:fs';

/** What the kernel has counted for a process so far. */
export interface ProcessReading {
  /** User and system time of all its threads, ms; in steps of 10 ms. */
  readonly cpuMs: number;
  /** User and system time of its main thread, on which JavaScript runs, ms. */
  readonly mainMs: number;
  /** Resident memory now, MiB. */
  readonly residentMiB: number;
  /** The most that it ever was, MiB. */
  readonly peakMiB: number;
}

/** The kernel's clock tick in /proc, 100 a second on Linux whatever the machine. */
const tickMs = 10;

/** Reads /proc, so this works on Linux alone. */
export function readProcess(pid: number): ProcessReading {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold spaces; after it, utime and stime are the 12th and 13th field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    mainMs: Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ', 1)[0]) / 1e6,
    cpuMs: (Number(fields[11]) + Number(fields[12])) * tickMs,
    residentMiB: kibibytes(status, 'VmRSS') / 1024,
    peakMiB: kibibytes(status, 'VmHWM') / 1024,
  };
}

/** Time that the machine's cores were not idle so far, or were taken by its host, ms summed over the cores. */
export function readMachineBusyMs(): number {
  const [, ...fields] = (readFileSync('/proc/stat', 'utf8').split('\n', 1)[0] ?? '').trim().split(/\s+/);
  const [user, nice, system, , , irq, softirq, steal] = fields.map(Number);
  return (
    [user, nice, system, irq, softirq, steal].reduce<number>((sum, ticks) => sum + (ticks ?? 0), 0) * tickMs
  );
}

function kibibytes(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
}

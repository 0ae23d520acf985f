import { spawn } from 'node:child_process';
import { cpSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pageOf, pages, shellLines } from './harness/pages.ts';
import { temporaryFolder } from './harness/process.ts';
import { root } from './harness/sources.ts';

/** What shows that a line did what its page says. */
interface Shown {
  /** Of both outputs together, with which the line ends by itself and with 0; `until`: with which it is ended. */
  readonly says?: RegExp;
  readonly until?: RegExp;
  /** A file that it wrote, and what of it is read. */
  readonly writes?: { readonly file: string; readonly as?: z.ZodType };
}

/**
 * Every line of the shell blocks that is run, as it stands, in a copy of the project, in the order of the pages. A line that is
 * joined by `&&` is taken part by part.
 */
const run: Readonly<Record<string, Shown>> = {
  'npm start': { until: /"event":"ready"/ },
  "echo '/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g' | npm start --silent": { says: /touid=cnalichn/ },
  'npm run manifest -- --out manifest.json': {
    writes: { file: 'manifest.json', as: z.object({ display_information: z.object({ name: z.string() }) }) },
  },
  'npm run docs': { says: /nothing to change/ },
  'npx vitest run --config test/vitest.config.ts test/domain/orders/status.test.ts': {
    says: /Tests .*\d+ passed/,
  },
  'npm run doctor': { says: /✓ Signed call: accepted/, writes: { file: 'data/shoptalk.db' } },
  'npm run backup -- shoptalk.copy': { says: /all that was stored until/, writes: { file: 'shoptalk.copy' } },
  'mv data data-before': { writes: { file: 'data-before/shoptalk.db' } },
  'npm run restore -- shoptalk.copy': { says: /Restored as it was at/, writes: { file: 'data/shoptalk.db' } },
  'npm run licences': { says: /packages, 0 with a licence that is not on the list/ },
  [`npm run call -- im.openuid.decrypt '{"openUid":"BBBJ82cNui3EUaxxMi_7Go73g","offerId":"951807530375"}'`]: {
    says: /has the shape that im\.openuid\.decrypt expects/,
  },
  [`npm run call -- /alibaba/ka/order/list '{"page":1}' --out answer.json`]: {
    writes: { file: 'answer.json', as: z.object({ code: z.number() }) },
  },
};

/** Every other line of the shell blocks, and scripts that stand in none, with the reason why it is not run here. */
const notRun: Readonly<Record<string, string>> = {
  'npm ci': 'needs the package registry; it is the first thing that .ci/run does on a clean checkout',
  'npm test': 'is this very run; .ci/run runs it',
  'npm run test:deep': 'is this very run with more runs of each property',
  'npm run types': 'takes long beside other tests; .ci/run runs it',
  'npm run lint': 'takes long beside other tests; .ci/run runs it',
  'npm run unused': 'takes long beside other tests; .ci/run runs it',
  'npm run check': 'is types, lint, the search for unused names and this very run',
  'npm run register': 'needs a token of Discord; test/tools.test.ts runs it against a Discord of its own',
  'npm run bench': 'takes eleven minutes and installs the peers from the registry',
  'npm run soak': 'takes many minutes; test/soak/killing.test.ts runs a short one',
  'npm run check:programs': 'needs programs that are no part of the project, and the registry',
  'npm run prepare': 'is what npm ci ends with; test/contract/bundle.test.ts runs it',
  'npm run build': 'takes long beside other tests; npm run check:programs runs it',
  'npm run pictures': 'needs Chromium, and changes the pictures of docs',
  'XPORT_ACCESS_KEY=<the new key>': 'is a line of .env',
  'XPORT_ACCESS_SECRET=<its secret>': 'is a line of .env',
  'XPORT_PREVIOUS_ACCESS_KEY=<the key before>': 'is a line of .env',
  'git pull': 'needs a remote repository',
  'sudo systemctl enable --now shoptalk': 'needs root',
  'journalctl --unit shoptalk --follow': 'needs the service that root made',
  'docker compose up --detach': 'needs a container engine',
  'findings/slack-429-without-seconds.sh': 'needs the package registry',
  'for script in findings/*.sh; do "$script" || echo "changed: $script"; done': 'needs the package registry',
};

const lines = pages.flatMap((page) => shellLines(page).flatMap((line) => line.split(' && ')));
const inOrder = [...new Set(lines)].filter((line) => line in run);

describe('the shell lines of the pages', () => {
  it('are each run here, or listed with a reason', () => {
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((line) => !(line in run) && !(line in notRun))).toEqual([]);
    expect(Object.keys(run).filter((line) => !lines.includes(line))).toEqual([]);
    expect(Object.keys(run).filter((line) => line in notRun)).toEqual([]);
  });

  it('are all of the scripts of package.json', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    const named = Object.keys({ ...run, ...notRun });
    const isNamed = (script: string) =>
      named.some((line) => new RegExp(`\\bnpm (?:run )?${script}(?= |$)`).test(line));
    expect(Object.keys(scripts).filter((script) => !isNamed(script))).toEqual([]);
  });

  it('name no script that there is not', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    const named = pages.flatMap(({ name, text }) =>
      [...text.matchAll(/\bnpm run (?:--silent )?([\w-]+(?::[\w-]+)*)/g)].map(([, script = '']) => ({
        name,
        script,
      })),
    );
    expect(named.filter(({ script }) => !(script in scripts))).toEqual([]);
  });

  it('that CI runs are in its script', () => {
    const script = readFileSync(join(root, '.ci/run'), 'utf8');
    for (const line of ['npm ci', 'npm test', 'npm run types', 'npm run lint', 'npm run unused'])
      expect(script).toContain(line);
  });

  it('that a newcomer runs stand in the README', () => {
    expect(shellLines(pageOf('README.md'))).toEqual(
      expect.arrayContaining(['npm ci && npm start', 'npm ci && npm test']),
    );
  });
});

describe('in a copy of the project, this line does what its page says', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let copy: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    copy = join(folder.path, 'shoptalk');
    // Not what git does not keep, and no data of this checkout.
    const left = ['.git', '.env', 'node_modules', 'data', 'test/bench/node_modules', 'test/output'];
    cpSync(root, copy, {
      recursive: true,
      filter: (path) => !left.some((name) => path === join(root, name)),
    });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  it.for(inOrder)('%s', async (line, { signal }) => {
    const { says, until, writes } = run[line] ?? {};
    const { status, said } = await runLine(line, copy, signal, until);
    if (until === undefined) expect(`${status}: ${said}`).toMatch(/^0: /);
    expect(said).toMatch(until ?? says ?? /^/);
    if (writes === undefined) return;
    const file = join(copy, writes.file);
    expect(statSync(file).size).toBeGreaterThan(0);
    if (writes.as !== undefined) writes.as.parse(JSON.parse(readFileSync(file, 'utf8')));
  });
});

/**
 * Runs a line in a shell as a person would, without settings; ends it, with all that it started, once it said `until`, or the test
 * is over.
 */
async function runLine(
  line: string,
  folder: string,
  signal: AbortSignal,
  until: RegExp | undefined,
): Promise<{ readonly status: number | null; readonly said: string }> {
  const { PATH, HOME } = process.env;
  const child = spawn('sh', ['-c', line], {
    cwd: folder,
    // A free port, so that a bot of this machine is not in the way; no registry.
    env: { PATH, HOME, LANG: 'en_US.UTF-8', PORT: '0', npm_config_offline: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  let ended = false;
  const end = () => {
    if (ended || child.pid === undefined) return;
    ended = true;
    process.kill(-child.pid, 'SIGTERM');
  };
  const hear = (chunk: Buffer) => {
    said += chunk.toString('utf8');
    if (until?.test(said) === true) end();
  };
  signal.addEventListener('abort', end);
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  signal.removeEventListener('abort', end);
  return { status, said };
}

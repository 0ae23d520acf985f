import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compile, compiledSuffix, keepsCompiled } from '../run-bundle.js';

/** How long a start may take on a machine that does other things, ms. */
const patienceMs = 60_000;

/** In the log line of a bot that serves. */
const readyEvent = '"event":"ready"';

const publicKey = '00'.repeat(32);
const applicationId = '100000000000000000';

/** What a platform or the partner answers to whatever it is asked, as far as a start looks at it. */
const answer = JSON.stringify({
  ok: true,
  team_id: 'T0REHEARSAL',
  user_id: 'U0REHEARSAL',
  bot_id: 'B0REHEARSAL',
  id: applicationId,
  verify_key: publicKey,
});

/** Settings of a bot that serves for real: with an account, and each platform over HTTP. None of it is a secret. */
function environmentAt(url: string, folder: string): Record<string, string> {
  return {
    DATABASE_URL: `sqlite:${join(folder, 'shoptalk.db')}`,
    HOST: '127.0.0.1',
    PORT: '0',
    XPORT_BASE_URL: `${url}/partner`,
    XPORT_ACCESS_KEY: '0'.repeat(32),
    XPORT_ACCESS_SECRET: 'rehearsal',
    XPORT_USER_ID: '1000000000000',
    SLACK_API_URL: `${url}/slack/`,
    SLACK_BOT_TOKEN: 'xoxb-rehearsal',
    SLACK_SIGNING_SECRET: 'rehearsal',
    DISCORD_API_URL: `${url}/discord`,
    DISCORD_TOKEN: 'rehearsal',
    DISCORD_PUBLIC_KEY: publicKey,
    DISCORD_APPLICATION_ID: applicationId,
  };
}

/**
 * Starts the bundle in `folder` between stand-ins for the platforms and the partner, and stops it once it is ready. Beside each
 * of its files lies then what V8 had compiled of it, for run-bundle.js: by the start where it took part, else what is compiled
 * before a file is run.
 *
 * @throws Error where the bundle does not start.
 */
export async function rehearse({
  root,
  folder,
  entry,
}: {
  readonly root: string;
  readonly folder: string;
  readonly entry: string;
}): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'shoptalk-build-'));
  const standIn = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
    });
  });
  try {
    await once(standIn.listen(0, '127.0.0.1'), 'listening');
    const address = standIn.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const program = `
      process.getBuiltinModule('node:worker_threads').setEnvironmentData(${JSON.stringify(keepsCompiled)}, true);
      import(${JSON.stringify(pathToFileURL(join(root, 'src/run-bundle.js')).href)})
        .then(({ runBundle }) => runBundle(${JSON.stringify(join(folder, entry))}));
    `;
    // No flag: V8 takes code only where its flags are the ones that the code was compiled with, as npm start has none.
    const bot = spawn(process.execPath, ['--eval', program], {
      cwd: place,
      env: environmentAt(`http://127.0.0.1:${port}`, place),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: patienceMs,
    });
    let said = '';
    for (const stream of [bot.stdout, bot.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => {
        said += part;
        if (said.includes(readyEvent)) bot.kill('SIGTERM');
      });
    }
    const [status] = await once(bot, 'close');
    // Windows knows no such signal and ends it at once: what it compiled is not written down then, and made up for below.
    if (!said.includes(readyEvent)) throw new Error(`The bundle does not start (status ${status}):\n${said}`);
  } finally {
    standIn.close();
    standIn.closeAllConnections();
    rmSync(place, { recursive: true, force: true });
  }
  const names = new Set(readdirSync(folder));
  for (const name of names) {
    if (!name.endsWith('.cjs') || names.has(name + compiledSuffix)) continue;
    const path = join(folder, name);
    writeFileSync(path + compiledSuffix, compile(path).createCachedData());
  }
}

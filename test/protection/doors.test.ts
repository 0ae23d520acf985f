import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { checkDiscord } from '../../adapters/discord/checks.ts';
import { openConnections } from '../../adapters/discord/connections.ts';
import { createResponseUrls } from '../../adapters/slack/response-url.ts';
import { createSlackApi } from '../../adapters/slack/web-api.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { checkPublicUrl } from '../../src/tools/check-public-url.ts';
import { openTransport } from '../../src/xport/transport.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { sources } from '../harness/sources.ts';

/**
 * Every file that can reach another machine, and what keeps it from reaching one of a stranger's choice. A new one
 * belongs on this list only with such a reason, and into the table below.
 */
const doors: Readonly<Record<string, string>> = {
  'src/xport/transport.ts': 'paths of ours below XPORT_BASE_URL',
  'src/sandbox/message-push.ts': 'the callback of this bot alone, named by bot.ts',
  'src/links/link-opener.ts':
    'https at public addresses, looked up at the moment of connecting; each redirect anew; short links of apps at the hosts of sellers/short-link.ts alone',
  'src/links/public-address.ts': 'says which addresses are public; no connection',
  'src/links/http-get.ts': 'asks what link-opener.ts and platform-files.ts lead to',
  'src/pictures/platform-files.ts': "a platform's own hosts for files, named by its adapter",
  'src/wiring/traces.ts': 'the collector that OTEL_EXPORTER_OTLP_ENDPOINT names, through the library',
  'src/tools/check-collector.ts': 'the same, by an operator',
  'src/tools/check-partner.ts': 'the origin of XPORT_BASE_URL, by an operator',
  'src/tools/check-public-url.ts': 'paths of ours below PUBLIC_URL, by an operator',
  'src/store/postgres/driver.ts': 'DATABASE_URL',
  'src/store/postgres/check.ts': 'names of the library, no connection of its own',
  'src/store/postgres/connection.ts': 'DATABASE_URL',
  'src/store/postgres/copy.ts': 'DATABASE_URL, and the programs pg_dump and pg_restore',
  'src/store/postgres/open.ts': 'DATABASE_URL',
  'src/store/postgres/error.ts': 'names of the library, no connection',
  'adapters/slack/web-api.ts':
    'methods of ours below SLACK_API_URL, through the library: no absolute URL is taken',
  'adapters/slack/web-fetch.ts': 'what web-api.ts asks for',
  'adapters/slack/errors.ts': 'names of the library, no connection',
  'adapters/slack/checks.ts': 'the same, by an operator',
  'adapters/slack/block-checks.ts': 'the same, with the client of checks.ts',
  'adapters/slack/adapter.ts': 'the same: its library has the same options',
  'adapters/slack/socket-connection.ts': 'the socket that SLACK_API_URL names',
  'adapters/slack/response-url.ts': "hosts of Slack's own and of SLACK_API_URL, https",
  'adapters/discord/connections.ts': 'what api.ts asks for',
  'adapters/discord/api.ts': 'paths of ours below DISCORD_API_URL',
  'adapters/discord/gateway.ts': 'DISCORD_API_URL, and the gateway that it names',
};

/** Files that only listen. */
const listeners = [
  'src/http/server.ts',
  'src/sandbox/server.ts',
  'src/tools/doctor-checks.ts',
  'src/tools/rehearsal.ts',
];

const reaching: readonly RegExp[] = [
  /(?<![.\w])fetch\(/,
  /\bglobalThis\.fetch\b/,
  /\bnew (?:WebSocket|EventSource|XMLHttpRequest)\b/,
  /^import (?!type)[^;]*?from '(?:undici|ws|pg|@slack\/(?:bolt|web-api|socket-mode)|discord\.js|@discordjs\/\w+)'/m,
  /(?<!typeof )import\('(?:undici|ws|pg|@opentelemetry\/exporter-[\w-]+|@slack\/[\w-]+|discord\.js|@discordjs\/\w+)'\)/,
  /^import (?!type)[^;]*?from '(?:node:)?(?:https?|http2|net|tls|dgram|dns|dns\/promises)'/m,
  /\bsendBeacon\(/,
];
/** Imports from those modules by which nobody is reached. */
const harmless =
  /^import \{ (?:STATUS_CODES|isIPv4|isIP|isIPv6|type Logger, LogLevel)(?:, (?:isIPv4|isIPv6|isIP))* \} from '[^']+';$/gm;

describe('the doors to other machines', () => {
  it('are these, and no other', () => {
    const found = sources
      .filter(({ name }) => !listeners.includes(name))
      .filter(({ code }) => reaching.some((each) => each.test(code.replace(harmless, ''))))
      .map(({ name }) => name);
    expect(found.sort()).toEqual(Object.keys(doors).sort());
  });
});

/** Each way out, led to `url`; resolves or rejects, as it does. */
const ways: Readonly<Record<string, (url: string) => Promise<unknown>>> = {
  'the partner API': async (url) => {
    const transport = openTransport({ baseUrl: url, limitBytes: 100_000 });
    try {
      const answer = await transport.post('/x', {}, '{}', AbortSignal.timeout(8_000));
      return answer.status;
    } finally {
      await transport.close();
    }
  },
  "Slack's Web API": async (url) => {
    const api = createSlackApi({ token: 'xoxb-none', apiUrl: `${url}/api/`, log: silentLog });
    return api.call('auth.test', {});
  },
  "Slack's answer URLs": async (url) => {
    const urls = createResponseUrls({ apiUrl: `${url}/api/`, clock: systemClock });
    expect(urls.takesAnswers(`${url}/x`)).toBe(true);
    try {
      return await urls.post(`${url}/x`, {});
    } finally {
      await urls.close();
    }
  },
  "Discord's REST API": async (url) => {
    const connections = openConnections();
    try {
      return (await connections.send(`${url}/x`, { signal: AbortSignal.timeout(8_000) })).status;
    } finally {
      await connections.close();
    }
  },
  "the doctor's question to Discord": (url) =>
    checkDiscord({
      token: 'none',
      apiUrl: url,
      workspaces: [],
      now: Date.now,
      pending: async () => ({ changed: [], removed: [] }),
    }),
  "the doctor's question to PUBLIC_URL": (url) => checkPublicUrl(url),
};

describe.each(Object.entries(ways))('the way to %s', (_name, way) => {
  const undo: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0)) await each();
  });

  async function serving(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    undo.push(async () => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  it.each([301, 302, 303, 307, 308])('does not go where a %i sends it', async (status) => {
    let led = 0;
    const elsewhere = await serving((_request, response) => {
      led += 1;
      response.end('{"ok":true}');
    });
    let asked = 0;
    const url = await serving((_request, response) => {
      asked += 1;
      response.writeHead(status, { location: `${elsewhere}/secret` }).end();
    });
    await way(url).catch(() => undefined);
    expect(asked).toBeGreaterThan(0);
    expect(led).toBe(0);
  });

  it('does not read an answer without end', async () => {
    let sent = 0;
    const url = await serving((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const part = `"${'x'.repeat(65_534)}`;
      const more = () => {
        while (!response.destroyed && sent < 200_000_000) {
          sent += part.length;
          if (!response.write(part)) {
            response.once('drain', more);
            return;
          }
        }
      };
      more();
    });
    await way(url).catch(() => undefined);
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThan(50_000_000);
  });
});

import { type Behaviour, openFaultyUpstream, raw, reset } from './faulty-upstream.ts';

/** What becomes of a request, and of its answer. */
export type Fate =
  | 'answered'
  /** It arrives and is acted on; the connection breaks before the answer. */
  | 'answer lost'
  /** It arrives and is acted on; what comes back is a gateway's page. */
  | 'answer garbled'
  /** It never arrives. */
  | 'request lost';

/** A line to an HTTP service on this machine that breaks where a test says so. */
export interface CuttingLine {
  /** Takes the place of the service's own URL. */
  readonly url: string;
  /** Paths of the requests that came by, in order. */
  readonly paths: readonly string[];
  /** Decides over the next requests. */
  cut(fateOf: (path: string) => Fate): void;
  close(): Promise<void>;
}

export async function openCuttingLine(serviceUrl: string): Promise<CuttingLine> {
  const line = await openFaultyUpstream();
  const { origin } = new URL(serviceUrl);
  let fateOf: (path: string) => Fate = () => 'answered';
  const page = raw('<html>502</html>', { headers: { 'content-type': 'text/html' } });
  const behave: Behaviour = (response, request) => {
    const fate = fateOf(request.path);
    if (fate === 'request lost') {
      reset(response, request);
      return;
    }
    const { host: _host, connection: _connection, ...headers } = request.headers;
    const given = Object.entries(headers).filter(([, value]) => typeof value === 'string');
    fetch(origin + request.path, {
      method: 'POST',
      headers: given.map(([name, value]): [string, string] => [name, String(value)]),
      body: request.body,
    })
      .then(async (answer) => {
        const body = await answer.text();
        if (fate === 'answer lost') reset(response, request);
        else if (fate === 'answer garbled') page(response, request);
        else raw(body, { status: answer.status })(response, request);
      })
      .catch(() => response.destroy());
  };
  line.behave(behave);
  return {
    url: line.url,
    get paths() {
      return line.received.map(({ path }) => path.replace('/api', ''));
    },
    cut(decide) {
      fateOf = decide;
    },
    close: () => line.close(),
  };
}

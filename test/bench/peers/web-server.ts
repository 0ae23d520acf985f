import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

type Webhook = (
  request: Request,
  options: { readonly waitUntil: (task: Promise<unknown>) => void },
) => Promise<Response> | undefined;

/** Serves handlers of web requests on node:http with as little between as possible. */
export function serveWebhooks(webhooks: Readonly<Record<string, Webhook>>): RequestListener {
  return (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      answer(webhooks, incoming, Buffer.concat(chunks), outgoing).catch((error: unknown) => {
        console.error(error);
        outgoing.writeHead(500).end();
      });
    });
  };
}

async function answer(
  webhooks: Readonly<Record<string, Webhook>>,
  incoming: IncomingMessage,
  body: Buffer<ArrayBuffer>,
  outgoing: ServerResponse,
): Promise<void> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method: 'POST',
    headers,
    body,
  });
  const response = await webhooks[incoming.url ?? '']?.(request, {
    waitUntil: (task) => void task.catch((error: unknown) => console.error(error)),
  });
  if (!response) {
    outgoing.writeHead(404).end();
    return;
  }
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

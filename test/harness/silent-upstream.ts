import { createServer } from 'node:http';

/** A server that takes every request and answers none. */
export async function openSilentUpstream(): Promise<{
  readonly url: string;
  /** Resolves once the first request is in. */
  readonly asked: Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}> {
  const asked = Promise.withResolvers<void>();
  const server = createServer(() => asked.resolve());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked: asked.promise,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

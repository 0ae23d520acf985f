import fc from 'fast-check';

/** Bytes that a server's parser must stand, as text of Latin-1. */
export function rawRequests(paths: readonly string[]): fc.Arbitrary<string> {
  const path = fc.constantFrom(...paths);
  const bytes = fc
    .uint8Array({ minLength: 1, maxLength: 200 })
    .map((each) => Buffer.from(each).toString('latin1'));
  const oddLine = fc
    .tuple(
      fc.constantFrom('GET', 'POST', 'get', 'CONNECT', 'PRI', 'G ET', '', 'QUERY', 'X'.repeat(300)),
      fc.oneof(
        path,
        fc.constantFrom('*', '', 'http://evil.example/', '//', '/%', '/\0', `/${'a'.repeat(9_000)}`),
      ),
      fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9.9', '', 'HTTP/1.1 x'),
    )
    .map(([method, target, version]) => `${method} ${target} ${version}\r\nhost: a\r\n\r\n`);
  const oddHeader = fc.oneof(
    fc.constantFrom(
      'content-length: -1',
      'content-length: 1e3',
      'content-length: 5\r\ncontent-length: 6',
      'content-length: 5\r\ntransfer-encoding: chunked',
      'transfer-encoding: chunked, identity',
      'transfer-encoding: gzip',
      'transfer-encoding: \u000bchunked',
      'content-length: 99999999999999999999999',
      'expect: 100-continue\r\ncontent-length: 2',
      'expect: miracles',
      'upgrade: websocket\r\nconnection: upgrade',
      'connection: close, keep-alive, \0',
      ' folded: x',
      'no colon here',
      ': no name',
      'x-a: \u0000\u0001',
      `x-a: ${'b'.repeat(20_000)}`,
      Array.from({ length: 1_500 }, (_, at) => `x-${at}: 1`).join('\r\n'),
      'host: a\r\nhost: b',
    ),
    bytes.map((text) => `x-a: ${text}`),
  );
  const oddRequest = fc
    .tuple(
      fc.constantFrom('GET', 'POST'),
      path,
      oddHeader,
      fc.constantFrom('', '{}', '5\r\nhello\r\n0\r\n\r\n', 'zz\r\n'),
    )
    .map(
      ([method, target, header, body]) =>
        `${method} ${target} HTTP/1.1\r\nhost: a\r\n${header}\r\n\r\n${body}`,
    );
  const pipelined = fc
    .tuple(path, fc.integer({ min: 2, max: 30 }))
    .map(([target, times]) =>
      `POST ${target} HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n{}`.repeat(times),
    );
  return fc.oneof(bytes, oddLine, { weight: 2, arbitrary: oddRequest }, pipelined);
}

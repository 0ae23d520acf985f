import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** What is answered where no request could be read, by what Node calls the fault. */
const statuses: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/**
 * Has `server` say in words that address and headers are longer than `headerBytes`: Node would answer the status alone, of which a
 * browser makes a page of its own. Whatever else can't be read is answered as Node does. `began` is told of each answer: nothing
 * is written into one whose headers are sent.
 */
export function answerUnread(
  server: Server,
  { headerBytes }: { readonly headerBytes: number },
): { began(answer: ServerResponse): void } {
  const answers = new WeakMap<Duplex, Set<ServerResponse>>();

  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const isBegun = [...(answers.get(socket) ?? [])].some(({ headersSent }) => headersSent);
    if (socket.writable && !isBegun) {
      const status = statuses[error.code ?? ''] ?? '400 Bad Request';
      const words =
        error.code === 'HPE_HEADER_OVERFLOW'
          ? `too long: at most ${headerBytes} bytes of address and headers. Shorten the address.\n`
          : '';
      socket.write(
        `HTTP/1.1 ${status}\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${words.length}\r\nconnection: close\r\n\r\n${words}`,
      );
    }
    socket.destroy(error);
  });
  return {
    began(answer) {
      const { socket } = answer.req;
      const all = answers.get(socket) ?? new Set();
      answers.set(socket, all.add(answer));
      answer.once('close', () => all.delete(answer));
    },
  };
}

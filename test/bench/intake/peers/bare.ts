import { createServer } from 'node:http';
import { listen } from '../../listen.ts';
import { verified } from './verified.ts';

/* The limit of what Node can do: reads the body, checks its signature, answers. Keeps nothing. */

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const genuine = verified(Buffer.concat(parts), request.headers.authorization);
    response.writeHead(genuine ? 200 : 401, { 'content-length': 0 }).end();
  });
});
server.keepAliveTimeout = 60_000;
console.log(JSON.stringify({ event: 'ready', url: await listen(server) }));
process.on('SIGTERM', () => process.exit(0));

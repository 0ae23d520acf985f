import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { good } from '../../src/chat/finding.ts';
import { makeChecks } from '../../src/tools/overseen.ts';

/*
 * A program whose checks never end, for a test: its arguments are the number of the check to begin with, and a pipe that nobody
 * writes to, which stands for a disk that does not answer.
 */

const [from, pipe = ''] = process.argv.slice(2);
if (pipe === '') process.exit(2);

const look = async () => [good('it answers')];
await makeChecks(
  [
    { name: 'First', mostMs: 60_000, advice: '', look: async () => [good(`process ${process.pid}`)] },
    // A thread of Node's own waits: a process that ends by itself would wait for that thread.
    { name: 'Disk', mostMs: 300, advice: 'see to the disk', look: () => readFile(pipe).then(look) },
    // The program itself stands still, as for a database that is a file.
    {
      name: 'File',
      mostMs: 60_000,
      advice: 'see to the file',
      look: async () => [good(String(readFileSync(pipe)))],
    },
    { name: 'Broken', mostMs: 60_000, advice: '', look: async () => process.exit(3) },
    { name: 'Last', mostMs: 60_000, advice: '', look: async () => [good(`process ${process.pid}`)] },
  ],
  Number(from),
);

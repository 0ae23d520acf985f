import { readFileSync, writeFileSync } from 'node:fs';
import { menuOf } from '../commands/index.ts';
import { readSettings } from '../settings/read-settings.ts';
import { platforms } from '../wiring/platforms.ts';
import { endWhenUnread } from './command-line.ts';
import { withPart } from './docs/markdown.ts';
import { generatedParts } from './docs/parts.ts';
import { understood } from './understood/index.ts';

endWhenUnread();

/*
 * npm run docs: writes what is generated of the documentation, and names the files that changed. Reads no settings of this
 * machine, so that it gives the same everywhere. test/docs.test.ts fails until it has run.
 */

const read = readSettings(platforms, {});
if ('faults' in read) throw new Error('the settings without any value are read');
const parts = generatedParts({
  menu: menuOf({ sandbox: true }),
  understood: await Promise.all(understood.map((area) => area())),
});
const root = new URL('../../', import.meta.url);
const changed = new Set<string>();
for (const { file, name, text } of parts) {
  const url = new URL(file, root);
  const old = textOf(url);
  const now = name === undefined ? text : withPart(old, name, text);
  if (now === old) continue;
  writeFileSync(url, now);
  changed.add(file);
}
process.stdout.write(changed.size === 0 ? 'nothing to change\n' : `written: ${[...changed].join(', ')}\n`);

function textOf(url: URL): string {
  try {
    return readFileSync(url, 'utf8');
  } catch {
    return '';
  }
}

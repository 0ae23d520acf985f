import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = new URL('../..', import.meta.url).pathname;

/** A file's path from the root, and its code without comments. */
interface Source {
  readonly name: string;
  readonly code: string;
}

/** Every file of the program. */
export const sources = sourcesIn(['src', 'adapters'], /\.ts$/);

/** Every file in `folders` whose name fits, but for installed packages. */
export function sourcesIn(folders: readonly string[], named: RegExp): readonly Source[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        (name) => `${folder}/${name}`,
      ),
    )
    .filter((name) => named.test(name) && !name.includes('/node_modules/'))
    .map((name) => ({ name, code: withoutComments(readFileSync(join(root, name), 'utf8')) }));
}

/** Comments may name what code may not. Strings hold comment marks only in URLs and paths (`/*`), which have no space before. */
function withoutComments(code: string): string {
  return code.replace(/(^|\s)\/\*[\s\S]*?\*\//g, '$1').replace(/(^|\s)\/\/.*$/gm, '$1');
}

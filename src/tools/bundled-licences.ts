import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { z } from 'zod';

const manifest = z.object({ name: z.string(), version: z.string(), license: z.string().optional() });

/** The names, versions and licence texts of the packages that `modules`, by their paths, are of. */
export function licencesOf(root: string, modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((path) => packageFolder(path) ?? []));
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = manifest.parse(
        JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
      );
      const texts = readdirSync(folder)
        .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
        .map((file) => readFileSync(join(folder, file), 'utf8').trim());
      return [`${name} ${version} (${license ?? 'unknown'})`, folder.slice(root.length), ...texts].join(
        '\n\n',
      );
    })
    .join(`\n\n${'-'.repeat(80)}\n\n`);
}

/** The folder of the package that a file is of; `undefined` for one of ours. */
function packageFolder(path: string): string | undefined {
  const at = path.lastIndexOf(`${sep}node_modules${sep}`);
  if (at < 0) return undefined;
  const inside = path.slice(at + `${sep}node_modules${sep}`.length).split(sep);
  const name = inside[0]?.startsWith('@') ? inside.slice(0, 2) : inside.slice(0, 1);
  return [path.slice(0, at), 'node_modules', ...name].join(sep);
}

import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { z } from 'zod';

/** Licences that a package may have, by their SPDX names: none asks more than to be named, or to keep its own files open. */
const allowedLicences: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
];

/** npm's lock file, as far as it is read: packages by their folder; `''` is the project itself. */
export const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      optional: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});

/** A package that is, or would be, installed. `licence`: an SPDX expression, or `unknown`. */
interface Listed {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

const manifest = z.object({
  license: z.union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)]).optional(),
});

/**
 * Every package of `lock`, by name. The licence is what the package itself says where it is installed (`manifestOf` gives
 * a folder's package.json), else what the lock file noted of it.
 */
export function packagesListed(
  lock: z.output<typeof lockFile>,
  manifestOf: (folder: string) => string | undefined,
): readonly Listed[] {
  return Object.entries(lock.packages)
    .filter(([folder, { link }]) => folder !== '' && link !== true)
    .map(([folder, { version = 'unknown', license }]) => ({
      name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: licenceIn(manifestOf(folder)) ?? license ?? 'unknown',
    }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** A sentence for every package whose licence is not allowed. */
export function licenceFaults(packages: readonly Listed[]): readonly string[] {
  return packages
    .filter(({ licence }) => !isAllowed(licence))
    .map(
      ({ name, version, licence }) =>
        `${name} ${version} has the licence ${licence}: replace the package, or allow it in licence-list.ts`,
    );
}

/** One of several offered (`OR`) is enough; of several that all hold (`AND`) each must be allowed. */
function isAllowed(expression: string): boolean {
  return expression
    .replace(/^\((.*)\)$/, '$1')
    .split(/ OR /i)
    .some((choice) => choice.split(/ AND /i).every((each) => allowedLicences.includes(each.trim())));
}

function licenceIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return manifest.safeParse(JSON.parse(text)).data?.license;
  } catch {
    return undefined;
  }
}

const bundledManifest = z.object({ name: z.string(), version: z.string(), license: z.string().optional() });

/** The names, versions and licence texts of the packages that `modules`, by their paths, are of. */
export function licencesOf(root: string, modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((path) => packageFolder(path) ?? []));
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = bundledManifest.parse(
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

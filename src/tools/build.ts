import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, rolldown } from 'rolldown';
import { bundleEntry, bundleFolder, bundleList, digestOfSources, stampsOfSources } from '../bundle.js';
import { builtinModules, isBuiltinId } from './builtin-modules.ts';
import { endWhenUnread } from './command-line.ts';
import { lateRequires } from './late-requires.ts';
import { licencesOf } from './licence-list.ts';
import { rehearse } from './rehearsal.ts';

endWhenUnread();

/*
 * npm run build: makes one minified bundle of the program and its packages in dist/, with source maps and the licences of what
 * is in it. npm start runs it for as long as the sources are the ones that it was made of. What is read as a file (tables, the
 * page's files, tools in a process of their own) stays where it is. The bundle is started once, and beside each of its files lies
 * then what V8 compiled of it (see run-bundle.js).
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Packages that others load where they are there, and do without where they are not. */
const optional = ['pg-native', 'bufferutil', 'utf-8-validate', 'zlib-sync', 'erlpack', '@discordjs/opus'];

/** What is bundled, each for itself: a thread that shared files with the main one would load more than it needs. */
const programs = { main: 'src/main.ts', 'store-thread-units': 'src/wiring/store-thread-units.ts' };

/** The first file of a thread, which is one of the bundle's own as well. */
const storeThread = 'store-thread.js';

const fresh = `${bundleFolder}.new`;
rmSync(fresh, { recursive: true, force: true });
const stamps = stampsOfSources();
const digest = digestOfSources();
const modules: string[] = [];
for (const [name, path] of Object.entries(programs)) {
  const bundle = await rolldown({
    input: { [name]: join(root, path) },
    platform: 'node',
    external: optional,
    plugins: [keepPlaces(), withoutUndici(), lateRequires(), builtinModules(), asciiTexts()],
    logLevel: 'warn',
    // discord.js evaluates what one of its shards is sent; the bot has none.
    checks: { eval: false },
  });
  const { output } = await bundle.write({
    dir: fresh,
    format: 'cjs',
    strict: true,
    minify: true,
    charset: 'ascii',
    sourcemap: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
  });
  await bundle.close();
  modules.push(...output.flatMap((each) => (each.type === 'chunk' ? Object.keys(each.modules) : [])));
}
writeFileSync(
  join(fresh, storeThread),
  `import { runBundle } from '../src/run-bundle.js';
runBundle(process.getBuiltinModule('node:url').fileURLToPath(new URL('./store-thread-units.cjs', import.meta.url)));
`,
);
writeFileSync(
  join(fresh, 'LICENCES.txt'),
  licencesOf(
    root,
    modules.filter((id) => !isBuiltinId(id)),
  ),
);
await rehearse({ root, folder: fresh, entry: bundleEntry });
const files = Object.fromEntries(
  readdirSync(fresh)
    .filter((name) => /\.(?:c?js|compiled)$/.test(name))
    .map((name) => [name, statSync(join(fresh, name)).size]),
);
writeFileSync(join(fresh, bundleList), JSON.stringify({ digest, files, stamps }, undefined, 2));
rmSync(bundleFolder, { recursive: true, force: true });
renameSync(fresh, bundleFolder);
const bytes = Object.values(files).reduce((sum, each) => sum + each, 0);
process.stdout.write(
  `dist/: ${Object.keys(files).length} files, ${(bytes / 1024 / 1024).toFixed(1)} MiB. npm start runs it until the sources change.\n`,
);

/**
 * Every file finds what lies beside it where it was: its place is said from the bundle's. The thread's program alone is found
 * beside the bundle.
 */
function keepPlaces(): Plugin {
  return {
    name: 'keep-places',
    transform(code, id) {
      if (!code.includes('import.meta.url') || id.includes('node_modules') || id.startsWith('\0'))
        return null;
      const path = JSON.stringify(relative(bundleFolder, id));
      return {
        code: code
          .split(`new URL('./${storeThread}', import.meta.url)`)
          .map((part) => part.replaceAll('import.meta.url', `new URL(${path}, import.meta.url).href`))
          .join(`new URL('./${storeThread}', import.meta.url)`),
        map: null,
      };
    },
  };
}

/**
 * The bot gives Discord's REST library connections of its own, and so takes the build of it that has none. By default Node takes
 * the one that brings a second undici.
 */
function withoutUndici(): Plugin {
  const name = '@discordjs/rest';
  return {
    name: 'without-undici',
    resolveId: (source, importer) =>
      source === name && importer?.startsWith(join(root, 'adapters')) === true
        ? join(root, 'node_modules', name, 'dist/web.mjs')
        : null,
  };
}

/**
 * Escapes every character beyond ASCII also where the bundler's own `charset` leaves them: in tagged templates, of which ours make
 * regular expressions and HTML, and in comments on licences. V8 keeps the text of a file with one such character in two bytes
 * a character, 2.5 MiB of all files when it was measured.
 */
function asciiTexts(): Plugin {
  return {
    name: 'ascii-texts',
    transform(code) {
      if (!/[^\0-\x7f]/.test(code)) return null;
      // A backslash goes with what follows it.
      const escaped = code.replace(/\\.|[^\0-\x7f]/gs, (each) =>
        /^\\?[\0-\x7f]$/.test(each)
          ? each
          : `\\u${each
              .charCodeAt(each.length - 1)
              .toString(16)
              .padStart(4, '0')}`,
      );
      return { code: escaped, map: null };
    },
  };
}

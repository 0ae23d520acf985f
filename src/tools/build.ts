import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, rolldown } from 'rolldown';
import { bundleEntry, bundleFolder, bundleList, digestOfSources, stampsOfSources } from '../bundle.js';
import { builtinModules, isBuiltinId } from './builtin-modules.ts';
import { endWhenUnread } from './command-line.ts';
import { lateRequires } from './late-requires.ts';
import { licencesOf } from './licence-list.ts';

endWhenUnread();

/*
 * npm run build: makes one minified bundle of the program and its packages in dist/, with source maps and the licences of what
 * is in it. npm start runs it for as long as the sources are the ones that it was made of. What is read as a file (tables, the
 * page's files, tools in a process of their own) stays where it is. Where Node's compile cache can be kept, it is filled.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Packages that others load where they are there, and do without where they are not. */
const optional = ['pg-native', 'bufferutil', 'utf-8-validate', 'zlib-sync', 'erlpack', '@discordjs/opus'];

/** The program of a thread, which is a file of its own in the bundle as well. */
const storeThread = 'store-thread.js';

const buildPatienceMs = 20_000;

const fresh = `${bundleFolder}.new`;
rmSync(fresh, { recursive: true, force: true });
const stamps = stampsOfSources();
const digest = digestOfSources();
const bundle = await rolldown({
  input: {
    main: join(root, 'src/main.ts'),
    [storeThread.replace('.js', '')]: join(root, 'src/wiring', storeThread),
  },
  platform: 'node',
  external: optional,
  plugins: [keepPlaces(), lateRequires(), builtinModules(), asciiTexts()],
  logLevel: 'warn',
  // discord.js evaluates what one of its shards is sent; the bot has none.
  checks: { eval: false },
});
const { output } = await bundle.write({
  dir: fresh,
  format: 'esm',
  minify: true,
  charset: 'ascii',
  sourcemap: true,
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
});
await bundle.close();
const modules = output
  .flatMap((each) => (each.type === 'chunk' ? Object.keys(each.modules) : []))
  .filter((id) => !isBuiltinId(id));
writeFileSync(join(fresh, 'LICENCES.txt'), licencesOf(root, modules));
const files = Object.fromEntries(
  readdirSync(fresh)
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, statSync(join(fresh, name)).size]),
);
writeFileSync(join(fresh, bundleList), JSON.stringify({ digest, files, stamps }, undefined, 2));
rmSync(bundleFolder, { recursive: true, force: true });
renameSync(fresh, bundleFolder);
const bytes = Object.values(files).reduce((sum, each) => sum + each, 0);
process.stdout.write(
  `dist/: ${Object.keys(files).length} files, ${(bytes / 1024 / 1024).toFixed(1)} MiB. npm start runs it until the sources change.\n`,
);
warm();

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

/** Loads every part of the bundle once, as npm start does, so that the first start finds it compiled. */
function warm(): void {
  const program = `
    await import(${JSON.stringify(join(root, 'src/compile-cache.js'))});
    const { readdirSync } = await import('node:fs');
    const folder = ${JSON.stringify(bundleFolder)};
    for (const name of readdirSync(folder)) {
      if (name.endsWith('.js') && name !== ${JSON.stringify(bundleEntry)}) await import(folder + '/' + name).catch(() => {});
    }
  `;
  const folder = mkdtempSync(join(tmpdir(), 'shoptalk-build-'));
  const environment = {
    DATABASE_URL: `sqlite:${join(folder, 'shoptalk.db')}`,
    PORT: '0',
    HOST: '127.0.0.1',
  };
  try {
    const options = { cwd: folder, env: environment, timeout: buildPatienceMs } as const;
    spawnSync(process.execPath, ['--expose-gc', '--input-type=module', '--eval', program], options);
    // Its input has ended: it is ready, and stops.
    spawnSync(process.execPath, ['--expose-gc', join(root, 'src/launch.js'), 'main.ts'], {
      ...options,
      input: '',
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

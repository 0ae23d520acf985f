/*
 * What the npm scripts start: `node src/launch.js main.ts …`. It says which Node is needed where this one can't run the
 * program, reads the file .env, and goes on with the entry that is named. An old Node must be able to read it to the end, so it
 * is JavaScript of 2020 and imports nothing before it has looked. npm start without development packages, and without install
 * scripts, is run by whichever Node is installed.
 */
const [, , entry] = process.argv;

const inChinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');

/** What ends the process where nothing can be started, as wrong settings do. */
const exitStatus = 2;

// Node 22.18 and later strip types unasked.
if (process.features.typescript) {
  launch();
} else {
  complain(
    `shoptalk needs Node 26, and this is Node ${process.versions.node}: install that, or let “npm ci” bring it along, without --omit=dev and --ignore-scripts.`,
    `shoptalk 需要 Node 26，而当前是 Node ${process.versions.node}：请安装 Node 26，或运行不带 --omit=dev 与 --ignore-scripts 的 npm ci，由它安装。`,
  );
}

async function launch() {
  const added = readEnvironmentFile();
  if (added === undefined) return;
  for (const name of added) await makeUpFor(name);
  const bundle = entry === 'main.ts' ? await bundleOfSources() : undefined;
  const program = bundle ?? new URL(entry, import.meta.url).href;
  process.argv.splice(1, 2, program);
  if (bundle !== undefined) {
    const { runBundle } = await import('./run-bundle.js');
    runBundle(bundle);
  } else {
    await import('./compile-cache.js');
    await import(program);
  }
}

/** The bundle's entry, where npm run build made one of just these sources; else undefined, and it says why. */
async function bundleOfSources() {
  const { findBundle } = await import('./bundle.js');
  const found = findBundle();
  if (found.entry !== undefined) return found.entry;
  if (found.without === 'other sources') {
    say(
      'dist/ was made of other sources, so the sources are run: “npm run build” makes it anew.',
      'dist/ 不是由现在的源代码生成的，因此运行源代码：“npm run build” 可重新生成。',
    );
  } else if (found.without !== 'none') {
    say(
      'A part of dist/ is missing or damaged, so the sources are run: “npm run build” makes it anew.',
      'dist/ 中有文件缺失或损坏，因此运行源代码：“npm run build” 可重新生成。',
    );
  }
  return undefined;
}

/**
 * The names that the file .env, where there is one, added to the environment, whose own settings go first; undefined where it
 * can't be read.
 */
function readEnvironmentFile() {
  const before = new Set(Object.keys(process.env));
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    complain(
      `The file .env can’t be read (${error.code}): see who owns it and its mode, or take it away.`,
      `无法读取文件 .env（${error.code}）：请检查其所有者与权限，或将其移走。`,
    );
    return undefined;
  }
  return Object.keys(process.env).filter((name) => !before.has(name));
}

/** What Node looks at before it reads any file takes effect here, or is told. */
async function makeUpFor(name) {
  if (!/^NODE_(?!ENV$)/.test(name)) return;
  const tls = await import('node:tls');
  if (name === 'NODE_EXTRA_CA_CERTS' && tls.setDefaultCACertificates) {
    const { readFileSync } = await import('node:fs');
    try {
      const more = readFileSync(process.env[name], 'utf8');
      tls.setDefaultCACertificates([...tls.getCACertificates('default'), more]);
      return;
    } catch {
      // The sentence below is as good for a file that can't be read: Node itself names it then.
    }
  }
  say(
    `${name}: Node looks at it before it reads .env: set it in the environment instead.`,
    `${name}：Node 在读取 .env 之前就要用到它，请改在环境变量中设置。`,
  );
}

function complain(english, chinese) {
  say(english, chinese);
  process.exitCode = exitStatus;
}

function say(english, chinese) {
  process.stderr.write(`${inChinese ? chinese : english}\n`);
}

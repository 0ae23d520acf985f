/*
 * Runs a program of the bundle, each of its files with the code that V8 had compiled of it by the end of a rehearsal in npm run
 * build. Node's own compile cache holds a file as it was before it ran, so that each start compiled again every function that it
 * calls: a fifth of the main thread's time until ready. JavaScript, as bundle.js is.
 */
const { readFileSync, writeFileSync } = process.getBuiltinModule('node:fs');
const { createRequire } = process.getBuiltinModule('node:module');
const { dirname, join } = process.getBuiltinModule('node:path');
const { Script } = process.getBuiltinModule('node:vm');
const { getEnvironmentData } = process.getBuiltinModule('node:worker_threads');

/** What the name of a file is followed by in that of its code. */
export const compiledSuffix = '.compiled';

/** Set in the environment data of a thread, it has the thread write down at its end what was compiled. */
export const keepsCompiled = 'shoptalk keeps what is compiled';

/**
 * Runs the CommonJS file at `entry` and what it requires. V8 compiles a file itself where its code is not there, or is another
 * V8's.
 *
 * @param {string} entry
 */
export function runBundle(entry) {
  const ofNode = createRequire(entry);
  // Node finds the source maps of files alone that it has loaded itself.
  if (process.sourceMapsEnabled) return ofNode(entry);
  const modules = new Map();
  const scripts = new Map();

  function load(path) {
    const loaded = modules.get(path);
    if (loaded !== undefined) return loaded.exports;
    const module = { exports: {} };
    modules.set(path, module);
    const script = compile(path);
    scripts.set(path, script);
    const folder = dirname(path);
    const require = (name) => (name.startsWith('./') ? load(join(folder, name)) : ofNode(name));
    script.runInThisContext()(module.exports, require, module, path);
    return module.exports;
  }

  if (getEnvironmentData(keepsCompiled) === true) {
    process.once('exit', () => {
      for (const [path, script] of scripts) writeFileSync(path + compiledSuffix, script.createCachedData());
    });
  }
  return load(entry);
}

/**
 * @param {string} path
 * @returns {import('node:vm').Script}
 */
export function compile(path) {
  // As Node wraps a CommonJS file. Wrapped as bytes it took 7 MiB more, which the allocator kept.
  const text = `(function (exports, require, module, __filename) { ${readFileSync(path, 'utf8')}\n})`;
  return new Script(text, { filename: path, cachedData: compiledOf(path) });
}

function compiledOf(path) {
  try {
    return readFileSync(path + compiledSuffix);
  } catch {
    return undefined;
  }
}

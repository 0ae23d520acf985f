import type { Plugin } from 'rolldown';

/** Packages whose first file requires all others, of which the program uses few. */
const packages = /[\\/]node_modules[\\/]undici[\\/]index\.js$/;

/** Loads the parts of such a package once they are used: all of undici took 50 ms of a start. */
export function lateRequires(): Plugin {
  return {
    name: 'late-requires',
    transform: (code, id) => (packages.test(id) ? { code: withLateRequires(code), map: null } : null),
  };
}

const helper = `
function late (of, name, read) {
  const how = { enumerable: true, configurable: true }
  Object.defineProperty(of, name, { ...how, get () {
    const value = read()
    Object.defineProperty(of, name, { ...how, writable: true, value })
    return value
  } })
}
`;

/**
 * The CommonJS text `code`, but what it requires at its top is required where it is used, and what it exports of that once
 * somebody reads it. What is not written in one of the ways that are looked for stays as it is.
 */
export function withLateRequires(code: string): string {
  const required = new Map<string, string>();
  const rest = code
    .replaceAll(/^const (\w+) = (require\('[^']+'\)(?:\.\w+)?)$/gm, (_line, name: string, value: string) => {
      required.set(name, `(${value})`);
      return '';
    })
    .replaceAll(/^const \{ ([\w, ]+) \} = (require\('[^']+'\))$/gm, (_line, names: string, value: string) => {
      for (const name of names.split(', ')) required.set(name, `(${value}.${name})`);
      return '';
    })
    .replaceAll(/(?<![.\w'"/-])\w+(?![\w'"/-]|\s*:)/g, (name) => required.get(name) ?? name)
    .replaceAll(
      /^module\.exports((?:\.\w+)*)\.(\w+) = ((?:new )?\(?require\(.+)$/gm,
      (_line, path: string, name: string, value: string) =>
        `late(module.exports${path}, '${name}', () => ${value})`,
    )
    .replaceAll(/^( +)(\w+): (require\('[^']+'\))(?=,?$)/gm, '$1get $2 () { return $3 }');
  return rest + helper;
}

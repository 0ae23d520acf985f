import type { Script } from 'node:vm';

/** What the name of a file is followed by in that of its code. */
export const compiledSuffix: string;

/** Set in the environment data of a thread, it has the thread write down at its end what was compiled. */
export const keepsCompiled: string;

/** Runs the CommonJS file at `entry` and what it requires, with the code that is kept of each. */
export function runBundle(entry: string): unknown;

/** The CommonJS file at `path` as a function, with the code that is kept of it. */
export function compile(path: string): Script;

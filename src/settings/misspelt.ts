import { editDistance } from '../chat/nearest.ts';
import { everySetting } from './definitions.ts';
import { isRemote, type KnownPlatform } from './platform.ts';
import type { Environment } from './reader.ts';

/** A name in the environment that is no setting, though it looks like one. */
export interface UnknownName {
  readonly name: string;
  /** The setting that is likely meant. */
  readonly meant?: string;
}

/** What a name may differ from a setting's: in so many letters, and no more than one in so many. */
const steps = { most: 3, oneIn: 4 } as const;

/**
 * The names in `environment` that are likely a setting's with a slip: those that begin as the settings of the partner or of a
 * platform do, and others that are very near one. Other programs may well have such names, so that none of them is a fault.
 */
export function unknownNames(
  environment: Environment,
  known: readonly KnownPlatform[],
): readonly UnknownName[] {
  const names = everySetting(known).map(({ name }) => name);
  const settings = new Set(names);
  const remote = known.filter(isRemote);
  const ours = ['XPORT_', ...remote.map(({ name }) => `${name.toUpperCase()}_`)];
  return Object.keys(environment)
    .filter((name) => !settings.has(name) && (environment[name] ?? '').trim() !== '')
    .toSorted()
    .flatMap((name): readonly UnknownName[] => {
      const isOurs = ours.some((begin) => name.toUpperCase().startsWith(begin));
      const meant = meantBy(name.toUpperCase(), isOurs ? names : names.filter((each) => each.includes('_')));
      return meant === undefined && !isOurs ? [] : [{ name, ...(meant !== undefined && { meant }) }];
    });
}

function meantBy(name: string, names: readonly string[]): string | undefined {
  const [nearest] = names
    .map((each) => ({ each, most: Math.min(steps.most, each.length / steps.oneIn) }))
    // Most names are too long or too short to be near, and are not compared letter by letter: each start does this.
    .filter(({ each, most }) => Math.abs(each.length - name.length) <= most)
    .map(({ each, most }) => ({ each, most, distance: editDistance(name, each) }))
    .filter(({ distance, most }) => distance <= most)
    .toSorted((one, other) => one.distance - other.distance);
  return nearest?.each;
}

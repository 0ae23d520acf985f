import { lazily } from '../runtime/lazily.ts';

/** The table is large: it is loaded with the first place that is shown. */
const finder = lazily(() => import('../domain/places/place-finder.ts'));

/** A place in China by its English name and what it lies in, `Hangzhou, Zhejiang`; `undefined` where it is not known for certain. */
export async function englishPlace(named: string): Promise<string | undefined> {
  const { findPlace, placeName } = await finder();
  const found = findPlace(named);
  return 'unit' in found ? placeName(found.unit).en : undefined;
}

import { outsideWords } from '../../cards/outside-words.ts';
import { type Address, printDivision } from '../../domain/addresses/address.ts';
import { maskedAddress } from '../../domain/addresses/masked-address.ts';
import { inEveryLanguage, type Localized, readsChinese } from '../../runtime/language.ts';
import { englishPlace } from '../english-place.ts';

/**
 * An address in one line that others may see, with its id: `张**, Binjiang, Hangzhou, Zhejiang (1001)`. Where its
 * place has no English name that is known, it stands as the partner has it.
 */
export async function goesTo(addressId: string, address: Address): Promise<Localized> {
  const { name, division } = maskedAddress(address);
  const chinese = outsideWords(division);
  const english = (await englishDivision(address)) ?? chinese;
  const line = (place: string, comma: string) =>
    [outsideWords(name), place].filter((part) => part !== '').join(comma);
  return inEveryLanguage((language) =>
    readsChinese(language)
      ? `${line(chinese, '，')}（${addressId}）`
      : `${line(english, ', ')} (${addressId})`,
  );
}

/** By its district code where that names the same district, else by its names. */
async function englishDivision(address: Address): Promise<string | undefined> {
  const [{ placeName }, { unitOfCode }] = await Promise.all([
    import('../../domain/places/place-finder.ts'),
    import('../../domain/places/divisions.ts'),
  ]);
  const coded = address.code === undefined ? undefined : unitOfCode(address.code);
  if (coded !== undefined && coded.name === address.area) return placeName(coded).en;
  return englishPlace(printDivision({ ...address, town: undefined }));
}

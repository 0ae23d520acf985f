import { outsideLetters } from './letters.ts';

/** ISO 3166-1 alpha-2, as assigned. https://www.iso.org/iso-3166-country-codes.html */
const codes = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
    'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO ' +
    'FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE ' +
    'JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO ' +
    'MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW ' +
    'PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM ' +
    'TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
  ).split(' '),
);

const languages = ['en', 'zh-CN'] as const;
type Language = (typeof languages)[number];

/** Made when they are asked for: the first of them takes 7 MiB, which a bot that idles needs for nothing. */
const namesIn = (language: Language) => new Intl.DisplayNames(language, { type: 'region' });

/** Where goods come from: nothing is sent abroad to there. */
const home = 'CN';

/** A country abroad as somebody typed it: its code in any case, or its name. `home`: that is where the goods are. */
export function readCountry(typed: string): { readonly code: string } | 'home' | undefined {
  const plain = outsideLetters(typed);
  const code = codes.has(plain.toUpperCase()) ? plain.toUpperCase() : codeNamed(plain);
  if (code === undefined) return undefined;
  return code === home ? 'home' : { code };
}

/** What a country is called. */
export function countryName(code: string, language: Language): string {
  return namesIn(language).of(code) ?? code;
}

/** Countries whose code or name begins with `typed`, or holds it. */
export function countriesLike(typed: string, language: Language): readonly string[] {
  const begun = typed.trim().toLowerCase();
  const names = namesIn(language);
  return [...codes].filter(
    (code) =>
      code !== home &&
      (code.toLowerCase() === begun || (names.of(code) ?? code).toLowerCase().includes(begun)),
  );
}

function codeNamed(name: string): string | undefined {
  const wanted = name.toLowerCase();
  if (wanted === '') return undefined;
  const names = languages.map(namesIn);
  return [...codes].find((code) => names.some((each) => each.of(code)?.toLowerCase() === wanted));
}

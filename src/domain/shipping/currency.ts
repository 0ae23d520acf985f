/**
 * ISO 4217: list one, the currencies in use, by how many decimals each has, and list three, those withdrawn, behind the one
 * that took their place, where that is one. Codes without decimals of their own, such as gold's, are left out.
 * Source: https://github.com/datasets/currency-codes (PDDL), state of 2026-02-01, made from ISO's lists one and three;
 * decimals compared with npm currency-codes 2.2.0 (MIT; list one of 2024-06-25). Made 2026-11-29.
 */
const used = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF ' +
    'CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD ' +
    'GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL ' +
    'MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR ' +
    'PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP ' +
    'TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

const withdrawn: Readonly<Record<string, string>> = {
  AFN: 'AFA',
  ALL: 'ALK',
  AOA: 'AOK AON AOR',
  ARS: 'ARA ARP ARY',
  AZN: 'AYM AZM',
  BAM: 'BAD',
  BRL: 'BRB BRC BRE BRN BRR',
  BYN: 'BYB BYR',
  CDF: 'ZRN ZRZ',
  CHF: 'CHC',
  CUP: 'CUC',
  EUR:
    'ADP ATS BEC BEF BEL BGJ BGK BGL BGN CYP DDM DEM EEK ESA ESB ESP FIM FRF GRD HRD HRK IEP ITL LTL ' +
    'LTT LUC LUF LUL LVL LVR MTL MTP NLG PTE SIT SKK XEU',
  GEL: 'GEK',
  GHS: 'GHC GHP',
  GNF: 'GNE GNS',
  ILS: 'ILP ILR',
  ISK: 'ISJ',
  LAK: 'LAJ',
  LSL: 'LSM',
  MGA: 'MGF',
  MMK: 'BUK',
  MRU: 'MRO',
  MVR: 'MVQ',
  MXN: 'MXP',
  MZN: 'MZE MZM',
  NIO: 'NIC',
  PEN: 'PEH PEI PES',
  PLN: 'PLZ',
  RON: 'ROK ROL',
  RSD: 'CSD',
  RUB: 'RUR',
  SDG: 'SDD SDP',
  SLE: 'SLL',
  SRD: 'SRG',
  STN: 'STD',
  TJS: 'TJR',
  TMT: 'TMM',
  TRY: 'TRL',
  UAH: 'UAK',
  UGX: 'UGS UGW',
  USD: 'ECS ECV TPE',
  UYU: 'UYN UYP',
  VES: 'VEB VEF',
  VND: 'VNC',
  XAF: 'GQE',
  XCG: 'ANG',
  XOF: 'GWE GWP MLF',
  YER: 'YDD',
  ZAR: 'ZAL',
  ZMW: 'ZMK',
  ZWG: 'ZWC ZWD ZWL ZWN ZWR',
};

const withdrawnAlone = 'BOP CSJ CSK RHD SUR USS XFO XFU XRE YUD YUM YUN';

/** How many decimals a currency in use has; `undefined` for what is none. */
export function decimalsOf(currency: string): number | undefined {
  const found = Object.entries(used).find(([, codes]) => isIn(codes, currency));
  return found === undefined ? undefined : Number(found[0]);
}

/** Every currency in use. */
export function currencies(): readonly string[] {
  return Object.values(used).flatMap((codes) => codes.split(' '));
}

/** What took the place of a currency that is withdrawn, where that is one currency; `undefined` for what is none such. */
export function withdrawnCurrency(currency: string): { readonly now?: string } | undefined {
  const found = Object.entries(withdrawn).find(([, codes]) => isIn(codes, currency));
  if (found !== undefined) return { now: found[0] };
  return isIn(withdrawnAlone, currency) ? {} : undefined;
}

function isIn(codes: string, currency: string): boolean {
  return /^[A-Z]{3}$/.test(currency) && codes.split(' ').includes(currency);
}

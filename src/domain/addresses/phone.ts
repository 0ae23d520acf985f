import { areaCodeOf } from './area-codes.ts';

/** Why a text is no phone that a parcel within the mainland can be announced at. */
export type PhoneFault =
  | 'phone missing'
  | 'phone unreadable'
  /** 7 or 8 digits. */
  | 'phone without area code'
  /** It begins with 0, and no area of the mainland has that code. */
  | 'phone area unknown'
  /** 9 or 10 digits with a 0 before them, as Taiwan writes its numbers; on the mainland one or two are missing. */
  | 'phone of which region'
  | 'phone of Hong Kong'
  | 'phone of Macau'
  | 'phone of Taiwan'
  /** Of another country. */
  | 'phone abroad'
  /** Such as 95338 and 12345. */
  | 'phone short number'
  /** 800 and seven digits. */
  | 'phone for landlines';

/** What may stand before an extension. A sign that also groups digits, the hyphen, is not among them. */
const beforeExtension =
  /^(.*\d[\s)]*)(?:转\s*分机号?|转|轉|分机号?|分機|ext(?:ension|n)?\.?|;ext=|[,;x×#*])[:\s]*(\d{1,6})$/i;

/** A whole number, ungrouped or in the usual groups, and one group more. */
const hyphenExtension = /^(.*\d)\s*[‐-―-]\s*(\d{1,6})$/;

const gaps = /[\s().·‐-―-]/g;

/**
 * A phone of mainland China as people type it (`+86 138 0000 0000`, `（0571）8877 6655转801`, `18412345678-1234`): a mobile as
 * its 11 digits, a landline with a hyphen behind its area code, a 400 number as `400-820-8820`; an extension, of a switchboard
 * or of a number that stands for another, behind one more hyphen. What it gives it reads again as the same.
 */
export function readPhone(typed: string): { readonly phone: string } | { readonly fault: PhoneFault } {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return { fault: 'phone missing' };
  const { number, extension } = apart(text);
  const read = readNumber(number);
  if ('fault' in read || extension === undefined) return read;
  return { phone: `${read.phone}-${extension}` };
}

/** `phone` without its extension, however it is written. */
export function withoutExtension(phone: string): string {
  return apart(phone.normalize('NFKC').trim()).number;
}

function apart(text: string): { readonly number: string; readonly extension?: string } {
  const [, marked, extension] = beforeExtension.exec(text) ?? [];
  if (marked !== undefined && extension !== undefined) return { number: marked.trim(), extension };
  const [, number, last] = hyphenExtension.exec(text) ?? [];
  if (number === undefined || last === undefined || 'fault' in readNumber(number)) return { number: text };
  // `0571-887-6655` is a whole number, and so is `0571-8877-665` with a 5 behind it: then the digits before say which.
  const isWhole = !('fault' in readNumber(text));
  return isWhole && !/\d{7}$/.test(number) ? { number: text } : { number, extension: last };
}

function readNumber(text: string): { readonly phone: string } | { readonly fault: PhoneFault } {
  const plain = text.replaceAll(gaps, '');
  if (!/^\+?\d{3,17}$/.test(plain)) return { fault: 'phone unreadable' };
  const region = /^(?:\+|00)?(85[23]|886)(\d{8,10})$/.exec(plain);
  if (region !== null) return { fault: regionOf(region[1] ?? '') };
  const [, behindCountry] =
    /^(?:\+|00)86(\d+)$/.exec(plain) ?? /^86(1\d{10}|0?[1-9]\d{9,10})$/.exec(plain) ?? [];
  if (behindCountry === undefined && /^(?:\+|00)/.test(plain)) return { fault: 'phone abroad' };
  return readDomestic(behindCountry ?? plain, behindCountry !== undefined);
}

/** `withCountry`: its 0 may have been left out, as behind a country's code. */
function readDomestic(number: string, withCountry: boolean): { phone: string } | { fault: PhoneFault } {
  if (/^1[3-9]\d{9}$/.test(number)) return { phone: number };
  const [, service, first, last] = /^([48]00)(\d{3})(\d{4})$/.exec(number) ?? [];
  if (service === '800') return { fault: 'phone for landlines' };
  if (service !== undefined) return { phone: `400-${first}-${last}` };
  const landline = withCountry && !number.startsWith('0') ? `0${number}` : number;
  if (!withCountry && /^0[2-9]\d{7,8}$/.test(landline)) return { fault: 'phone of which region' };
  const area = areaCodeOf(landline);
  if (area === undefined) return { fault: faultOf(landline) };
  const local = landline.slice(area.length);
  // Where the area code has three digits, numbers have eight; elsewhere seven, or eight in large cities.
  const fits = area.length === 3 ? /^[2-9]\d{7}$/ : /^[2-9]\d{6,7}$/;
  return fits.test(local) ? { phone: `${area}-${local}` } : { fault: 'phone unreadable' };
}

function faultOf(number: string): PhoneFault {
  if (/^0\d{9,11}$/.test(number)) return 'phone area unknown';
  if (/^(?:1[0-2]\d{1,4}|9[56]\d{3,4})$/.test(number)) return 'phone short number';
  return /^[2-9]\d{6,7}$/.test(number) ? 'phone without area code' : 'phone unreadable';
}

function regionOf(code: string): PhoneFault {
  if (code === '852') return 'phone of Hong Kong';
  return code === '853' ? 'phone of Macau' : 'phone of Taiwan';
}

/*
 * The area codes of mainland China that numbers are given out under, 321 of them, without their 0: the ten of two digits,
 * whose numbers have eight, and those of three.
 *
 * Made on 2026-11-29 from metadata.max.json of the npm package libphonenumber-js 1.13.16 (MIT; the metadata is Google's
 * libphonenumber, Apache-2.0): each code behind which the pattern of China's fixed lines takes 7 or 8 sixes. Codes that
 * were given up (0378, 0410, 0413, 0414, 0565, 0634) are none.
 */
const short = '10 20-25 27-29';
const long =
  '310-319 335 349-359 370-377 379 391-396 398 411-412 415-419 421 427 429 431-439 451-459 464 467-479 482-483 ' +
  '510-519 523 527 530-539 543 546 550-559 561-564 566 570-580 591-599 631-633 635 660 662-663 668 691-692 701 ' +
  '710-719 722 724 728 730-731 734-739 743-746 750-760 762-763 766 768-779 790-799 812-813 816-818 825-827 830-839 ' +
  '851 854-859 870-879 883 886-888 891-898 901-903 906 908-909 911-917 919 930-939 941 943 951-955 970-979 990-999';

/** The area code, with its 0, that `number` begins with, digits alone; `undefined` where none does. */
export function areaCodeOf(number: string): string | undefined {
  if (!number.startsWith('0')) return undefined;
  if (isIn(short, number.slice(1, 3))) return number.slice(0, 3);
  return isIn(long, number.slice(1, 4)) ? number.slice(0, 4) : undefined;
}

function isIn(ranges: string, code: string): boolean {
  return ranges.split(' ').some((range) => {
    const [first = '', last = first] = range.split('-');
    return code.length === first.length && code >= first && code <= last;
  });
}

/** Area codes of three digits; all others have four. */
const shortArea = /^0(?:10|2\d)/;

/**
 * A phone in China as people type it (`+86 138 0000 0000`, `138-0000-0000`, `（0571）8877 6655`): a mobile as its 11
 * digits, a landline with a hyphen after its area code. `undefined` for anything else.
 */
export function readPhone(typed: string): string | undefined {
  const plain = typed.normalize('NFKC').replaceAll(/[\s().·‐-―-]/g, '');
  if (!/^\+?\d{8,17}$/.test(plain)) return undefined;
  const abroad = /^(?:\+86|0086)(\d+)$/.exec(plain)?.[1] ?? /^86(1\d{10})$/.exec(plain)?.[1];
  const number = abroad ?? plain;
  if (/^1[3-9]\d{9}$/.test(number)) return number;
  const landline = abroad === undefined || number.startsWith('0') ? number : `0${number}`;
  if (!/^0[1-9]\d{8,10}$/.test(landline)) return undefined;
  const area = landline.slice(0, shortArea.test(landline) ? 3 : 4);
  const local = landline.slice(area.length);
  return /^[2-9]\d{6,7}$/.test(local) ? `${area}-${local}` : undefined;
}

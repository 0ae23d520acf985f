/**
 * Under which spellings a seller is found that an order calls `name`: as it is, with single blanks, and with brackets, letters
 * and digits of either width, as keyboards differ in them.
 */
export function sellerSpellings(name: string): readonly string[] {
  const single = name.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  const narrow = single.normalize('NFKC');
  const wide = narrow.replaceAll('(', '（').replaceAll(')', '）');
  return [...new Set([name, single, narrow, wide])].filter((each) => each !== '');
}

/** Whether two names differ in nothing but width, case, blanks and signs. */
export function isSameSeller(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

/** Which of `names` a person can mean by `typed`: those that are the same; else those that it is a part of. Each name once. */
export function sellersMeant(names: readonly string[], typed: string): readonly string[] {
  const wanted = folded(typed);
  if (wanted === '') return [];
  const all = [...new Set(names)];
  const same = all.filter((name) => isSameSeller(name, typed));
  return same.length > 0 ? same : all.filter((name) => folded(name).includes(wanted));
}

function folded(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{C}\p{P}\p{S}]+/gu, '');
}

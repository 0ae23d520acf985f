/** What a variant of an offer is told by. */
export interface NamedVariant {
  readonly skuId?: string | undefined;
  readonly specId?: string | undefined;
  readonly skuAttributes: readonly {
    readonly value?: string | undefined;
    readonly valueTrans?: string | undefined;
  }[];
}

const specIdForm = /^[0-9a-f]{32}$/i;

/** Whether `typed` is an id of a variant: a spec id, or a SKU id. A size can look like the latter. */
export function isVariantId(typed: string): boolean {
  return isSpecId(typed) || /^\d{1,20}$/.test(typed);
}

/** Whether `typed` is a spec id, which names a variant in an order. */
export function isSpecId(typed: string): boolean {
  return specIdForm.test(typed);
}

/** What a person typed for a variant: an id as the partner writes it, or a name; `undefined` where there is nothing. */
export function readVariant(typed: string): string | undefined {
  const plain = typed.normalize('NFKC').trim();
  if (plain === '') return undefined;
  return isSpecId(plain) ? plain.toLowerCase() : plain;
}

/**
 * Which of `variants` a person can mean by `typed`: the one of that id; else those called so, by some or all of their values
 * (`黑色`, `Black L`, `L / black`), in Chinese or translated; else those whose name holds it.
 */
export function variantsMeant<V extends NamedVariant>(variants: readonly V[], typed: string): readonly V[] {
  const byId = variants.filter(({ skuId, specId }) => skuId === typed || specId === typed);
  if (byId.length > 0) return byId;
  const wanted = compact(typed);
  if (wanted === '') return [];
  const called = variants.filter((variant) => isCalled(variant, wanted));
  return called.length > 0 ? called : variants.filter((variant) => holds(variant, wanted));
}

/** Whether `wanted` is nothing but values of the variant, each at most once. */
function isCalled({ skuAttributes }: NamedVariant, wanted: string): boolean {
  let rest = wanted;
  for (const said of skuAttributes.map(valuesOf)) {
    const [longest] = said
      .filter((value) => rest.includes(value))
      .sort((one, other) => other.length - one.length);
    if (longest !== undefined) rest = rest.replace(longest, '');
  }
  return rest === '';
}

function holds({ skuAttributes }: NamedVariant, wanted: string): boolean {
  return skuAttributes.flatMap(valuesOf).some((value) => value.includes(wanted));
}

function valuesOf({ value, valueTrans }: NamedVariant['skuAttributes'][number]): readonly string[] {
  return [value, valueTrans]
    .flatMap((each) => (each === undefined ? [] : [compact(each)]))
    .filter((each) => each !== '');
}

/** `text` without what stands between the values of a variant. */
function compact(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s·,，、/;；+|]+/gu, '');
}

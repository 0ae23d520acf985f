/** The partner's word for a reason in one spelling: `buyerCancel` and `BUYER_CANCEL` are `buyer_cancel`. */
export function reasonKey(raw: string): string {
  return raw
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_')
    .replaceAll(/[\s-]+/g, '_')
    .toLowerCase();
}

/** Runs `change` until it finds less than a whole `batch`; how many rows it deleted or changed in all. */
export async function repeated(
  batch: number,
  change: () => Promise<{ readonly numDeletedRows: bigint } | { readonly numUpdatedRows: bigint }>,
): Promise<number> {
  let total = 0;
  for (let changed = batch; changed >= batch; total += changed) {
    const result = await change();
    changed = Number('numDeletedRows' in result ? result.numDeletedRows : result.numUpdatedRows);
  }
  return total;
}

/** `<offer> <openUid>` as a developer would take it apart; undefined for anything else. */
export function parseSellerText(
  text: string,
): { readonly offerId: string; readonly openUid: string } | undefined {
  const [, offerId, openUid] = /^(\d{6,19})\s+([A-Za-z0-9_\-+/=]{8,64})$/.exec(text.trim()) ?? [];
  return offerId === undefined || openUid === undefined ? undefined : { offerId, openUid };
}

export const usage =
  'Usage: /seller <offer id> <openUid>, for example /seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g';

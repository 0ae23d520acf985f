const lastCharacters = 9;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const valueOfLetter = new Map(Array.from(alphabet, (letter, value) => [letter, value]));

/**
 * The last 52 bits of a SHA-256 in base64url, as a number of 8 bytes that JavaScript holds exactly: its last character bears
 * four bits, each other one six. Of any other text some number below 2^52. Stored: it never changes.
 */
export function inboxKeyOf(digest: string): number {
  let key = 0;
  const end = digest.length - 1;
  for (let at = Math.max(0, end - lastCharacters + 1); at <= end; at += 1) {
    const value = valueOfLetter.get(digest.charAt(at)) ?? 0;
    key = at === end ? key * 16 + Math.floor(value / 4) : key * 64 + value;
  }
  return key;
}

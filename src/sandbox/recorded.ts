/**
 * The one example that the partner's documentation gives for openUid decryption (modified 2026-05-21): what the
 * sandbox answers for these ids is what the real service answered.
 */
export const recorded = {
  offerId: '951807530375',
  openUid: 'BBBJ82cNui3EUaxxMi_7Go73g',
  nickname: '山东绿德制冷',
  developId: '1023561483696472887',
} as const;

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

/** The documentation's example of an order preview (modified 2026-04-24): the kind, and what one piece of it costs. */
export const recordedPreview = {
  offerId: '889512351602',
  specId: '530ad00177264564503ec3b848650652',
  skuId: '5736673805656',
  pieceFen: 2900,
  carriageFen: 600,
  openOfferId: '+vIWvlcT2JMpWVABRdm+WQ==',
} as const;

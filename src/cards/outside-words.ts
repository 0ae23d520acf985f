/** A mobile or landline number as China writes it, with or without the country's code and an extension. */
const phone =
  /(?<!\d)(?:\+?86[- ]?)?(?:(1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})|[(（]?(0\d{2,3})(?:[- ]|[)）][- ]?)\d{3,4}[- ]?(\d{4}))(?!\d)(?:-\d{1,6}(?!\d)|\s?(?:转|轉|分机号?|ext\.?|x|#)[: ]?\d{1,6})?/gi;

/** Who receives, as carriers and sellers write it into their remarks. */
const receiver =
  /((?:签收人|收件人|收货人|联系人|联系电话|收货地址|地址)\s*(?:(?:是|为)\s*[:：]?|[:：]))\s*[^\s,，。;；、（(]+/g;

/**
 * Words from outside in one line, without what must not be shown to a conversation: phone numbers and the names of
 * those who receive a parcel.
 */
export function outsideWords(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replaceAll(
      phone,
      (_, mobile?: string, end?: string, area?: string, tail?: string) =>
        `${mobile ?? area ?? ''}****${end ?? tail ?? ''}`,
    )
    .replaceAll(receiver, '$1***');
}

/**
 * Whether Chinese words hold a sign that only Latin sentences are set with: a comma, colon, semicolon, bracket, question or
 * exclamation mark beside a Chinese character or before a space, a full stop behind a Chinese character, or a space behind a
 * Chinese mark. What stands in quotation marks is typed as it is.
 */
export function hasLatinMarks(text: string): boolean {
  const said = text.replaceAll(/“[^”]*”/g, '“”').replaceAll(/https?:\/\/\S+/g, 'https');
  if (!/\p{Script=Han}/u.test(said)) return false;
  return /[,;:!?)] |\p{Script=Han}\s?[,;:!?()]|[,;:!?()]\p{Script=Han}|\p{Script=Han}\.(?:\s|$)|[。；，、：] /u.test(
    said,
  );
}

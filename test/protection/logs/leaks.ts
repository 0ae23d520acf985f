/** A secret in a log line. Shows whereabouts, so that it can be mended; the secrets of tests open nothing. */
export interface Leak {
  readonly secret: string;
  readonly line: string;
}

/** What no log line may hold, whatever its value: shapes of personal data and of things that open something. */
const shapes: Readonly<Record<string, RegExp>> = {
  'a Slack token': /xox[abpers]-[\w-]{6,}|xapp-[\w-]{6,}/,
  'an answer URL of Slack': /\/(?:commands|actions|app)\/T\w{6,}\/\w+\/\w{6,}/,
  'an interaction token of Discord': /aW50ZXJhY3Rpb246\w{8,}/,
  'a chat link': /[?&]touid=|amos\.alicdn\.com|air\.1688\.com\/app\/1688-global/,
  'a phone number': /(?<![\w.-])(?:\+?86[ -]?)?1[3-9]\d{9}(?![\w.-])/,
  'a street': /网商路|\d{1,5}号/,
  'a password in a URL': /\/\/[^\s/:@"]+:[^\s/@"]{3,}@/,
};

/** Every leak in `lines`: each of `secrets`, as it is and as JSON and URLs spell it, and every shape. */
export function leaksIn(lines: readonly string[], secrets: readonly string[]): readonly Leak[] {
  const spellings = new Map(
    secrets
      // A shorter one would be found in harmless words.
      .filter((each) => each.length >= 6)
      .flatMap((each) =>
        [each, JSON.stringify(each).slice(1, -1), encodeURIComponent(each)].map((spelling) => [
          spelling,
          each,
        ]),
      ),
  );
  return lines.flatMap((line) => [
    ...[...spellings].filter(([spelling]) => line.includes(spelling)).map(([, secret]) => ({ secret, line })),
    ...Object.entries(shapes)
      .filter(([, shape]) => shape.test(line))
      .map(([secret]) => ({ secret, line })),
  ]);
}

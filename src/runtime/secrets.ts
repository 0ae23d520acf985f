/** Values that no line may hold, whatever it was made of. */
export interface Secrets {
  /** From now on `value` is hidden as well. */
  add(value: string): void;
  /** `line` with `[hidden]` in place of every secret, as it is and as JSON, URLs, forms and Base64 spell it. */
  hide(line: string): string;
}

/** What stands in a line where a secret would. */
const hidden = '[hidden]';

/** A shorter value would be found in harmless words; none of ours is. */
const shortest = 6;
/** The same for what Base64 makes of one: it is cut where other bytes have a part in it. */
const shortestEncoded = 10;

/** Hides `values`; one that is too short to be told from harmless words is not hidden. */
export function createSecrets(values: readonly string[] = []): Secrets {
  /** The longest first, so that none is cut by a shorter one within it. */
  let spellings: readonly string[] = [];
  const add = (value: string) => {
    if (value.length < shortest) return;
    const all = new Set([...spellings, ...textSpellings(value), ...base64Spellings(value)]);
    spellings = [...all].sort((a, b) => b.length - a.length);
  };
  for (const value of values) add(value);
  return {
    add,
    hide(line) {
      let clean = line;
      for (const spelling of spellings) {
        if (clean.includes(spelling)) clean = clean.replaceAll(spelling, hidden);
      }
      return clean;
    },
  };
}

function textSpellings(value: string): readonly string[] {
  const json = (text: string) => JSON.stringify(text).slice(1, -1);
  const inUrl = encodeURIComponent(value.toWellFormed());
  return [
    value,
    json(value),
    // JSON within JSON, as a body that an error quotes.
    json(json(value)),
    inUrl,
    inUrl.replace(/%../g, (byte) => byte.toLowerCase()),
    new URLSearchParams({ v: value }).toString().slice('v='.length),
  ];
}

/**
 * What Base64 makes of `value` wherever it stands in what is encoded, as behind the user's name in `Authorization:
 * Basic`: three spellings, by how many bytes stand before it. Characters that other bytes have a part in are left out.
 */
function base64Spellings(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    const [from, to] = [Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6)];
    if (to - from < shortestEncoded) return [];
    return [whole.toString('base64').slice(from, to), whole.toString('base64url').slice(from, to)];
  });
}

const safe = Symbol('safe HTML');

/** HTML that may stand in a page as it is. Only {@link html} makes it. */
export interface Html {
  readonly [safe]: string;
}

/** What stands in a page: text is escaped, nothing is left out for `undefined` and `false`. */
export type Content = Html | string | number | undefined | false | readonly Content[];

/**
 * HTML of a template. Every value is text and escaped, in an element as in a quoted attribute, but for what {@link html} made.
 * Attributes have to be quoted, and no value may stand where a script or a style is read.
 */
export function html(template: TemplateStringsArray, ...values: readonly Content[]): Html {
  const text = template.map((part, at) => (at < values.length ? part + textOf(values[at]) : part));
  return { [safe]: text.join('') };
}

/** The HTML as text, for a response. */
export function printHtml(content: Html): string {
  return content[safe];
}

function textOf(value: Content): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return isList(value) ? value.map(textOf).join('') : value[safe];
}

function isList(value: Content): value is readonly Content[] {
  return Array.isArray(value);
}

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Signs that turn the direction of what follows would let a name from outside write over its neighbours. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: a page must not hold them
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(turning, '')
    .replaceAll(control, '\ufffd')
    .replaceAll(/[&<>"']/g, (mark) => marks[mark] ?? '');
}

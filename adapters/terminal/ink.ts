/** How a stretch of text looks, where the terminal has colours. */
export type Look = 'bold' | 'dim' | 'code' | 'link' | 'good' | 'warning' | 'bad' | 'plain' | 'qr';

/** Colours text, or leaves it as it is. */
export type Ink = (look: Look, text: string) => string;

/** Select Graphic Rendition parameters: the sixteen colours that every theme defines. */
const codes: Readonly<Record<Look, string>> = {
  bold: '1',
  dim: '2',
  code: '36',
  link: '4;34',
  good: '1;32',
  warning: '1;33',
  bad: '1;31',
  plain: '',
  // White on black whatever the theme is, so that a phone can read it.
  qr: '97;40',
};

/** Writes the escape sequences of colours, which end where the text ends. */
export const colouredInk: Ink = (look, text) =>
  text === '' || codes[look] === '' ? text : `\u001B[${codes[look]}m${text}\u001B[0m`;

/** Leaves text as it is: for pipes, files, and people who set NO_COLOR. */
export const plainInk: Ink = (_look, text) => text;

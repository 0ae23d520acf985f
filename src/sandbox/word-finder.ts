import type { Offer } from './catalogue.ts';

/** English words that say nothing of goods. */
const empty = new Set(['a', 'an', 'the', 'for', 'of', 'with', 'and', 'in', 'to', 'my', 'some', 'please']);

/** Below this length an English word must be the same, not only begin alike. */
const shortest = 3;

/**
 * Says of an offer whether it has every word of `typed` among its titles, its trade and what people call its kind. An English
 * word may be a plural or a beginning; a Chinese one may be several without a space between.
 */
export function createWordFinder(typed: string): (offer: Pick<Offer, 'title' | 'goods'>) => boolean {
  const chinese = typed.match(/\p{Script=Han}+/gu) ?? [];
  const english = latinIn(typed).filter((word) => !empty.has(word));
  const saysNothing = chinese.length === 0 && english.length === 0;
  if (saysNothing) return () => typed === '';
  return (offer) => {
    const text = textOf(offer);
    const latin = latinIn(text);
    return (
      chinese.every((run) => isMadeOf(run, text)) &&
      english.every((word) => latin.some((each) => is(word, each)))
    );
  };
}

function textOf({ title, goods }: Pick<Offer, 'title' | 'goods'>): string {
  return [title.zh, title.en, goods.trade, ...goods.words].join(' ');
}

function latinIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

function is(wanted: string, word: string): boolean {
  const forms = [wanted, wanted.replace(/(?:(?<=[sxz]|ch|sh)e)?s$/, '')].filter((form) => form !== '');
  return forms.some((form) => (form.length < shortest ? word === form : word.startsWith(form)));
}

/** Whether `run` is one word of `text` after the other, the longest first; of a longer run no character stands alone. */
function isMadeOf(run: string, text: string): boolean {
  if (run === '' || text.includes(run)) return true;
  for (let length = run.length - 1; length >= 2; length -= 1) {
    if (text.includes(run.slice(0, length))) return isMadeOf(run.slice(length), text);
  }
  return false;
}

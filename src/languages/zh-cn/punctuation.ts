import type { PunctuationWords } from '../en/punctuation.ts';

export const punctuation: PunctuationWords = {
  list: (items) => items.join('、'),
  phrases: (parts) => parts.join('，'),
  clauses: (parts) => parts.join('；'),
  sentences: (parts) => parts.join(''),
  aside: (words, added) => `${words}（${added}）`,
  label: (words) => `${words}：`,
};

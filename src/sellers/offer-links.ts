import { parseOfferId } from './offer-id.ts';

/** Whatever in a text may be a link to 1688; it ends where no link goes on, Chinese words among that. */
const maybeLinks =
  /(?:https?:\/\/)?(?:[\w-]{1,63}\.){1,5}1688\.com[^\s<>|"'“”‘’，。、；！？（）【】《》\p{sc=Han}]*/giu;

/** Longer than any message; the rest of a longer text is not looked at. */
const longestText = 40_000;

/** The ids of the 1688 offers that a text links to, in their order, each once. Digits alone are no link. */
export function offersLinkedIn(text: string): readonly string[] {
  const links = text.slice(0, longestText).match(maybeLinks) ?? [];
  return [...new Set(links.map(parseOfferId).filter((id) => id !== undefined))];
}

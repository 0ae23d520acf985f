import { element } from './element.js';
import { words } from './words.js';

/** @import { PageMenu } from '../wire.ts' */

/** Where the tab keeps who speaks: each tab may speak as another. */
const place = 'speaker';

/** What each request says of who speaks. */
export function spokenAs() {
  const speaker = kept();
  /** @type {Record<string, string>} */
  const headers = speaker === null ? {} : { 'x-speaks-as': speaker };
  return headers;
}

/** Speaks as the operator again, from the next request on. */
export function speakAsOperator() {
  try {
    sessionStorage.removeItem(place);
  } catch {
    // As below.
  }
}

/**
 * A choice of whom to speak as, where there are several. The page is read anew then: what it shows is the other's.
 *
 * @param {HTMLElement} root
 * @param {PageMenu['people']} people
 */
export function offerSpeakers(root, people) {
  const [operator] = people;
  if (operator === undefined) return;
  const select = element(
    'select',
    'button speaker',
    { 'aria-label': words.speakAs },
    ...people.map(({ id, name, role }) =>
      element(
        'option',
        '',
        { value: id },
        id === operator.id ? words.operator : `${name} · ${words.roles[role]}`,
      ),
    ),
  );
  select.value = kept() ?? operator.id;
  select.addEventListener('change', () => {
    sessionStorage.setItem(place, select.value);
    location.reload();
  });
  root.replaceChildren(select);
  root.hidden = false;
}

function kept() {
  try {
    return sessionStorage.getItem(place);
  } catch {
    // A browser that keeps nothing speaks as the operator.
    return null;
  }
}

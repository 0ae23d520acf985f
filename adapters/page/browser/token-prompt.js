import { element } from './element.js';
import { words } from './words.js';

/**
 * What stands over the page while it lacks the token of the bot's start.
 */
export function createTokenPrompt() {
  const id = 'token-entry';
  const said = element('p', 'token-said', { id: 'token-said', role: 'alert' });
  const entry = element('input', 'entry-of-form', {
    id,
    type: 'text',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    required: '',
    'aria-describedby': said.id,
  });
  const form = element(
    'form',
    'token-form',
    {},
    element('h2', '', { id: 'token-title' }, words.tokenTitle),
    element('p', '', {}, words.tokenAdvice(`${location.origin}/#…`)),
    element('label', '', { for: id }, words.tokenLabel),
    entry,
    said,
    element('button', 'button primary', { type: 'submit' }, words.tokenOpen),
  );
  const dialog = element('dialog', 'token-prompt', { 'aria-labelledby': 'token-title' }, form);
  document.body.append(dialog);
  // Nothing behind it works without the token.
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    give(entry.value);
  });

  /** @type {((given: string) => Promise<void>) | undefined} */
  let take;

  /** @param {string} given */
  function give(given) {
    take?.(tokenIn(given));
  }

  return {
    /** Takes the token, or the address that holds it, from elsewhere. */
    give,
    /** Puts it before the person, who may have closed it. */
    show() {
      if (!dialog.open) dialog.showModal();
    },
    /**
     * Asks until a token is given that `isRight` says yes to; gives that one.
     *
     * @param {boolean} wasWrong one was given before
     * @param {(given: string) => Promise<boolean>} isRight rejects when the bot does not answer
     * @returns {Promise<string>}
     */
    ask(wasWrong, isRight) {
      said.textContent = wasWrong ? words.tokenWrong : '';
      return new Promise((resolve) => {
        take = async (given) => {
          said.textContent = '';
          try {
            if (!(await isRight(given))) {
              said.textContent = words.tokenWrong;
              entry.select();
              return;
            }
          } catch {
            said.textContent = words.tokenUnreachable;
            return;
          }
          take = undefined;
          entry.value = '';
          dialog.close();
          resolve(given);
        };
      });
    },
  };
}

/**
 * The token in what was pasted: the address that the bot printed, a line that holds it, or the token alone.
 *
 * @param {string} given
 */
function tokenIn(given) {
  return (given.split('#').at(-1) ?? '').trim();
}

import { drawAnswer } from './answers.js';
import { drawCard } from './card.js';
import { ask } from './connection.js';
import { button, element } from './element.js';
import { ownView } from './previews.js';
import { words } from './words.js';

/** @import { AskedInput, PageCommand } from '../wire.ts' */
/** @import { ShownAnswer } from './answers.js' */
/** @import { Heard } from './connection.js' */

/**
 * What was asked and answered, from top to bottom.
 *
 * @param {HTMLElement} root
 */
export function createConversation(root) {
  root.setAttribute('aria-label', words.conversation);
  /** @type {Set<ShownAnswer>} */
  const answers = new Set();
  let view = ownView;

  /**
   * Asks the bot, and shows the question and what comes of it.
   *
   * @param {AskedInput} input
   * @param {string} shown how the question reads
   * @param {ShownAnswer} [from] the answer whose button was clicked
   */
  async function put(input, shown, from) {
    const question = element('p', `asked ${input.kind}`, {}, shown);
    const place = element('div', 'turn', { 'aria-busy': 'true' }, question, waiting());
    root.querySelector('.greeting')?.remove();
    root.append(place);
    place.scrollIntoView({ block: 'start' });
    let answered = false;
    for await (const heard of ask(input)) {
      if (heard.kind === 'deferred') {
        place.querySelector('.waiting')?.append(element('span', '', {}, heard.working));
        continue;
      }
      answered = true;
      const shownAnswer = draw(heard);
      if (heard.kind === 'answer' && heard.replace && from !== undefined) {
        replace(from, shownAnswer);
        place.remove();
      } else {
        place.querySelector('.waiting')?.replaceWith(shownAnswer.root);
      }
    }
    if (!answered) place.querySelector('.waiting')?.replaceWith(element('p', 'note', {}, words.done));
    place.removeAttribute('aria-busy');
    place.scrollIntoView({ block: 'start' });
  }

  /**
   * @param {Exclude<Heard, { kind: 'deferred' }>} heard
   * @returns {ShownAnswer}
   */
  function draw(heard) {
    if (heard.kind === 'failed') return { root: fault(heard.why), show: () => {} };
    const answer = drawAnswer(heard, view, (payload, label) =>
      put({ kind: 'payload', payload }, label, answer),
    );
    answers.add(answer);
    return answer;
  }

  /**
   * @param {ShownAnswer} old
   * @param {ShownAnswer} by
   */
  function replace(old, by) {
    answers.delete(old);
    old.root.replaceWith(by.root);
    by.root.scrollIntoView({ block: 'nearest' });
  }

  return {
    put,
    /**
     * What stands here before anything was asked.
     *
     * @param {readonly PageCommand[]} commands
     */
    greet(commands) {
      const lines = commands.flatMap(({ examples }) => examples.slice(0, 1)).slice(0, 2);
      root.append(
        element(
          'section',
          'greeting',
          {},
          element('img', '', { src: '/page/icon.svg', alt: '', width: '56', height: '56' }),
          element('h2', '', {}, words.greeting),
          element('p', '', {}, words.greetingAdvice),
          ...lines.map((line) => button('example', line, () => put({ kind: 'text', text: line }, line))),
        ),
      );
    },
    /**
     * Shows every answer another way, those to come too.
     *
     * @param {string} chosen
     */
    showAs(chosen) {
      view = chosen;
      for (const answer of answers) answer.show(chosen);
    },
  };
}

function waiting() {
  const dots = element(
    'span',
    'dots',
    { 'aria-hidden': 'true' },
    ...['', '', ''].map(() => element('i', '')),
  );
  return element('p', 'waiting', {}, dots);
}

/**
 * The card that says why there is no answer.
 *
 * @param {'unreachable' | 'refused'} why
 */
function fault(why) {
  const [title, advice] =
    why === 'unreachable'
      ? [words.unreachable, words.unreachableAdvice]
      : [words.refused, words.refusedAdvice];
  const card = drawCard(
    { tone: 'bad', title, body: [{ kind: 'text', text: [advice] }], actions: [] },
    async () => {},
  );
  return element('section', 'answer', {}, card);
}

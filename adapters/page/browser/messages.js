import { button, element } from './element.js';
import { wordsIn } from './words.js';

/** @import { PageMessage } from '../wire.ts' */
/** @import { ShownAnswer } from './answers.js' */
/** @import { PageWords } from './words.js' */

/** Lines of a thread that are always shown. */
const openLines = 3;

/**
 * A message as it is shown: in the conversation, in a thread, or in both.
 *
 * @typedef {{ answers: ShownAnswer[], turn: HTMLElement, title: string, thread?: ReturnType<typeof drawThread> }} Shown
 */

/**
 * What the bot says by itself, as it is in the conversation.
 *
 * @param {{ add(turn: HTMLElement): void, draw(message: PageMessage): ShownAnswer }} conversation
 */
export function createMessages(conversation) {
  /** @type {Map<string, Shown>} */
  const shown = new Map();

  /** @param {PageMessage} message */
  function post(message) {
    const answer = conversation.draw(message);
    const turn = element('div', 'turn told', {}, answer.root);
    conversation.add(turn);
    shown.set(message.ref, { answers: [answer], turn, title: message.card.title });
  }

  /**
   * @param {PageMessage} message
   * @param {Shown} above
   */
  function reply(message, above) {
    const line = conversation.draw(message);
    if (above.thread === undefined) {
      above.thread = drawThread(wordsIn(message.language));
      above.turn.append(above.thread.root);
    }
    above.thread.add(line.root);
    const answers = [line];
    if (message.broadcast) {
      const answer = conversation.draw(message);
      const toAbove = button('about', wordsIn(message.language).about(above.title), () =>
        above.turn.scrollIntoView({ block: 'start' }),
      );
      conversation.add(element('div', 'turn told', {}, toAbove, answer.root));
      answers.push(answer);
    }
    shown.set(message.ref, { answers, turn: above.turn, title: message.card.title });
  }

  return {
    /** @param {readonly PageMessage[]} messages */
    take(messages) {
      for (const message of messages) {
        const known = shown.get(message.ref);
        const above = shown.get(message.under ?? '');
        if (known !== undefined) {
          known.title = message.card.title;
          for (const answer of known.answers) answer.change(message);
        } else if (above === undefined) post(message);
        else reply(message, above);
      }
    },
    /**
     * `by` stands in the place of `old` from now on.
     *
     * @param {ShownAnswer} old
     * @param {ShownAnswer} by
     */
    replaced(old, by) {
      for (const each of shown.values()) {
        each.answers = each.answers.map((answer) => (answer === old ? by : answer));
      }
    },
  };
}

/**
 * Lines under a card, of which the last few are shown until the person asks for all.
 *
 * @param {PageWords} words
 */
function drawThread(words) {
  const lines = element('ol', 'thread-lines', {});
  let open = false;
  const more = button('quiet', '', () => {
    open = !open;
    fold();
  });
  const root = element('div', 'thread', {}, more, lines);

  function fold() {
    const folded = Math.max(0, lines.children.length - openLines);
    for (const [at, line] of [...lines.children].entries())
      line.toggleAttribute('hidden', !open && at < folded);
    more.hidden = folded === 0;
    more.textContent = open ? words.fewer : words.earlier(folded);
    more.setAttribute('aria-expanded', `${open}`);
  }

  return {
    root,
    /** @param {HTMLElement} line */
    add(line) {
      lines.append(element('li', '', {}, line));
      fold();
    },
  };
}

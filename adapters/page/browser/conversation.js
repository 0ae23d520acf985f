import { drawAnswer } from './answers.js';
import { drawCard } from './card.js';
import { ask } from './connection.js';
import { button, element } from './element.js';
import { drawForm } from './form.js';
import { createMessages } from './messages.js';
import { ownView } from './previews.js';
import { words } from './words.js';

/** @import { Form } from '../../../src/chat/form.ts' */
/** @import { AskedInput, PageCommand, PageEvent, PageExchanges, PageMessage } from '../wire.ts' */
/** @import { Said, ShownAnswer } from './answers.js' */
/** @import { Heard } from './connection.js' */

/**
 * What was asked and answered, and what the bot said by itself, from top to bottom.
 *
 * @param {HTMLElement} root
 * @param {(turn: HTMLElement, append: () => void) => void} onTold when the bot has said something by itself: appends it
 */
export function createConversation(root, onTold) {
  root.setAttribute('aria-label', words.conversation);
  /** @type {Set<ShownAnswer>} */
  const answers = new Set();
  /** By what each answer is kept. @type {WeakMap<ShownAnswer, string>} */
  const ids = new WeakMap();
  let view = ownView;
  const messages = createMessages({
    draw,
    add: (turn) => onTold(turn, () => root.append(turn)),
  });

  /**
   * Asks the bot, and shows the question and what comes of it, which it gives.
   *
   * @param {AskedInput} input
   * @param {string} shown how the question reads
   * @param {{ from?: ShownAnswer | undefined, picture?: File | undefined, kept?: string }} [more] `from`: the answer whose
   *   button was clicked; `picture`: what comes with the question; `kept`: how it reads when the page is opened again
   * @returns {Promise<Heard | undefined>}
   */
  async function put(input, shown, { from, picture, kept } = {}) {
    // Known now: a button that is busy has no focus any more.
    const clicked = document.activeElement;
    const question = element('p', `asked ${input.kind}`, {}, shown, ...drawPicture(picture));
    const place = element('div', 'turn', { 'aria-busy': 'true' }, question, waiting());
    root.querySelector('.greeting')?.remove();
    root.append(place);
    place.scrollIntoView({ block: 'start' });
    /** @type {Heard | undefined} */
    let last;
    const id = crypto.randomUUID();
    const asked = { id, shown: kept ?? shown, from: from && ids.get(from), picture };
    for await (const heard of ask(input, asked)) {
      last = heard;
      if (heard.kind === 'deferred') {
        place.querySelector('.waiting')?.append(element('span', '', {}, heard.working));
      } else if (heard.kind === 'form') {
        openForm(heard, from, place, clicked);
      } else if (heard.kind === 'faults') {
        place.remove();
      } else if (heard.kind === 'failed') {
        place.querySelector('.waiting')?.replaceWith(fault(heard.why));
      } else if (heard.replace && from !== undefined) {
        const answer = draw(heard);
        ids.set(answer, ids.get(from) ?? id);
        replace(from, answer);
        place.remove();
      } else {
        const answer = draw(heard);
        ids.set(answer, id);
        place.querySelector('.waiting')?.replaceWith(answer.root);
      }
    }
    if (last === undefined)
      place.querySelector('.waiting')?.replaceWith(element('p', 'note', {}, words.done));
    place.removeAttribute('aria-busy');
    if (last?.kind !== 'form' && last?.kind !== 'faults') place.scrollIntoView({ block: 'start' });
    return last;
  }

  /**
   * The form that was asked for, under the card whose button was clicked, in the place of the question.
   *
   * @param {Extract<PageEvent, { kind: 'form' }>} asked
   * @param {ShownAnswer | undefined} from
   * @param {HTMLElement} place
   * @param {Element | null} clicked
   */
  function openForm({ form, language }, from, place, clicked) {
    const drawn = drawForm(form, language, {
      async submit(values, picture) {
        const shown = [form.title, readAs(form, values)].filter((part) => part !== '').join(': ');
        const input = { kind: /** @type {const} */ ('form'), payload: form.payload, values };
        // What was filled in may be an address.
        const heard = await put(input, shown, { from, picture, kept: form.title });
        if (heard?.kind === 'faults') return heard.faults;
        // What was not taken can be mended in the form.
        return heard?.kind === 'answer' && heard.card.refusal === undefined ? 'taken' : [];
      },
      closed() {
        if (clicked instanceof HTMLElement) clicked.focus();
      },
    });
    if (from === undefined) place.querySelector('.waiting')?.replaceWith(drawn.root);
    else {
      place.remove();
      if (from.root.nextElementSibling?.matches('.asking') === true) from.root.nextElementSibling.remove();
      from.root.after(drawn.root);
    }
    drawn.focus();
    bringIntoView(drawn.root);
  }

  /**
   * @param {Said} said
   * @returns {ShownAnswer}
   */
  function draw(said) {
    const answer = drawAnswer(said, view, async (payload, label, values) => {
      const input =
        values === undefined
          ? { kind: /** @type {const} */ ('payload'), payload }
          : { kind: /** @type {const} */ ('form'), payload, values };
      await put(input, label, { from: answer });
    });
    answers.add(answer);
    return answer;
  }

  /**
   * @param {ShownAnswer} old
   * @param {ShownAnswer} by
   */
  function replace(old, by) {
    answers.delete(old);
    messages.replaced(old, by);
    old.root.replaceWith(by.root);
    by.root.scrollIntoView({ block: 'nearest' });
  }

  return {
    put,
    /**
     * Shows what the bot said by itself, or how it has changed.
     *
     * @param {readonly PageMessage[]} told
     */
    tell: (told) => messages.take(told),
    /**
     * Shows again what was asked and answered before.
     *
     * @param {PageExchanges['exchanges']} exchanges
     */
    restore(exchanges) {
      if (exchanges.length === 0) return;
      root.querySelector('.greeting')?.remove();
      const turns = exchanges.map(({ id, shown, answer: said }) => {
        const answer = draw(said);
        ids.set(answer, id);
        return element('div', 'turn earlier', {}, element('p', 'asked text', {}, shown), answer.root);
      });
      root.prepend(...turns);
      turns.at(-1)?.scrollIntoView({ block: 'end' });
    },
    /**
     * What stands here before anything was asked.
     *
     * @param {readonly PageCommand[]} commands
     */
    greet(commands) {
      const lines = commands.flatMap(({ examples }) => examples.slice(0, 1)).slice(0, 2);
      root.prepend(
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

/**
 * Its buttons are in sight; where it is higher than what there is to see, its beginning is.
 *
 * @param {HTMLElement} form
 */
function bringIntoView(form) {
  form.scrollIntoView({ block: 'end' });
  const above = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  if (form.getBoundingClientRect().top < above) form.scrollIntoView({ block: 'start' });
}

/**
 * What was filled in, as a person reads it: of a choice its label, not its value.
 *
 * @param {Form} form
 * @param {Readonly<Record<string, string>>} values
 */
function readAs({ fields }, values) {
  const shown = fields.flatMap(({ name, choices = [], several }) => {
    const { [name]: filled } = values;
    if (filled === undefined) return [];
    const chosen = several ? filled.split(',') : [filled];
    return chosen.map((value) => choices.find((choice) => choice.value === value)?.label ?? value);
  });
  return shown.join(', ');
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
 * What a question says of the picture that came with it.
 *
 * @param {File | undefined} picture
 */
function drawPicture(picture) {
  return picture === undefined ? [] : [element('bdi', 'with-picture', {}, picture.name)];
}

/**
 * The card that says why there is no answer.
 *
 * @param {Extract<Heard, { kind: 'failed' }>['why']} why
 */
function fault(why) {
  const { title, advice } = {
    unreachable: { title: words.unreachable, advice: words.unreachableAdvice },
    refused: { title: words.refused, advice: words.refusedAdvice },
    unreadable: { title: words.unreadable, advice: words.unreadableAdvice },
  }[why];
  const card = drawCard(
    { tone: 'bad', title, body: [{ kind: 'text', text: [advice] }], actions: [] },
    async () => {},
  );
  return element('section', 'answer', {}, card);
}

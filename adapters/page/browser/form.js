import { button, element } from './element.js';
import { createPicturePlace } from './picture.js';
import { wordsIn } from './words.js';

/** @import { FieldFault, Form, FormField } from '../../../src/chat/form.ts' */
/** @import { Language } from '../../../src/runtime/language.ts' */
/** @import { PageWords } from './words.js' */

/**
 * A field on the page, and what stands in it.
 *
 * @typedef {{ root: HTMLElement, value(): string, picture?: () => File | undefined }} ShownField
 */

/** @typedef {ShownField & { name: string, fault(why: string | undefined): void }} NamedField */

let made = 0;

/**
 * A form in the conversation. Enter submits it, Escape closes it.
 *
 * @param {Form} form
 * @param {Language} language
 * @param {{
 *   submit(values: Record<string, string>, picture: File | undefined): Promise<'taken' | readonly FieldFault[]>,
 *   closed(): void,
 * }} does `submit` says whether the values were taken: if so the form goes, else what is wrong with its fields, if it is
 *   they; `closed` when the person closes it
 */
export function drawForm(form, language, does) {
  const id = nextId();
  const words = wordsIn(language);
  const fields = form.fields.map((field) => nameField(field, words));
  const send = element('button', 'button primary', { type: 'submit' }, form.submit);
  const cancel = button('button', words.cancel, close);
  const inner = element(
    'fieldset',
    'asked-for',
    {},
    ...fields.map((field) => field.root),
    element('div', 'actions', {}, send, cancel),
  );
  const root = element(
    'form',
    'asking',
    { lang: language, 'aria-labelledby': id, autocomplete: 'off', novalidate: '' },
    element('h3', '', { id }, form.title),
    inner,
  );

  function close() {
    root.remove();
    does.closed();
  }

  /** Onto the first field with a fault, else the first that is not filled in as it has to be, else the first. */
  function focus() {
    const controls = ':is(input, select, button):not(:disabled, [hidden])';
    /** @type {HTMLElement | null} */
    const first =
      root.querySelector(`.field-faulty ${controls}`) ??
      root.querySelector(`${controls}:not(:required:valid, .actions .button)`) ??
      root.querySelector(controls);
    first?.scrollIntoView({ block: 'nearest' });
    first?.focus();
  }

  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    close();
  });
  root.addEventListener('submit', async (event) => {
    event.preventDefault();
    const unfit = form.fields.flatMap(({ name, required }, at) => {
      const field = fields[at];
      // What a browser can't read it gives as nothing.
      if (field?.root.querySelector('input')?.validity.badInput === true) return [{ name, why: words.unfit }];
      const isEmpty = field?.value() === '' && field.picture?.() === undefined;
      return required && isEmpty ? [{ name, why: words.needed }] : [];
    });
    if (unfit.length > 0) {
      mark(unfit);
      return;
    }
    const filled = fields.map(({ name, value }) => [name, value()]).filter(([, value]) => value !== '');
    const [picture] = fields.map((field) => field.picture?.()).filter((each) => each !== undefined);
    inner.disabled = true;
    root.setAttribute('aria-busy', 'true');
    const taken = await does.submit(Object.fromEntries(filled), picture);
    if (taken === 'taken') {
      root.remove();
      return;
    }
    inner.disabled = false;
    root.removeAttribute('aria-busy');
    mark(taken);
  });

  /** @param {readonly FieldFault[]} faults */
  function mark(faults) {
    for (const { name, fault } of fields) fault(faults.find((each) => each.name === name)?.why);
    focus();
  }

  for (const [at, { fault }] of form.fields.entries()) fields[at]?.fault(fault);
  return { root, focus };
}

/**
 * A field with its name, and the place for what is wrong with it.
 *
 * @param {FormField} field
 * @param {PageWords} words
 * @returns {NamedField}
 */
function nameField(field, words) {
  const drawn = drawField(field, words);
  const place = element('p', 'fault-of-field', { id: `${nextId()}-fault` });
  place.hidden = true;
  drawn.root.append(place);
  /** @type {HTMLElement | null} */
  const control = drawn.root.matches('fieldset') ? drawn.root : drawn.root.querySelector('input, select');
  const described = control?.getAttribute('aria-describedby') ?? '';
  return {
    name: field.name,
    ...drawn,
    fault(why) {
      place.hidden = why === undefined;
      place.textContent = why ?? '';
      drawn.root.classList.toggle('field-faulty', why !== undefined);
      if (why === undefined) control?.removeAttribute('aria-invalid');
      else control?.setAttribute('aria-invalid', 'true');
      control?.setAttribute('aria-describedby', why === undefined ? described : `${place.id} ${described}`);
    },
  };
}

/**
 * @param {FormField} field
 * @param {PageWords} words
 * @returns {ShownField}
 */
function drawField(field, words) {
  if (field.choices === undefined) return drawText(field, words);
  return field.several ? drawSeveral(field, field.choices, words) : drawOne(field, field.choices, words);
}

/**
 * @param {FormField} field
 * @param {PageWords} words
 */
function drawText(field, words) {
  const { name, maxLength, initial = '', example, required } = field;
  const id = nextId();
  const input = element('input', 'entry-of-form', {
    ...typeOf(field),
    id,
    name,
    maxlength: `${maxLength}`,
    placeholder: example,
    'aria-describedby': `${id}-hint`,
    autocapitalize: 'off',
    spellcheck: 'false',
  });
  input.required = required;
  input.value = initial;
  const value = () => (input.disabled ? '' : input.value.trim());
  if (field.picture !== true) return { root: labelled(field, id, words, input), value };
  const pick = element('button', 'button', { type: 'button' }, words.pick);
  const shown = element('div', 'picture-place');
  const root = labelled(field, id, words, element('div', 'or-picture', {}, input, pick), shown);
  const place = createPicturePlace({
    pick,
    root: shown,
    onto: root,
    words,
    changed() {
      input.disabled = place.picture() !== undefined;
      root.scrollIntoView({ block: 'nearest' });
    },
  });
  return { root, value, picture: place.picture };
}

/**
 * What a browser knows of what a field takes; the bot says what is wrong with it.
 *
 * @param {FormField} field
 * @returns {Record<string, string>}
 */
function typeOf({ takes, initial = '' }) {
  if (takes?.kind === 'number') {
    const { least, most, lot = 1 } = takes;
    const isNumber = /^\d*$/.test(initial);
    return isNumber
      ? {
          type: 'number',
          min: `${Math.ceil(least / lot) * lot}`,
          max: `${most}`,
          step: `${lot}`,
          inputmode: 'numeric',
        }
      : { type: 'text', inputmode: 'numeric' };
  }
  if (takes?.kind === 'amount') return { type: 'text', inputmode: 'decimal' };
  if (takes?.kind === 'day' && /^(?:\d{4}-\d{2}-\d{2})?$/.test(initial)) return { type: 'date' };
  return takes?.kind === 'link' ? { type: 'text', inputmode: 'url' } : { type: 'text' };
}

/**
 * @param {FormField} field
 * @param {NonNullable<FormField['choices']>} choices
 * @param {PageWords} words
 */
function drawOne(field, choices, words) {
  const { name, initial = '', required } = field;
  const id = nextId();
  const options = [{ value: '', label: words.choose }, ...choices].map(({ value, label }) =>
    element('option', '', { value }, label),
  );
  const select = element(
    'select',
    'button entry-of-form',
    { id, name, 'aria-describedby': `${id}-hint` },
    ...options,
  );
  select.required = required;
  select.value = choices.find(({ value }) => value.toLowerCase() === initial.toLowerCase())?.value ?? '';
  return { root: labelled(field, id, words, select), value: () => select.value };
}

/**
 * @param {FormField} field
 * @param {NonNullable<FormField['choices']>} choices
 * @param {PageWords} words
 */
function drawSeveral(field, choices, words) {
  const { name, initial = '', required } = field;
  const id = nextId();
  const begun = initial.split(/[,，、]/).map((value) => value.trim().toLowerCase());
  const boxes = choices.map(({ value }) => {
    const box = element('input', '', { type: 'checkbox', name, value });
    box.checked = begun.includes(value.toLowerCase());
    return box;
  });
  const lines = choices.map(({ label }, at) => element('label', 'choice', {}, boxes[at] ?? '', label));
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const root = element(
    'fieldset',
    'field several',
    { 'aria-describedby': `${id}-hint` },
    element('legend', '', {}, field.label, ...star(required, words)),
    element('div', 'choices', {}, ...lines),
    hint(field, id),
  );
  return { root, value: () => chosen().join() };
}

/**
 * @param {FormField} field
 * @param {string} id
 * @param {PageWords} words
 * @param {HTMLElement[]} inputs
 */
function labelled(field, id, words, ...inputs) {
  const label = element('label', '', { for: id }, field.label, ...star(field.required, words));
  return element('div', 'field', {}, label, ...inputs, hint(field, id));
}

/**
 * @param {FormField} field
 * @param {string} id
 */
function hint(field, id) {
  return element('p', 'hint-of-field', { id: `${id}-hint` }, field.hint);
}

/**
 * @param {boolean} required
 * @param {PageWords} words
 */
function star(required, words) {
  return required
    ? [element('span', 'required', { title: words.required, 'aria-hidden': 'true' }, ' *')]
    : [];
}

function nextId() {
  made += 1;
  return `form-${made}`;
}

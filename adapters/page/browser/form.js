import { button, element } from './element.js';
import { createPicturePlace } from './picture.js';
import { words } from './words.js';

/** @import { Form, FormField } from '../../../src/chat/form.ts' */
/** @import { Language } from '../../../src/runtime/language.ts' */

/**
 * A field on the page, and what stands in it.
 *
 * @typedef {{ root: HTMLElement, value(): string, picture?: () => File | undefined }} ShownField
 */

let made = 0;

/**
 * A form in the conversation. Enter submits it, Escape closes it.
 *
 * @param {Form} form
 * @param {Language} language
 * @param {{ submit(values: Record<string, string>, picture: File | undefined): Promise<boolean>, closed(): void }} does
 *   `submit` says whether the values were taken: if so the form goes; `closed` when the person closes it
 */
export function drawForm(form, language, does) {
  const id = nextId();
  const fields = form.fields.map((field) => ({ name: field.name, ...drawField(field) }));
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
    { lang: language, 'aria-labelledby': id, autocomplete: 'off' },
    element('h3', '', { id }, form.title),
    inner,
  );

  function close() {
    root.remove();
    does.closed();
  }

  function focus() {
    /** @type {HTMLElement | null} */
    const first = root.querySelector(':is(input, select, button):not(:disabled, [hidden])');
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
    const filled = fields.map(({ name, value }) => [name, value()]).filter(([, value]) => value !== '');
    const [picture] = fields.map((field) => field.picture?.()).filter((each) => each !== undefined);
    inner.disabled = true;
    root.setAttribute('aria-busy', 'true');
    const taken = await does.submit(Object.fromEntries(filled), picture);
    if (taken) {
      root.remove();
      return;
    }
    inner.disabled = false;
    root.removeAttribute('aria-busy');
    focus();
  });
  return { root, focus };
}

/**
 * @param {FormField} field
 * @returns {ShownField}
 */
function drawField(field) {
  if (field.choices === undefined) return drawText(field);
  return field.several ? drawSeveral(field, field.choices) : drawOne(field, field.choices);
}

/** @param {FormField} field */
function drawText(field) {
  const { name, maxLength, initial = '', example, required } = field;
  const id = nextId();
  const input = element('input', 'entry-of-form', {
    type: 'text',
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
  if (field.picture !== true) return { root: labelled(field, id, input), value };
  const pick = element('button', 'button', { type: 'button' }, words.pick);
  const shown = element('div', 'picture-place');
  const root = labelled(field, id, element('div', 'or-picture', {}, input, pick), shown);
  const place = createPicturePlace({
    pick,
    root: shown,
    onto: root,
    changed() {
      input.disabled = place.picture() !== undefined;
      root.scrollIntoView({ block: 'nearest' });
    },
  });
  return { root, value, picture: place.picture };
}

/**
 * @param {FormField} field
 * @param {NonNullable<FormField['choices']>} choices
 */
function drawOne(field, choices) {
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
  return { root: labelled(field, id, select), value: () => select.value };
}

/**
 * @param {FormField} field
 * @param {NonNullable<FormField['choices']>} choices
 */
function drawSeveral(field, choices) {
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
  // Of several boxes one has to be chosen, which no attribute says.
  const check = () => boxes[0]?.setCustomValidity(required && chosen().length === 0 ? words.required : '');
  for (const box of boxes) box.addEventListener('change', check);
  check();
  const root = element(
    'fieldset',
    'field several',
    { 'aria-describedby': `${id}-hint` },
    element('legend', '', {}, field.label, ...mark(required)),
    element('div', 'choices', {}, ...lines),
    hint(field, id),
  );
  return { root, value: () => chosen().join() };
}

/**
 * @param {FormField} field
 * @param {string} id
 * @param {HTMLElement[]} inputs
 */
function labelled(field, id, ...inputs) {
  const label = element('label', '', { for: id }, field.label, ...mark(field.required));
  return element('div', 'field', {}, label, ...inputs, hint(field, id));
}

/**
 * @param {FormField} field
 * @param {string} id
 */
function hint(field, id) {
  return element('p', 'hint-of-field', { id: `${id}-hint` }, field.hint);
}

/** @param {boolean} required */
function mark(required) {
  return required
    ? [element('span', 'required', { title: words.required, 'aria-hidden': 'true' }, ' *')]
    : [];
}

function nextId() {
  made += 1;
  return `form-${made}`;
}

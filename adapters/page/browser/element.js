/**
 * An element with a class, attributes and children. Strings become text, never markup: what comes from
 * outside can't be anything but words.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, className, attributes = {}, ...children) {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/**
 * An element of a drawing. Strings become text here too.
 *
 * @template {keyof SVGElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {SVGElementTagNameMap[Name]}
 */
export function svgElement(name, attributes, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/**
 * A button that does something here.
 *
 * @param {string} className
 * @param {string} label
 * @param {(button: HTMLButtonElement) => void} onClick
 */
export function button(className, label, onClick) {
  const made = element('button', className, { type: 'button' }, label);
  made.addEventListener('click', () => onClick(made));
  return made;
}

/**
 * A link to another site, in a tab of its own that knows nothing of this one.
 *
 * @param {string} className
 * @param {string} href
 * @param {string} label
 */
export function outwardLink(className, href, label) {
  return element('a', className, { href, target: '_blank', rel: 'noopener noreferrer' }, label);
}

/**
 * The part of the page with that id.
 *
 * @template {Element} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function part(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

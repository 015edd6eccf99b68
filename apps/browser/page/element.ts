/** The element that the page surely has: the server's templates name it. @throws when it has none */
export function elementIn<E extends Element = HTMLElement>(root: ParentNode, selector: string): E {
  const found = root.querySelector<E>(selector);
  if (!found) throw new Error(`no ${selector} on this page`);
  return found;
}

/** A new element with properties and children. */
export function made<T extends keyof HTMLElementTagNameMap>(
  name: T,
  props: Partial<HTMLElementTagNameMap[T]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[T] {
  const element = Object.assign(document.createElement(name), props);
  element.append(...children);
  return element;
}

/** An element that the server's templates surely have. @throws when it is missing */
export function elementIn<E extends Element = HTMLElement>(root: ParentNode, selector: string): E {
  const found = root.querySelector<E>(selector);
  if (!found) throw new Error(`no ${selector} on this page`);
  return found;
}

export function newElement<T extends keyof HTMLElementTagNameMap>(
  name: T,
  props: Partial<HTMLElementTagNameMap[T]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[T] {
  const element = Object.assign(document.createElement(name), props);
  element.append(...children);
  return element;
}

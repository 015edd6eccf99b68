const BEFORE = /[ \u00a0]([?!:;»%€])(?=\s|$|[.,)…])/g;
const AFTER = /« /g;

/** In French these signs keep with their word: `Besoin d’aide ?` never starts a line with `?`. */
export const keepTogether = (text: string): string => text.replace(BEFORE, '\u00a0$1').replace(AFTER, '«\u00a0');

/** What people typed, or what machines read, stays as it is. */
const VERBATIM = new Set(['textarea', 'pre', 'code', 'script', 'style']);

/** The children of an element, their text with French spaces. */
export function frenchChildren(type: string, children: unknown): unknown {
  if (VERBATIM.has(type)) return children;
  if (typeof children === 'string') return keepTogether(children);
  return Array.isArray(children) ? children.map((child) => frenchChildren(type, child)) : children;
}

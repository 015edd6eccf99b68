import { Fragment, options, type VNode } from 'preact';
import { frenchChildren } from './french-spaces.js';

const SAFE_SCHEME = /^(?:https?|mailto|tel):/i;
const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** An address a person may be led to: a path, an anchor, http(s), mailto or tel. Anything else becomes '#'. */
export function safeHref(href: string): string {
  // Browsers drop tabs and line breaks inside a scheme ("java\nscript:") and spaces before it.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters to drop
  const seen = href.replace(/[\u0000-\u0020]/g, '');
  return HAS_SCHEME.test(seen) && !SAFE_SCHEME.test(seen) ? '#' : href;
}

const ADDRESSES = ['href', 'action', 'formAction', 'formaction', 'src'] as const;

function check(vnode: VNode): void {
  const props = vnode.props as Record<string, unknown>;
  if (vnode.type === Fragment) props.children = frenchChildren('', props.children);
  if (typeof vnode.type !== 'string') return;
  for (const name of ADDRESSES) {
    const value = props[name];
    if (typeof value === 'string') props[name] = safeHref(value);
  }
  if ('children' in props) props.children = frenchChildren(vnode.type, props.children);
  for (const name in props) {
    if (name === 'style' || /^on[a-z]/i.test(name)) {
      throw new Error(`<${vnode.type} ${name}>: the content security policy refuses it; use a class or a script file`);
    }
  }
}

const previous = options.vnode;
options.vnode = (vnode) => {
  check(vnode);
  previous?.(vnode);
};

import { type ComponentChildren, Fragment, type FunctionComponent, type VNode } from 'preact';
import { escapeHtml, frenchText } from './french-spaces.js';
import { safeHref } from './safe-href.js';

/**
 * Preact's elements as HTML. Pages hold no state, effects or class components, so this does only what they need: a fifth of the time of
 * `preact-render-to-string`, and our own rules (French spaces, safe addresses, nothing that the content security policy refuses) on the way.
 */
export const renderToHtml = (node: ComponentChildren): string => html(node, false);

/** Something that every part of a page can ask for while it is rendered. */
export interface Context<T> {
  value: T;
  readonly Provider: FunctionComponent<{ value: T; children?: ComponentChildren }>;
}

/** A context with the value that holds outside of any `Provider`. */
export function createContext<T>(value: T): Context<T> {
  const Provider: Context<T>['Provider'] = ({ children }) => children as VNode;
  const context = { value, Provider };
  providers.set(Provider, context as Context<unknown>);
  return context;
}

/** The value of the nearest `Provider` around the component that is being rendered. */
export const useContext = <T>(context: Context<T>): T => context.value;

// Rendering never waits, so a context needs no more than the value that holds now.
const providers = new WeakMap<object, Context<unknown>>();

/** HTML of ours that is ready: never what a person typed. */
export const Markup: FunctionComponent<{ html: string }> = () => null;

function html(node: unknown, verbatim: boolean): string {
  if (typeof node === 'string') return verbatim ? escapeHtml(node) : frenchText(node);
  if (typeof node === 'number') return String(node);
  if (typeof node !== 'object' || node === null) return '';
  if (Array.isArray(node)) {
    let all = '';
    for (const child of node) all += html(child, verbatim);
    return all;
  }
  // An object that was read from JSON is no element: those of preact have no constructor.
  if (node.constructor !== undefined) return '';
  const { type, props } = node as VNode<Record<string, unknown>>;
  if (typeof type === 'string') return element(type, props);
  if (type === Fragment) return html(props.children, verbatim);
  if ((type as unknown) === Markup) return props['html'] as string;
  const context = providers.get(type);
  return context ? within(context, props) : html((type as FunctionComponent)(props), verbatim);
}

function within(context: Context<unknown>, props: VNode<Record<string, unknown>>['props']): string {
  const outside = context.value;
  context.value = props['value'];
  try {
    return html(props.children, false);
  } finally {
    context.value = outside;
  }
}

const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);

/** What people typed, or what machines read, stays as it is. */
const VERBATIM = new Set(['textarea', 'pre', 'code', 'script']);

function element(type: string, props: VNode<Record<string, unknown>>['props']): string {
  let tag = `<${type}`;
  for (const name in props) {
    if (name === 'children') continue;
    const attribute = attributes.get(name) ?? attributeOf(name);
    const value = props[name];
    if (attribute.kind === 'refused')
      throw new Error(`<${type} ${name}>: the content security policy refuses it; use a class or a script file`);
    if (value === undefined || value === null) continue;
    if (value === false || value === true || value === '') {
      if (attribute.kind === 'word' && value !== '') tag += `${attribute.start}="${value}"`;
      else if (value !== false) tag += attribute.start;
      continue;
    }
    const said = String(value);
    tag += `${attribute.start}="${escapeHtml(attribute.kind === 'address' ? safeHref(said) : said)}"`;
  }
  if (VOID.has(type)) return `${tag}/>`;
  return `${tag}>${html(props.children, VERBATIM.has(type))}</${type}>`;
}

interface Attribute {
  /** A space and its name in HTML. */
  readonly start: string;
  /** `word`: true and false are written; `address`: where a person may be led. */
  readonly kind: 'plain' | 'word' | 'address' | 'refused';
}

const ADDRESSES = new Set(['href', 'action', 'formaction', 'src']);
const attributes = new Map<string, Attribute>();

/** What an attribute of JSX is in HTML; found once for each name. */
function attributeOf(name: string): Attribute {
  // SVG alone has capitals that count.
  const written = name === 'viewBox' ? name : name.toLowerCase();
  const refused = /^on[a-z]/.test(written) || !/^[a-z][a-z0-9-]*$/i.test(written) || REFUSED.has(written);
  const word = /^(?:aria|data)-/.test(written) || written === 'spellcheck';
  const kind = refused ? 'refused' : word ? 'word' : ADDRESSES.has(written) ? 'address' : 'plain';
  const attribute: Attribute = { start: ` ${written}`, kind };
  attributes.set(name, attribute);
  return attribute;
}

const REFUSED = new Set(['style', 'srcdoc', 'dangerouslysetinnerhtml']);

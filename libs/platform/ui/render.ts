import { type ComponentChildren, Fragment, type FunctionComponent, type VNode } from 'preact';
import { type Encoded, encoded, escapeHtml, frenchText } from './text/html-text.js';

/**
 * Preact's elements as HTML. Pages hold no state, effects or class components, so this does only what they need: in a fifth of the time of
 * `preact-render-to-string`, and with our own rules (French spaces, safe addresses, nothing that the content security policy refuses).
 */
export const renderToHtml = (node: ComponentChildren): Encoded => html(node, shownText) as Encoded;

/** A value that every part of a page can ask for while it is rendered. */
export interface Context<T> {
  value: T;
  readonly Provider: FunctionComponent<{ value: T; children?: ComponentChildren }>;
}

/** A context with its value outside of any `Provider`. */
export function createContext<T>(value: T): Context<T> {
  const Provider: Context<T>['Provider'] = ({ children }) => children as VNode;
  const context = { value, Provider };
  providers.set(Provider, context as Context<unknown>);
  return context;
}

/** The value of the nearest `Provider` around the component that is being rendered. */
export const useContext = <T>(context: Context<T>): T => context.value;

// Rendering is synchronous, so a context needs no more than its current value.
const providers = new WeakMap<object, Context<unknown>>();

/** Our own HTML, already rendered: never what a person typed. */
export const Markup: FunctionComponent<{ html: Encoded }> = () => null;

/** @param written how a text is written in the element around it */
function html(node: unknown, written: (text: string) => string): string {
  if (typeof node === 'string') return encoded(written(node));
  if (typeof node === 'number') return String(node);
  if (typeof node !== 'object' || node === null) return '';
  if (Array.isArray(node)) {
    let all = '';
    for (const child of node) all += html(child, written);
    return all;
  }
  // An object that was read from JSON is no element: preact's have no constructor.
  if (node.constructor !== undefined) return '';
  const { type, props } = node as VNode<Record<string, unknown>>;
  if (typeof type === 'string') return element(type, props);
  if (type === Fragment) return html(props.children, written);
  if ((type as unknown) === Markup) return props['html'] as string;
  const context = providers.get(type);
  return context ? within(context, props) : html((type as FunctionComponent)(props), written);
}

function within(context: Context<unknown>, props: VNode<Record<string, unknown>>['props']): string {
  const outside = context.value;
  context.value = props['value'];
  try {
    return html(props.children, shownText);
  } finally {
    context.value = outside;
  }
}

type Props = VNode<Record<string, unknown>>['props'];

function element(type: string, props: Props): string {
  const tag = tags.get(type) ?? tagOf(type);
  let inside = '';
  let several = false;
  for (const name in props) {
    if (name === 'children') continue;
    const attribute = attributes.get(name) ?? attributeOf(name);
    if (attribute.kind === 'refused')
      throw new Error(`<${type} ${name}>: the content security policy refuses it; use a class or a script file`);
    const value = props[name];
    if (value === undefined || value === null) continue;
    const known = attribute.known?.get(value as string);
    several ||= known === undefined || inside !== '';
    inside += known ?? written(attribute, value);
  }
  const open = (several ? undefined : tag.opened.get(inside)) ?? opened(tag, inside, several);
  return tag.close === '' ? open : open + html(props.children, tag.text) + tag.close;
}

interface Tag {
  readonly start: string;
  readonly close: string;
  readonly text: (text: string) => string;
  readonly opened: Map<string, string>;
}

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/** What people typed, or what machines read, stays as it is. */
const VERBATIM = new Set(['textarea', 'pre', 'code', 'script']);
/** These hold text and no element. */
const TEXT_ALONE = new Set(['title', 'option', 'text', 'tspan', 'bdi']);

const tags = new Map<string, Tag>();

function tagOf(type: string): Tag {
  if (!/^[a-z][a-zA-Z0-9]*$/.test(type)) throw new Error(`<${type}> is no element`);
  const close = VOID.has(type) ? '' : flat(`</${type}>`);
  const tag = {
    start: flat(`<${type}`),
    close,
    text: VERBATIM.has(type) ? escapeHtml : TEXT_ALONE.has(type) ? frenchText : shownText,
    opened: new Map<string, string>(),
  };
  tags.set(type, tag);
  return tag;
}

/** The opening of a tag; cached when it is one of the few that pages are made of. */
function opened(tag: Tag, inside: string, several: boolean): string {
  const open = `${tag.start}${inside}${tag.close === '' ? '/>' : '>'}`;
  if (!several) tag.opened.set(inside, flat(open));
  return open;
}

/** In one piece: V8 keeps concatenated text as a tree, which is walked each time it is used. */
const flat = (text: string): string => Buffer.from(text, 'latin1').toString('latin1');

function written({ start, kind, known }: Attribute, value: unknown): string {
  if (value === '' || (typeof value === 'boolean' && kind !== 'word' && kind !== 'yes or no'))
    return value === false ? '' : start;
  const text = kind === 'yes or no' ? (value ? 'yes' : 'no') : String(value);
  const html = `${start}="${encoded(escapeHtml(kind === 'address' ? safeHref(text) : text))}"`;
  if (known && typeof value === 'string' && known.size < MOST) known.set(text, flat(html));
  return html;
}

interface Attribute {
  readonly start: string;
  /** `word`: true and false are written, `yes or no` so; `address`: where a person may be led. */
  readonly kind: 'plain' | 'word' | 'yes or no' | 'address' | 'refused';
  /** The values of an attribute that has only a few, as HTML. */
  readonly known: Map<string, string> | undefined;
}

const FEW = new Set(['class', 'scope', 'type', 'role', 'name', 'method', 'data-label', 'aria-label']);
const MOST = 500;
const ATTRIBUTE_KINDS: ReadonlyMap<string, 'address' | 'yes or no'> = new Map([
  ['href', 'address'],
  ['action', 'address'],
  ['formaction', 'address'],
  ['src', 'address'],
  ['translate', 'yes or no'],
]);
const attributes = new Map<string, Attribute>();

/** What an attribute of JSX is in HTML; computed once for each name. */
function attributeOf(name: string): Attribute {
  // Only in SVG capitals matter.
  const shown = name === 'viewBox' ? name : name.toLowerCase();
  const refused = /^on[a-z]/.test(shown) || !/^[a-z][a-z0-9-]*$/i.test(shown) || REFUSED.has(shown);
  const word = /^(?:aria|data)-/.test(shown) || shown === 'spellcheck';
  const kind = refused ? 'refused' : word ? 'word' : (ATTRIBUTE_KINDS.get(shown) ?? 'plain');
  const known = FEW.has(shown) ? new Map<string, string>() : undefined;
  const attribute: Attribute = { start: ` ${shown}`, kind, known };
  attributes.set(name, attribute);
  return attribute;
}

const REFUSED = new Set(['style', 'srcdoc', 'dangerouslysetinnerhtml']);

const SAFE_SCHEME = /^(?:https?|mailto|tel|otpauth):/i;
const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/**
 * An address a person may be led to: a path, an anchor, http(s), mailto, tel, or an authenticator application (otpauth). Anything else becomes '#'.
 */
export function safeHref(href: string): string {
  // Nearly all of ours; no scheme can begin like this.
  if (href.startsWith('/') || href.startsWith('#')) return href;
  // Browsers drop tabs and line breaks inside a scheme ("java\nscript:") and spaces before it.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters to drop
  const seen = href.replace(/[\u0000-\u0020]/g, '');
  return HAS_SCHEME.test(seen) && !SAFE_SCHEME.test(seen) ? '#' : href;
}

/** Letters written from right to left: Hebrew, Arabic and their neighbours. */
const LETTER = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Words of such letters, with what joins them. */
const WORDS = new RegExp(`${LETTER.source}(?:[\\s'’.-]*${LETTER.source})*`, 'g');

/** Text as HTML, with words written from right to left isolated: otherwise a number after such a name would be shown before it. */
function shownText(text: string): string {
  const html = frenchText(text);
  return LETTER.test(html) ? html.replace(WORDS, '<bdi>$&</bdi>') : html;
}

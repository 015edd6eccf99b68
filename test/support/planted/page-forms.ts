/** A field of a form as a browser would send it: its name, what it says, and whether somebody may type words into it. */
export interface PageField {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly required: boolean;
  /** Of a file: what it may be. */
  readonly accepts: string;
  /** Of a choice: what may be chosen. */
  readonly options: readonly string[];
}

/** A form of a page that is sent, and what it would send as it is. */
export interface PageForm {
  readonly action: string;
  readonly multipart: boolean;
  readonly fields: readonly PageField[];
}

const TAG = /<(form|input|select|option|textarea|button)\b((?:[^>"']|"[^"]*"|'[^']*')*)>|<\/(form|select|textarea)>/g;
const ATTRIBUTE = /([\w:-]+)(?:="([^"]*)")?/g;
const text = (html: string): string =>
  html
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
const attributesOf = (inside: string): Map<string, string> =>
  new Map([...inside.matchAll(ATTRIBUTE)].map(([, name, value]) => [name!, text(value ?? '')]));

/** The forms of a page that are posted, in their order. */
export function formsOf(html: string, address: string): PageForm[] {
  const forms: { action: string; multipart: boolean; fields: PageField[] }[] = [];
  let form: (typeof forms)[number] | null = null;
  let select: { -readonly [K in keyof PageField]: PageField[K] } | null = null;
  for (const match of html.matchAll(TAG)) {
    const [whole, tag, inside = '', ending] = match;
    const has = attributesOf(inside);
    if (tag === 'form' && has.get('method')?.toLowerCase() === 'post') {
      form = {
        action: (has.get('action') || address).split('?')[0]!,
        multipart: /multipart/.test(has.get('enctype') ?? ''),
        fields: [],
      };
      forms.push(form);
    } else if (tag === 'form' || ending === 'form') form = null;
    if (!form) continue;
    const field = {
      name: has.get('name') ?? '',
      required: has.has('required'),
      accepts: has.get('accept') ?? '',
      options: [] as string[],
    };
    if (tag === 'select') {
      select = { ...field, type: 'select', value: '' };
      form.fields.push(select);
    } else if (ending === 'select') select = null;
    else if (tag === 'option' && select) {
      const value = has.get('value') ?? '';
      select.options = [...select.options, value];
      if (has.has('selected') || select.options.length === 1) select.value = value;
    } else if (tag === 'textarea') {
      const from = match.index + whole.length;
      form.fields.push({
        ...field,
        type: 'textarea',
        value: text(html.slice(from, html.indexOf('</textarea>', from))),
      });
    } else if (tag === 'input' || tag === 'button') {
      const type = has.get('type') ?? (tag === 'button' ? 'submit' : 'text');
      const value = has.get('value') ?? (type === 'checkbox' || type === 'radio' ? 'on' : '');
      if (/^(checkbox|radio)$/.test(type))
        form.fields.push({ ...field, type: has.has('checked') ? `${type} on` : type, value });
      else form.fields.push({ ...field, type, value });
    }
  }
  return forms;
}

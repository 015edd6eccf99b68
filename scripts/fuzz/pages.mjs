/** What a page that we rendered leads to: its links, and its forms with what stands in their fields. */

const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#x27;': "'" };
const decoded = (text) => text.replace(/&(?:amp|lt|gt|quot|#39|#x27);/g, (one) => ENTITIES[one]);

function attributes(tag) {
  const found = {};
  for (const [, name, value] of tag.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g)) found[name] ??= decoded(value ?? '');
  return found;
}

/** Own addresses, without what is after the `#`. */
export const linksOf = (html) =>
  [...html.matchAll(/<a\b[^>]*?\shref="(\/[^"#]*)/g)]
    .map(([, href]) => decoded(href))
    .filter((href) => !href.startsWith('//'));

/** @returns {{ method: string, action: string, multipart: boolean, fields: { name: string, type: string, value: string, options: string[] }[] }[]} */
export function formsOf(html, at) {
  const outside = new Map();
  const inForms = [];
  for (const [, open, inside] of html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
    const { method = 'get', action = at, enctype = '', id } = attributes(open);
    const form = {
      method: method.toUpperCase(),
      action,
      multipart: enctype.startsWith('multipart'),
      fields: fieldsOf(inside),
    };
    inForms.push(form);
    if (id) outside.set(id, form);
  }
  for (const [whole, , open] of html.matchAll(/<(input|select|textarea|button)\b([^>]*\sform="[^"]*"[^>]*)>/g)) {
    const form = outside.get(attributes(open).form);
    form?.fields.push(...fieldsOf(whole));
  }
  return inForms;
}

function fieldsOf(html) {
  const fields = new Map();
  const add = (name, type, value, options = []) => {
    if (!name) return;
    const known = fields.get(name);
    if (known) known.options.push(...(options.length ? options : [value]));
    else fields.set(name, { name, type, value, options: options.length ? options : [value] });
  };
  for (const [, kind, open, inside = ''] of html.matchAll(
    /<(input|button|textarea|select)\b([^>]*)>(?:([\s\S]*?)<\/(?:button|textarea|select)>)?/g,
  )) {
    // An input has nothing inside: what was taken for it belongs to the next control.
    if (kind === 'input' && inside) for (const one of fieldsOf(inside)) add(one.name, one.type, one.value, one.options);
    const { name, type = kind, value = '' } = attributes(open);
    if (kind === 'select') {
      const options = [...inside.matchAll(/<option\b([^>]*)>/g)].map(([, option]) => attributes(option));
      add(
        name,
        'select',
        (options.find((o) => 'selected' in o) ?? options[0])?.value ?? '',
        options.map((o) => o.value ?? ''),
      );
    } else add(name, kind === 'textarea' ? 'textarea' : type, kind === 'textarea' ? decoded(inside) : value);
  }
  return [...fields.values()];
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const CODE = /\b[2-9A-HJKMNP-Z]{7}\b/g;

/** What names things in a page or an answer. */
export const idsOf = (text) => [...(text.match(UUID) ?? []), ...(text.match(CODE) ?? []).slice(0, 20)];

/** An address without which thing it is about. */
export const patternOf = (path) =>
  path
    .replace(/\?.*/s, '')
    .replace(UUID, ':id')
    .replace(/\/[2-9A-HJKMNP-Z]{7}(?=\/|$)/g, '/:code')
    .replace(/\/\d+(?=\/|$)/g, '/:n')
    .replace(/\/[A-Z][\w-]*\d[\w-]*(?=\/|$)/g, '/:number');

import { readFileSync } from 'node:fs';
import { formsOf, idsOf, linksOf, patternOf } from './pages.mjs';

/** Of pages that differ by their thing alone, so many are looked at as each person. */
const ALIKE = 2;
const PAGES_EACH = 600;
/** Of one kind of form, so many are kept to be drawn from. */
const KEPT = 12;
const IDS = 4000;

/** All that can be asked: the operations of the API's description, and the pages and forms that people find by following links. */
export class Catalogue {
  /** By kind of form: what it asks, as whom it was found. */
  forms = new Map();
  /** By kind of page. */
  pages = new Map();
  /** What names things, anybody's: also of other organisations. */
  ids = new Set();
  operations = operationsOf(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));

  /** Walks as everybody. @param look asks, judges the answer, and gives it */
  async fill(people, look) {
    for (const name of people.names) await this.#walk(name, look);
    await this.#tryOperations(people, look);
    this.forms = sorted(this.forms);
    this.pages = sorted(this.pages);
    this.ids = [...this.ids];
  }

  async #walk(name, look) {
    const waiting = ['/', '/plan-du-site', '/connexion', '/E', '/V', '/compte', '/gestion', '/bureau'];
    const seen = new Map();
    const asked = new Set();
    for (let path = waiting.shift(), n = 0; path !== undefined && n < PAGES_EACH; path = waiting.shift()) {
      const pattern = patternOf(path) + (path.includes('?') ? '?' : '');
      if (asked.has(path) || (seen.get(pattern) ?? 0) >= ALIKE || path.startsWith('/deconnexion')) continue;
      asked.add(path);
      seen.set(pattern, (seen.get(pattern) ?? 0) + 1);
      n += 1;
      const { status, headers, text } = await look(name, { method: 'GET', path });
      if (status >= 300 && status < 400 && headers.location?.startsWith('/')) waiting.push(headers.location);
      if (status !== 200) continue;
      keep(this.pages, patternOf(path), { name, path });
      if (!/html/.test(headers['content-type'] ?? '')) continue;
      this.#learn(text);
      waiting.push(...linksOf(text));
      for (const form of formsOf(text, path)) this.#keepForm(name, form, waiting);
    }
  }

  #keepForm(name, form, waiting) {
    if (form.method === 'POST') keep(this.forms, patternOf(form.action), { name, ...form });
    else {
      waiting.push(form.action);
      keep(this.pages, patternOf(form.action), {
        name,
        path: form.action,
        fields: form.fields.map((field) => field.name),
      });
    }
  }

  #learn(text) {
    for (const id of idsOf(text)) if (this.ids.size < IDS) this.ids.add(id);
  }

  /** As whom each operation is carried out or refused for what was sent, rather than for whoever sends it; and what the lists name. */
  async #tryOperations(people, look) {
    for (const operation of this.operations) {
      const path = operation.path.replace(/\{\w+\}/g, '00000000-0000-7000-8000-000000000000');
      for (const name of people.names) {
        const write = operation.method !== 'GET';
        const { status, text } = await look(name, {
          method: operation.method,
          path,
          ...(write ? { headers: { 'content-type': 'application/json' }, body: Buffer.from('{}') } : {}),
        });
        if (status !== 401 && status !== 403) operation.allowed.push(name);
        if (status === 200 && !write) this.#learnList(operation.path, text);
      }
    }
  }

  /** What the things of a list are called, for the addresses below it. */
  #learnList(path, text) {
    this.#learn(text);
    let things;
    try {
      things = JSON.parse(text).items;
    } catch {
      return;
    }
    for (const thing of Array.isArray(things) ? things.slice(0, 50) : [])
      for (const operation of this.operations)
        if (operation.path.startsWith(`${path}/{`)) {
          const [, param] = /\{(\w+)\}/.exec(operation.path);
          const value = thing[param] ?? thing.id ?? thing.code;
          if (typeof value === 'string') operation.named.push(value);
        }
  }
}

function keep(kinds, pattern, one) {
  const kept = kinds.get(pattern) ?? [];
  if (kept.filter((other) => other.name === one.name).length < 2 && kept.length < KEPT) kept.push(one);
  kinds.set(pattern, kept);
}
const sorted = (kinds) => [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([pattern, kept]) => ({ pattern, kept }));

function operationsOf({ paths, components }) {
  const resolve = (schema) => {
    const name = schema?.$ref?.split('/').at(-1);
    return name ? (components.schemas[name] ?? components.parameters?.[name]) : schema;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => {
      const [[type, { schema } = {}] = []] = [Object.entries(requestBody?.content ?? {})[0]].filter(Boolean);
      return {
        method: method.toUpperCase(),
        path,
        query: parameters.map(resolve).filter((p) => p?.in === 'query'),
        type,
        schema: schema && resolve(schema),
        resolve,
        allowed: [],
        named: [],
      };
    }),
  );
}

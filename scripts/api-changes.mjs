// What a program may rely on, line by line: operations, parameters, fields, answers of enumerations. Two descriptions differ by their lines.

const typeOf = ({ $ref, type = 'any', format, items, nullable }) =>
  ($ref
    ? $ref.split('/').at(-1)
    : type === 'array'
      ? `${typeOf(items ?? {})}[]`
      : format
        ? `${type} ${format}`
        : type) + (nullable ? ' or null' : '');

function* linesOf(name, schema, level = 0) {
  for (const value of schema.enum ?? []) yield `${name} = ${value}`;
  for (const part of [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])])
    if (level < 6) yield* linesOf(name, part, level + 1);
  if (schema.items && level < 6) yield* linesOf(`${name}[]`, schema.items, level + 1);
  for (const [field, of] of Object.entries(schema.properties ?? {})) {
    yield `${name}.${field}: ${typeOf(of)}`;
    if (level < 6) yield* linesOf(`${name}.${field}`, of, level + 1);
  }
}

function* operationLines(name, { parameters = [], requestBody, responses }) {
  yield name;
  for (const p of parameters)
    if (p.name) {
      yield `${name} ?${p.name}: ${typeOf(p.schema)}`;
      yield* linesOf(`${name} ?${p.name}`, p.schema);
    }
  for (const [what, { content = {} } = {}] of [['sends', requestBody], ...Object.entries(responses)])
    for (const [type, { schema = {} }] of Object.entries(content)) {
      yield `${name} ${what} ${type}: ${typeOf(schema)}`;
      yield* linesOf(`${name} ${what} ${type}`, schema);
    }
}

/** @param description of OpenAPI. @returns its lines, sorted, each once */
export function surfaceOf({ paths, components: { schemas = {} } = {} }) {
  const lines = new Set();
  for (const [path, item] of Object.entries(paths))
    for (const [method, operation] of Object.entries(item))
      for (const line of operationLines(`${method.toUpperCase()} ${path}`, operation)) lines.add(line);
  for (const [name, schema] of Object.entries(schemas)) for (const line of linesOf(name, schema)) lines.add(line);
  return [...lines].sort();
}

const ENTRY = /^- (added|removed): `(.+)`/gm;

/** The entries of the changelog's first part: what changed since the last version. */
export const entriesIn = (changelog) =>
  [...(changelog.split(/^## /m)[1] ?? '').matchAll(ENTRY)].map(([, kind, line]) => ({ kind, line }));

/** Of what was added an entry may name several with `*`; what is removed or changed is named line by line. */
const says = (entries, kind, line) =>
  entries.some(
    (e) =>
      e.kind === kind &&
      (e.line === line ||
        (kind === 'added' &&
          new RegExp(
            `^${e.line
              .split('*')
              .map((part) => part.replace(/[.?+^$()[\]{}|\\]/g, '\\$&'))
              .join('.*')}$`,
          ).test(line))),
  );

/** @returns lines that were added or removed since the last version and that the changelog does not say */
export function unsaid(before, now, changelog) {
  const [old, current, entries] = [new Set(before), new Set(now), entriesIn(changelog)];
  return {
    added: now.filter((line) => !old.has(line) && !says(entries, 'added', line)),
    removed: before.filter((line) => !current.has(line) && !says(entries, 'removed', line)),
  };
}

/** The changelog with more lines at the end of its first part. */
export function withAdded(changelog, lines) {
  const [head, next = '', ...rest] = changelog.split(/^(?=## )/m);
  const more = lines.map((line) => `- added: \`${line}\`\n`).join('');
  return [head, `${next.trimEnd()}\n${more}${rest.length ? '\n' : ''}`, ...rest].join('');
}

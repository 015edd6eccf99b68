import { describe } from './describe.mjs';

/** In no text, and long: Postgres takes it for rare. */
const RARE_WORD = 'zzqxwvkjhgzz';

/** What a value of each type may be: one that is rare, so that a plan made for it is the one that it deserves. */
const RARE = {
  uuid: '01900000-0000-7000-8000-000000000000',
  text: RARE_WORD,
  bool: true,
  date: '2026-01-05',
  timestamptz: '2026-01-05T10:00:00Z',
  json: '{}',
  jsonb: '{}',
  bytea: Buffer.from(''),
  interval: '1 day',
};

/** The parameters that a text matches as a pattern, and those that may be absent (`$1::text IS NULL OR …`). */
const PATTERN = /(?:LIKE|~\*?)\s*\$(\d+)/gi;
const OPTIONAL = /\$(\d+)(?:::\w+(?:\[\])?)?\s+IS\s+(?:NOT\s+)?NULL/gi;
const numbers = (text, pattern) => new Set([...text.matchAll(pattern)].map((match) => Number(match[1])));

function rareOf(types, oid, isPattern) {
  const type = types.get(oid);
  if (type.category === 'A') return [rareOf(types, type.element, isPattern)];
  if (isPattern) return `%${RARE_WORD}%`;
  return type.name in RARE ? RARE[type.name] : type.category === 'N' ? 50 : RARE_WORD;
}

/** Values to plan a text for: all there and rare; a flag that is off; what may be absent, absent. */
function samples(types, text, parameters) {
  const patterns = numbers(text, PATTERN);
  const optional = numbers(text, OPTIONAL);
  // A word of a list is one that the list has.
  const rare = parameters.map((oid, i) => types.get(oid).word ?? rareOf(types, oid, patterns.has(i + 1)));
  const off = rare.map((value) => (value === true ? false : value));
  const absent = rare.map((value, i) => (optional.has(i + 1) ? null : value));
  return [rare, off, absent];
}

/**
 * The dearest step of a plan, run to its end. Not what the plan as a whole is said to cost: under a LIMIT that is a hope to find enough
 * soon, and it is the very hope that makes Postgres keep a plan which walks a table of a million rows for a value that is not in it.
 */
const dearest = (node) => Math.max(node['Total Cost'], ...(node.Plans ?? []).map(dearest));
const shapeOf = (node) =>
  [
    [node['Node Type'], node['Index Name'] ?? node['Relation Name']].filter(Boolean).join(' '),
    ...(node.Plans ?? []).map(shapeOf),
  ].join(' > ');

async function planned(client, text, values) {
  const { rows } = await client.query(text, values);
  return rows[0]['QUERY PLAN'][0].Plan;
}

/** Null where planning alone reads a value that is not one: a day in a longer word, a word that its list (a domain) does not have. */
const plannedFor = (client, text, values) =>
  planned(client, text, values).catch((error) => {
    if (error.code.startsWith('22') || error.code === '23514') return null;
    throw error;
  });

/**
 * What a text costs with a plan that knows no value, and with the plan for the values that it serves best.
 * @returns null for a text that is not planned or takes no value.
 */
export async function plansOf(client, types, text) {
  if (!/^\s*(?:WITH|SELECT|INSERT|UPDATE|DELETE|MERGE)\b/i.test(text)) return null;
  const { parameters } = await describe(client, text);
  if (!parameters.length) return null;
  const generic = await planned(client, `EXPLAIN (FORMAT JSON, GENERIC_PLAN) ${text}`);
  const customs = [];
  for (const values of samples(types, text, parameters))
    customs.push(await plannedFor(client, `EXPLAIN (FORMAT JSON) ${text}`, values));
  if (!customs.some(Boolean))
    customs.push(
      await planned(
        client,
        `EXPLAIN (FORMAT JSON) ${text}`,
        parameters.map(() => null),
      ),
    );
  const best = customs.filter(Boolean).reduce((a, b) => (dearest(b) < dearest(a) ? b : a));
  return {
    generic: dearest(generic),
    custom: dearest(best),
    /** Of these Postgres chooses: it keeps the plan without values unless planning anew promises less. */
    promised: generic['Total Cost'],
    shapes: [shapeOf(generic), shapeOf(best)],
  };
}

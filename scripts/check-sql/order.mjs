import { describe } from './describe.mjs';

// In ORDER BY a name that stands alone is the output's, also when a table has a column of that name: `SELECT n::text AS n … ORDER BY n`
// sorts text. Inside an expression it is the table's.

const TOKEN = /"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*|::|\S/gu;
const STRINGS = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g;
/** A function's body is read as statements of its own. */
const BODY = /\$[\p{L}_]*\$/gu;
const ENDS_ORDER = ['limit', 'offset', 'fetch', 'for', 'loop', 'returning', 'on'];

const spaces = (found) => found.replace(/[^\n]/g, ' ');

/** Tokens in lower case unless quoted, with where they are; a pair of parentheses is one token that has its own. */
function parse(text) {
  const bare = text.replace(STRINGS, spaces).replace(BODY, (found) => ';'.padEnd(found.length));
  const stack = [[]];
  for (const { 0: raw, index: at } of bare.matchAll(TOKEN)) {
    if (raw === '(') {
      const inside = [];
      stack.at(-1).push({ word: '(', inside, at });
      stack.push(inside);
    } else if (raw === ')' && stack.length > 1) stack.pop();
    else {
      const word = raw.startsWith('"') ? raw.slice(1, -1) : raw.toLowerCase();
      stack.at(-1).push({ word, at, end: at + raw.length, quoted: raw.startsWith('"') });
    }
  }
  return stack[0];
}

const is = (token, ...words) => token && !token.quoted && !token.inside && words.includes(token.word);
const isName = (token) => token && !token.inside && (token.quoted || /^[\p{L}_]/u.test(token.word));

function split(tokens, sign) {
  const parts = [[]];
  for (const token of tokens) {
    if (is(token, sign)) parts.push([]);
    else parts.at(-1).push(token);
  }
  return parts;
}

const until = (tokens, ends) => {
  const end = tokens.findIndex(ends);
  return end < 0 ? tokens : tokens.slice(0, end);
};

/** What a line of SELECT is called, and what it is; null when it is a table's column under its own name. */
function output(item) {
  const named = is(item.at(-2), 'as') ? item.at(-1) : null;
  const made = named ? item.slice(0, -2) : item;
  let parts = 1;
  while (is(made[parts], '.') && isName(made[parts + 1])) parts += 2;
  const column = isName(made[0]) ? made[parts - 1] : null;
  const plain = column && made.length === parts;
  const converted = column && is(made[parts], '::', 'collate');
  const name = named ?? (converted ? column : null);
  return !name || (plain && column.word === name.word) ? null : { name: name.word, made };
}

const names = (tokens, word) =>
  tokens.some((token, i) =>
    token.inside
      ? names(token.inside, word)
      : isName(token) && token.word === word && !is(tokens[i - 1], '::') && !is(tokens[i + 1], '.', '('),
  );

function* ordersIn(tokens) {
  for (const { inside } of tokens) if (inside) yield* ordersIn(inside);
  for (const statement of split(tokens, ';')) {
    // Nothing but an output's name may stand after a UNION.
    if (statement.some((token) => is(token, 'union', 'intersect', 'except'))) continue;
    let select = -1;
    for (const [i, token] of statement.entries()) {
      if (is(token, 'select')) select = i;
      if (is(token, 'order') && is(statement[i + 1], 'by') && select >= 0)
        yield { select: statement.slice(select + 1, i), by: statement.slice(i + 2) };
    }
  }
}

/** Every name that a text orders by and that its SELECT gives to something else than the column of that name. */
function candidates(text) {
  const found = [];
  for (const { select, by } of ordersIn(parse(text))) {
    const distinct = is(select[0], 'distinct', 'all') ? (is(select[1], 'on') ? 3 : 1) : 0;
    const list = until(
      select.slice(distinct),
      (t, i, all) => is(t, 'into') || (is(t, 'from') && !is(all[i - 1], 'distinct')),
    );
    const given = split(list, ',').flatMap((item) => output(item) ?? []);
    for (const [token, ...rest] of split(
      until(by, (t) => is(t, ...ENDS_ORDER)),
      ',',
    )) {
      const alone = isName(token) && (rest.length === 0 || is(rest[0], 'asc', 'desc', 'nulls'));
      const one = alone && given.find(({ name }) => name === token.word);
      if (one) found.push({ name: one.name, token, own: names(one.made, one.name) });
    }
  }
  return found;
}

const sentence = (name) => `ORDER BY ${name} sorts what SELECT calls ${name}, which hides a column: name the table`;
const NO_SUCH_COLUMN = '42703';

/** What a statement orders by that hides a column of its tables: asked of Postgres, since only it knows what they have. */
export async function hiddenOrders(client, text) {
  const hidden = [];
  for (const { name, token } of candidates(text)) {
    // In an expression the name is the table's column, or nobody's.
    const asked = `${text.slice(0, token.at)}(${text.slice(token.at, token.end)} IS NULL)${text.slice(token.end)}`;
    const { error } = await describe(client, asked);
    if (error?.code !== NO_SUCH_COLUMN) hidden.push(sentence(name));
  }
  return hidden;
}

/** The same of a text that is not prepared: where what SELECT calls so is made of a column of that name. */
export const ownHiddenOrders = (text) =>
  candidates(text)
    .filter(({ own }) => own)
    .map(({ name, token }) => ({ at: token.at, what: sentence(name) }));

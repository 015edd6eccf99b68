import { DEMO_PASSWORD } from '../../dist/libs/bank/demo/index.js';
import { BODIES, json, multipart, queryOf, somebody, TYPES, urlencoded } from './bodies.mjs';
import { Draw } from './draw.mjs';
import { oddBytes, oddFile, oddText } from './odd-values.mjs';
import { operationRequest } from './operations.mjs';

const AGENT_DOORS = [
  '/inventory',
  '/front/inventory.php',
  '/plugins/glpiinventory',
  '/ocsinventory',
  '/plugins/fusioninventory/index.php',
];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];

/** The request of a number: of one seed and one bank always the same, whatever came before. */
export function requestOf(seed, n, catalogue, people) {
  const draw = new Draw(seed, n);
  const kind = draw.next();
  const make = kind < 0.45 ? formRequest : kind < 0.8 ? operationRequest : kind < 0.92 ? pageRequest : rawRequest;
  return { n, ...make(draw, catalogue, people.names, people) };
}

/** Another thing in an address: of somebody else, of another kind, or none at all. */
function otherThing(draw, path, ids) {
  const parts = path.split('/');
  const at = parts.findIndex((part) => /[0-9a-f]{8}-|^[2-9A-HJKMNP-Z]{7}$/.test(part));
  if (at < 0) return path;
  parts[at] = draw.oneIn(3) ? encodeURIComponent(oddText(draw).slice(0, 400).toWellFormed()) : draw.of(ids);
  return parts.join('/');
}

function pageRequest(draw, { pages, ids }, names) {
  const { name, path, fields = [] } = draw.of(draw.of(pages).kept);
  const asked = path.split('?');
  const address = draw.oneIn(3) ? otherThing(draw, asked[0], ids) : asked[0];
  const known = [
    ...fields,
    ...(asked[1] ?? '').split('&').map((pair) => pair.split('=')[0]),
    'q',
    'after',
    'page',
    'tri',
    'format',
  ].filter(Boolean);
  const pairs = Array.from({ length: draw.below(4) }, () => [
    draw.of(known),
    draw.oneIn(3) ? draw.of(ids) : oddText(draw),
  ]);
  if (pairs.length && draw.oneIn(4)) pairs.push(pairs[0]);
  return {
    who: somebody(draw, [name], names),
    method: 'GET',
    path: pairs.length ? `${address}?${queryOf(pairs)}` : address,
  };
}

const PLAUSIBLE = {
  date: '2026-06-01',
  'datetime-local': '2026-06-01T10:00',
  number: '3',
  email: 'essai@exemple.fr',
  tel: '0600000000',
  time: '10:00',
  password: DEMO_PASSWORD,
};

function formRequest(draw, { forms, ids }, names, people) {
  const form = draw.of(draw.of(forms).kept);
  const who = somebody(draw, [form.name], names);
  const fields = form.fields.map((field) => [field.name, filled(draw, field)]);
  // As of a tab of the organisation that they are in: another's is refused before anything is read.
  const of = fields.find(([name]) => name === '_org');
  if (of && !draw.oneIn(20)) of[1] = people.get(who).organisation ?? '';
  for (let odd = draw.of([0, 1, 1, 1, 2, 3]); odd > 0 && fields.length; odd--) distort(draw, fields, ids);
  const path = draw.oneIn(8) ? otherThing(draw, form.action, ids) : form.action;
  const asJson = draw.oneIn(12);
  const { type, body } = asJson
    ? json(Object.fromEntries(fields))
    : form.multipart || draw.oneIn(30)
      ? multipart(draw, fields)
      : urlencoded(fields);
  return { who, method: 'POST', path, headers: { 'content-type': draw.oneIn(25) ? draw.of(TYPES) : type }, body };
}

/** What somebody might have filled in. */
function filled(draw, { name, type, value, options }) {
  if (name === '_key') return draw.uuid();
  if (type === 'file') return oddFile(draw);
  if (type === 'select' || type === 'radio' || type === 'button' || type === 'submit')
    return draw.oneIn(2) ? draw.of(options) : value;
  if (type === 'checkbox') return draw.oneIn(3) ? '' : draw.oneIn(2) ? options : value;
  return value || PLAUSIBLE[type] || (draw.oneIn(3) ? '' : 'Essai');
}

/** Changes one field: another value, a thing of somebody else, none, twice, a list, another name. */
function distort(draw, fields, ids) {
  const at = draw.below(fields.length);
  const [name, value] = fields[at];
  const how = draw.below(9);
  if (how < 4) fields[at] = [name, oddText(draw)];
  else if (how === 4) fields[at] = [name, draw.of(ids)];
  else if (how === 5) fields.splice(at, 1);
  else if (how === 6) fields.push([name, oddText(draw)]);
  else if (how === 7)
    fields[at] = [draw.of([`${name}[]`, `${name}[a]`, `${name}.a`, '__proto__', 'constructor']), value];
  else fields[at] = [name, draw.oneIn(4) ? oddFile(draw) : [oddText(draw), draw.of(ids)]];
}

/** What no form and no program of ours sends. */
function rawRequest(draw, { pages, forms, operations, ids }, names) {
  const known = draw.of([
    () => draw.of(draw.of(pages).kept).path,
    () => draw.of(draw.of(forms).kept).action,
    () => draw.of(operations).path,
    () => draw.of(AGENT_DOORS),
  ])();
  const path = draw.oneIn(4)
    ? `${known}/${encodeURIComponent(oddText(draw).slice(0, 200).toWellFormed())}`
    : otherThing(
        draw,
        known.replace(/\{\w+\}/g, () => draw.of(ids)),
        ids,
      );
  const door = AGENT_DOORS.includes(known);
  const method = door ? 'POST' : draw.of(METHODS);
  const headers = { 'content-type': draw.of(TYPES) };
  if (draw.oneIn(4)) headers['content-encoding'] = draw.of(['gzip', 'deflate', 'br', 'zlib', 'a']);
  if (draw.oneIn(6))
    headers.cookie = draw.of([
      'bn_session=',
      'bn_session=a',
      'bn_session=%00',
      `bn_session=${'a'.repeat(3000)}`,
      '=;;=',
    ]);
  if (draw.oneIn(6)) headers.accept = draw.of(['application/json', 'a', '*/*;q=x', '']);
  if (draw.oneIn(8)) headers['if-none-match'] = draw.of(['*', '"a"', 'W/']);
  if (draw.oneIn(8)) headers.range = draw.of(['bytes=0-', 'bytes=-1', 'bytes=9-1', 'a']);
  const body = ['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method)
    ? undefined
    : door || draw.oneIn(3)
      ? oddBytes(draw)
      : Buffer.from(draw.of(BODIES));
  return { who: draw.of(names), method, path, headers, body };
}

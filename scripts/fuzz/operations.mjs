import { DEMO_PASSWORD } from '../../dist/libs/bank/demo/index.js';
import { BODIES, json, multipart, queryOf, somebody, TYPES, textOf } from './bodies.mjs';
import { oddBytes, oddFile, oddJson, oddText } from './odd-values.mjs';

/** An act or a list of the API, its body as the description allows it but for a few fields. */
export function operationRequest(draw, { operations, ids }, names) {
  const operation = draw.of(operations);
  const { method, query, type, schema, resolve, allowed, named } = operation;
  const thing = () => {
    if (named.length && !draw.oneIn(4)) return draw.of(named);
    return draw.oneIn(4) ? oddText(draw).slice(0, 400).toWellFormed() : draw.of(ids);
  };
  const path = operation.path.replace(/\{(\w+)\}/g, () => encodeURIComponent(thing()));
  const pairs = query
    .filter(() => draw.oneIn(3))
    .map(({ name, schema: of }) => [
      name,
      draw.oneIn(2) ? oddText(draw) : textOf(sample(draw, of, resolve, ids) ?? ''),
    ]);
  const request = {
    who: somebody(draw, allowed, names),
    method,
    path: pairs.length ? `${path}?${queryOf(pairs)}` : path,
  };
  if (method === 'GET' || (!schema && draw.oneIn(2))) return request;
  const headers = draw.oneIn(2)
    ? { 'idempotency-key': draw.oneIn(10) ? 'a'.repeat(draw.of([1, 300])) : draw.uuid() }
    : {};
  return { ...request, ...bodyOf(draw, type, schema, resolve, ids, headers) };
}

function bodyOf(draw, type, schema, resolve, ids, headers) {
  if (draw.oneIn(25))
    return { headers: { ...headers, 'content-type': draw.of(TYPES) }, body: Buffer.from(draw.of(BODIES)) };
  if (type === 'application/xml') return { headers: { ...headers, 'content-type': type }, body: oddBytes(draw) };
  const value = sample(draw, schema ?? {}, resolve, ids);
  const fields = Object.entries(value && typeof value === 'object' ? value : {});
  if (type === 'multipart/form-data') {
    const made = multipart(
      draw,
      fields.map(([name, one]) => [name, typeof one === 'object' ? oddFile(draw) : one]),
    );
    return { headers: { ...headers, 'content-type': made.type }, body: made.body };
  }
  for (let odd = draw.of([0, 1, 1, 2, 3]); odd > 0 && fields.length; odd--) {
    const at = draw.below(fields.length);
    if (draw.oneIn(5)) fields.splice(at, 1);
    else fields[at] = [draw.oneIn(12) ? 'extra' : fields[at][0], draw.oneIn(4) ? draw.of(ids) : oddJson(draw)];
  }
  const made = json(draw.oneIn(15) ? oddJson(draw) : Object.fromEntries(fields));
  return { headers: { ...headers, 'content-type': draw.oneIn(25) ? draw.of(TYPES) : made.type }, body: made.body };
}

/** A value as the description allows it; fields that may be left out are, now and then. */
function sample(draw, given, resolve, ids, depth = 0) {
  const schema = resolve(given) ?? {};
  const one = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (one) return sample(draw, draw.of(one), resolve, ids, depth);
  if (schema.enum) return draw.of(schema.enum);
  if (schema.type === 'object' || schema.properties) {
    if (depth > 6) return {};
    const named = Object.entries(schema.properties ?? {}).filter(
      ([name]) => schema.required?.includes(name) || draw.oneIn(2),
    );
    return Object.fromEntries(
      named.map(([name, of]) => [
        name,
        name === 'password' ? DEMO_PASSWORD : sample(draw, of, resolve, ids, depth + 1),
      ]),
    );
  }
  if (schema.type === 'array')
    return Array.from({ length: draw.of([0, 1, 1, 3]) }, () =>
      sample(draw, schema.items ?? {}, resolve, ids, depth + 1),
    );
  if (schema.type === 'integer' || schema.type === 'number')
    return draw.of([schema.minimum ?? 0, 1, 3, schema.maximum ?? 100]);
  if (schema.type === 'boolean') return draw.oneIn(2);
  if (schema.format === 'date') return draw.of(['2026-06-01', '2020-01-01', '2099-12-31']);
  if (schema.format === 'uuid') return draw.of(ids);
  return draw.oneIn(3) ? draw.of(ids) : draw.of(['Essai', 'a', '12', schema.example ?? schema.default ?? 'Lenovo']);
}

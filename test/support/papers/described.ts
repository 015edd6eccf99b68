import { readFileSync } from 'node:fs';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Json = Record<string, unknown>;

interface Described {
  readonly method: string;
  readonly path: RegExp;
  readonly params: number;
  readonly schema: Json | undefined;
}

let operations: Described[] | undefined;
let ajv: Ajv;
const compiled = new Map<Described, ValidateFunction>();

/** @throws Error when the API's answer is not what `docs/openapi.json` says: a field too many counts, too. */
export function mustBeAsDescribed(method: string, url: string, body: string): void {
  const path = url.split('?')[0]!;
  operations ??= read();
  const found = operations.find((o) => o.method === method && o.path.test(path));
  if (!found?.schema) return;
  const check = compiled.get(found) ?? ajv.compile(found.schema);
  compiled.set(found, check);
  if (!check(JSON.parse(body)))
    throw new Error(`${method} ${path} answers what docs/openapi.json does not say: ${ajv.errorsText(check.errors)}`);
}

function read(): Described[] {
  const document: OpenAPIObject = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
  ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {}))
    ajv.addSchema(closed(schema as Json) as Json, `#/components/schemas/${name}`);
  return Object.entries(document.paths)
    .flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => {
        const { '200': read, '2XX': written } = operation.responses;
        const schema = (read ?? written)?.content?.['application/json']?.schema;
        return {
          method: method.toUpperCase(),
          path: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
          params: path.split('{').length,
          schema: schema && (closed(schema) as Json),
        };
      }),
    )
    .sort((a, b) => a.params - b.params);
}

/** JSON Schema of what OpenAPI 3.0 says: null is a type, and an object has no other fields than those that it names. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [name, closed(value)]),
  ) as Json;
  const strict = rest['properties'] && !rest['additionalProperties'] ? { ...rest, additionalProperties: false } : rest;
  return nullable ? { anyOf: [strict, { type: 'null' }] } : strict;
}

import { readdirSync, readFileSync } from 'node:fs';
import { DiscoveryService } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { declaredRoutes } from '#platform/http';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testApp } from '../support/servers/app.js';

let t: TestApp;
let served: OpenAPIObject;
const committed: OpenAPIObject = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));

beforeAll(async () => {
  t = await testApp();
  served = (await Visitor.stranger(t).get('/api/v1/openapi.json')).json<OpenAPIObject & Record<string, never>>();
});
afterAll(() => t?.close());

/** `POST /api/v1/x/{id}` for every operation of a description. */
const operations = (document: OpenAPIObject) =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );

test('every route of the API is described, served and committed', () => {
  const declared = declaredRoutes(t.app.get(DiscoveryService, { strict: false }))
    .filter((r) => r.path.startsWith('/api/v1/'))
    .map((r) => `${r.method} ${r.path.replace(/:(\w+)/g, '{$1}')}`)
    .sort();
  for (const document of [served, committed])
    expect(
      operations(document)
        .map((o) => o.name)
        .sort(),
    ).toEqual(declared);
});

test('every operation says in a sentence what it does, how it refuses and, for a write, how it is repeated', () => {
  for (const { name, operation } of operations(committed)) {
    expect([name, operation.summary]).toEqual([name, expect.stringMatching(/\S/)]);
    const repeated = JSON.stringify(operation.parameters ?? []).includes('#/components/parameters/IdempotencyKey');
    expect([name, repeated]).toEqual([name, !name.startsWith('GET ')]);
    for (const [status, answer] of Object.entries(operation.responses))
      if (/^4/.test(status)) expect(answer).toEqual({ $ref: `#/components/responses/refused${status}` });
  }
});

test('what a write takes has its fields and their limits', () => {
  const { schemas = {} } = committed.components ?? {};
  expect(schemas['LogDeviceDto']).toMatchObject({
    required: ['category'],
    properties: { serial: { type: 'string', maxLength: 80 }, category: { enum: expect.arrayContaining(['laptop']) } },
  });
  expect((schemas['ProblemCode'] as { enum: string[] }).enum).toEqual(
    expect.arrayContaining(['request.invalid', 'intake.serial_known', 'refurbishment.gate_closed', 'devices.not_now']),
  );
});

test('no operation has the id of another, and each says what it answers', () => {
  const ids = operations(served).map((o) => o.operation.operationId);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  for (const { name, operation } of operations(committed)) {
    const [, answer] = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))!;
    expect([name, answer]).toEqual([name, expect.objectContaining({ content: expect.any(Object) })]);
  }
});

test('no class of what is sent or asked has the name of another: the description would keep one of both', () => {
  const names = readdirSync('libs', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\bweb\/.*\.tsx?$/.test(path))
    .flatMap((path) => [...readFileSync(`libs/${path}`, 'utf8').matchAll(/^(?:export )?class (\w+)/gm)])
    .map(([, name]) => name);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import type { Fixtures, Person } from '#bank/demo';
import { OrganisationKeysService, UsersService } from '#bank/people';
import { scopesFor } from '#platform/kernel';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let fixtures: Fixtures;
beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('demo'));
});
afterAll(() => t.close());

interface Row {
  readonly id?: string;
  readonly code?: string;
  readonly contact?: { readonly name: string | null; readonly phone: string | null } | null;
}

const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as { paths: Record<string, object> };
const readAt = Object.entries(paths).flatMap(([path, verbs]) => ('get' in verbs ? [path] : []));

/** Every list, and of each one the things beneath it. */
async function everything(program: Visitor): Promise<Map<string, string>> {
  const read = new Map<string, string>();
  const ask = async (path: string): Promise<Row[]> => {
    const { status, text, headers } = await program.api('GET', path);
    if (status !== 200 || !String(headers['content-type']).includes('json')) return [];
    read.set(path, text);
    return (JSON.parse(text) as { items?: Row[] }).items ?? [];
  };
  for (const list of readAt.filter((path) => !path.includes('{'))) {
    const beneath = readAt.filter((path) => path.startsWith(`${list}/{`) && path.split('{').length === 2);
    for (const one of (await ask(list)).slice(0, 15))
      for (const path of beneath) await ask(path.replace(/\{\w+\}/, String(one.code ?? one.id)));
  }
  return read;
}

test.each<Person>(['leila', 'aude', 'moussa', 'ines'])(
  'a key of %s’s organisation reads all it may, and nobody’s name',
  async (person) => {
    const db = t.app.get(DataSource);
    const maker = fixtures.people[person];
    const scopes = scopesFor(maker.organisationKind).filter((scope) => scope !== 'names');
    const [own, key] = await db.transaction(async (tx) => [
      await t.app.get(UsersService).makeToken(tx, maker, maker.membershipId, 'essai'),
      await t.app
        .get(OrganisationKeysService)
        .make(tx, maker, { name: 'Tout', contact: 'Accueil', scopes, term: 'year' }),
    ]);
    const colleagues = (await db.query('SELECT name FROM people.app_user')) as { name: string }[];
    const seen = await everything(Visitor.program(t, own.secret));
    const donors = (JSON.parse(seen.get('/api/v1/donors') ?? '{"items":[]}') as { items: Row[] }).items;
    const reached = donors
      .flatMap(({ contact }) => [contact?.name, contact?.phone])
      .filter((words): words is string => Boolean(words));
    const people = (
      JSON.parse(seen.get('/api/v1/beneficiaries') ?? '{"items":[]}') as { items: { name?: string | null }[] }
    ).items;
    const names = [...colleagues.map(({ name }) => name), ...reached, ...people.map(({ name }) => name)].filter(
      (words): words is string => Boolean(words),
    );
    const read = await everything(Visitor.program(t, key.secret));
    expect(read.size).toBeGreaterThan(5);
    const said = [...read].flatMap(([path, text]) =>
      names.flatMap((name) => (text.includes(name) ? [`${path}: ${name}`] : [])),
    );
    expect(said).toEqual([]);
  },
);

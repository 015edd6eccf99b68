import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService } from '@nestjs/core';
import { declaredRoutes } from '#platform/http';
import { type Things, thingsOfTheDemo } from '../support/things/things.js';
import { World } from '../support/things/world.js';
import { askRoute } from './access/asking.js';
import { matrixOf, PEOPLE, type Row } from './access-matrix.js';

let w: World;
let things: Readonly<Record<string, Things>>;
let rows: readonly Row[];
/** The names that a page reads one by one of its address, by route; null where a class reads all of it. */
let reads: ReadonlyMap<string, readonly string[] | null>;

beforeAll(async () => {
  w = await World.open();
  things = await thingsOfTheDemo(w.t, w.fixtures);
  rows = matrixOf(w.t.app).filter(({ route }) => route.startsWith('GET '));
  const discovery = w.t.app.get(DiscoveryService, { strict: false });
  const types = new Map(discovery.getControllers().map(({ metatype }) => [metatype!.name, metatype!]));
  reads = new Map(
    declaredRoutes(discovery).flatMap(({ method, path, handler }) => {
      const [type = '', name = ''] = handler.split('.');
      const args: Record<string, { data?: string }> =
        Reflect.getMetadata(ROUTE_ARGS_METADATA, types.get(type)!, name) ?? {};
      const queries = Object.entries(args).filter(([key]) => key.startsWith(`${RouteParamtypes.QUERY}:`));
      if (!queries.length) return [];
      const names = queries.map(([, { data }]) => data);
      return [[`${method} ${path}`, names.includes(undefined) ? null : (names as string[]).sort()] as const];
    }),
  );
}, 240_000);
afterAll(() => w?.t.close());

/**
 * Pages that ask for something or show one thing, and to which a link says where somebody comes from or what is filled in already. They list
 * nothing that an unknown name would narrow.
 */
const FILLED_IN: Readonly<Record<string, readonly string[]>> = {
  'GET /E': ['ancien', 'numero'],
  'GET /E/:code': ['panne'],
  'GET /V': ['code', 'numero'],
  'GET /appareils/:code/actions/:verb': ['de', 'motif'],
  'GET /appareils/:code/inventaire': ['de'],
  'GET /appareils/:code/photos/:file': ['petite'],
  'GET /appareils/:code/verrou': ['de'],
  'GET /appareils/:code/verrous/:lock': ['de'],
  'GET /atelier/:code/supports/:medium': ['fait', 'fichier'],
  'GET /atelier/scan': ['code'],
  'GET /connexion': ['vers'],
  'GET /connexion/fournisseurs/:provider': ['vers'],
  'GET /connexion/lien': ['vers'],
  'GET /documents/jour': ['le', 'quoi'],
  'GET /documents/jour.pdf': ['le', 'partie', 'quoi'],
  'GET /dons/:id/appareils/nouveau': ['code', 'comme', 'fait'],
  'GET /dons/:id/autre-don': ['code'],
  'GET /dons/etiquettes/codes': ['code'],
  'GET /dons/nouveau': ['donateur', 'genre'],
  'GET /e/:code': ['panne'],
  'GET /filtres': ['filtre', 'liste'],
  'GET /gestion/organisations/nouvelle': ['type'],
  'GET /gestion/systeme/cle': ['ouverture'],
  'GET /lots/nouveau': ['appareil', 'don'],
  // A stranger's, whose mail may have written its own words behind the link.
  'GET /mon-don/:secret': ['suite'],
  'GET /quotas/:structure': ['annee'],
  'GET /quotas/copie': ['annee'],
  'GET /secours/feuille.pdf': ['nom'],
  'GET /sim/attribution': ['ids'],
  'GET /suivi': ['erreur'],
};
/** Its form is filled in with whatever the address says, name by name. */
const FREE = ['GET /dons/etiquettes/impression'];

const answered = (row: Row) => {
  const kind = w.kinds[PEOPLE.find((who) => row.own[who] === 'ok')!];
  return askRoute(row, things, kind.side, kind.own, {}, { zzz: '1' });
};

test('every address of the API that is read refuses a name that it does not have, by its name', async () => {
  const surprises: string[] = [];
  for (const row of rows.filter(({ route }) => route.startsWith('GET /api/v1/'))) {
    const { status, text } = await answered(row);
    if (status !== 422 || !text.includes('"field":"zzz","code":"request.whitelistValidation"'))
      surprises.push(`${row.route}: ${status} ${text.slice(0, 200)}`);
  }
  expect(surprises).toEqual([]);
});

test('every page whose address is read by a class refuses it too, in a sentence', async () => {
  const surprises: string[] = [];
  for (const row of rows.filter(
    ({ route }) => !route.startsWith('GET /api/v1/') && reads.get(route) === null && !FREE.includes(route),
  )) {
    const { status, text } = await answered(row);
    if (status !== 422 || !/Cette (?:liste|adresse) n’a pas de filtre « zzz »/.test(text.replaceAll('\u00a0', ' ')))
      surprises.push(`${row.route}: ${status} ${text.slice(0, 200)}`);
  }
  expect(surprises).toEqual([]);
});

test('the other pages that read their address are known', () => {
  const others = [...reads].filter(
    ([route, names]) => names && !route.startsWith('GET /api/v1/') && route.startsWith('GET '),
  );
  expect(Object.fromEntries(others)).toEqual(FILLED_IN);
});

test('what is left empty in an address is not asked for', async () => {
  const { page } = w.kinds.technician.own;
  expect((await page.get('/atelier?etape=')).status).toBe(200);
  expect((await page.get('/atelier?etape=zzz')).status).toBe(422);
});

import type { EntityManager } from 'typeorm';
import {
  BeneficiariesService,
  DeclaredHandovers,
  QuotasService,
  RequestsService,
  StructureMerges,
} from '#bank/allocation';
import { DevicesService, DuplicatesService } from '#bank/devices';
import { DonationsService, LabelsService } from '#bank/intake';
import { ContainersService, TransfersService } from '#bank/logistics';
import { OrganisationsService, PlacesService, UsersService } from '#bank/people';
import { SimsModule, SimsService } from '#bank/sims';
import { type Member, newId } from '#platform/kernel';
import { meanwhile } from '../support/faults/two-at-once.js';
import { Life } from '../support/planted/life.js';
import { broken } from '../support/servers/services.js';
import { bring, iccid } from '../support/sheets/sim-lists.js';

let life: Life;
let aude: Member;
let leila: Member;
beforeAll(async () => {
  life = await Life.open(SimsModule);
  ({ aude, leila } = life.people);
});
afterAll(() => life.s.close());

const work = (run: Parameters<Life['s']['work']>[0]) => broken(life.s.work(run));
const site = (): Promise<string> =>
  life.s.work((tx) =>
    life.get(OrganisationsService).addPlace(tx, aude, aude.organisationId, { kind: 'site', name: `Site ${newId()}` }),
  );
const close = (place: string) => work((tx) => life.get(PlacesService).close(tx, aude, place));
const reopen = (place: string) => work((tx) => life.get(PlacesService).reopen(tx, aude, place));
const deviceAt = async (placeId: string): Promise<string> => {
  const id = await life.logOn(await life.donation(`Ville ${newId().slice(-6)}`), {});
  await life.act(id, 'move', { placeId, reason: 'tidied' });
  return id;
};
const crateAt = (placeId: string) =>
  life.s.work((tx) => life.get(ContainersService).make(tx, aude, { kind: 'crate', placeId }));
const putIn = async (crate: string, device: string) => {
  const { code } = await life.row(device);
  return work((tx) => life.get(ContainersService).put(tx, aude, crate, [code]));
};

describe('what is out holds no place open, and comes back where it is open', () => {
  const giveBack = (id: string) => life.act(id, 'return_to_donor', { reason: 'donor_asked' });
  const undoExit = (id: string) => work((tx) => life.get(DevicesService).undoExit(tx, aude, id, 'misread'));

  test('on the place itself', async () => {
    const place = await site();
    const device = await deviceAt(place);
    expect(await close(place)).toBe('people.place_holds');
    await giveBack(device);
    expect(await close(place)).toBe('done');
    expect(await undoExit(device)).toBe('people.place_closed');
    expect((await life.row(device)).state).toBe('given_back');
    expect(await reopen(place)).toBe('done');
    expect(await undoExit(device)).toBe('done');
    expect(await close(place)).toBe('people.place_holds');
  });

  test('in a crate that stands there', async () => {
    const place = await site();
    const device = await deviceAt(place);
    expect(await putIn(await crateAt(place), device)).toBe('done');
    expect(await close(place)).toBe('people.place_holds');
    await giveBack(device);
    expect(await close(place)).toBe('done');
    expect(await undoExit(device)).toBe('people.place_closed');
  });

  test('and what was no double after all', async () => {
    const place = await site();
    const [double, kept] = [await deviceAt(place), await life.logOn(await life.donation('Ville Double'), {})];
    const { code } = await life.row(kept);
    const doubles = life.get(DuplicatesService);
    expect(await work((tx) => doubles.merge(tx, aude, double, code, 'entered_twice'))).toBe('done');
    expect(await close(place)).toBe('done');
    expect(await work((tx) => doubles.undo(tx, aude, double, 'misread'))).toBe('people.place_closed');
  });
});

describe('nothing comes to a closed place', () => {
  test('in a crate: an empty one may stay behind, and takes nothing in', async () => {
    const place = await site();
    const crate = await crateAt(place);
    const device = await deviceAt(life.s.fixtures.organisations.collection.place);
    expect(await close(place)).toBe('done');
    expect(await putIn(crate, device)).toBe('people.place_closed');
    expect(await work((tx) => life.get(ContainersService).move(tx, aude, crate, place))).toBe(
      'logistics.place_unknown',
    );
  });

  test.each(['crate', 'lot', 'donation'] as const)('at the same instant as it closes: a %s', async (what) => {
    const place = await site();
    const crate = await crateAt(place);
    const device = await deviceAt(life.s.fixtures.organisations.collection.place);
    const { code } = await life.row(device);
    const placed = {
      crate: (tx) => life.get(ContainersService).put(tx, aude, crate, [code]),
      lot: (tx) =>
        life.get(TransfersService).prepare(tx, life.people.moussa, {
          toOrganisationId: aude.organisationId,
          toPlaceId: place,
        }),
      donation: (tx) =>
        life.get(DonationsService).create(tx, aude, {
          donor: { kind: 'public_body', name: `Ville ${newId()}` },
          placeId: place,
          arrival: 'received',
        }),
    } satisfies Record<typeof what, Parameters<typeof work>[0]>;
    const put = placed[what];
    expect(await meanwhile(life.s, put, () => close(place))).toEqual(['done', 'people.place_holds']);
  });

  test('by a script: the other end of a lot', async () => {
    const [open, shut] = [await site(), await site()];
    const lot = await life.s.work((tx) =>
      life
        .get(TransfersService)
        .prepare(tx, life.people.moussa, { toOrganisationId: aude.organisationId, toPlaceId: open }),
    );
    expect(await close(shut)).toBe('done');
    const sql = 'UPDATE logistics.transfer SET to_place_id = $2 WHERE id = $1';
    expect(await broken(life.s.db.query(sql, [lot, shut]))).toBe('people.place_closed');
  });
});

describe('nothing is given to a closed organisation', () => {
  const structure = () =>
    life.s.work((tx) =>
      life.get(OrganisationsService).create(tx, leila, { kind: 'structure', name: `Centre ${newId()}` }),
    );
  const shut = (id: string) =>
    life.s.work((tx) => tx.query('UPDATE people.organisation SET active = false WHERE id = $1', [id]));
  const agent = (organisationId: string): Member => ({ ...life.people.ines, organisationId });
  const card = async (): Promise<string> => {
    const number = iccid();
    await bring(life.s, `ICCID;PIN;PUK\n${number};1234;12345678`);
    return (await life.s.db.query('SELECT id FROM sims.sim WHERE iccid = $1', [number]))[0].id;
  };
  const user = () =>
    life.s.work((tx) => life.get(UsersService).create(tx, leila, { email: `a-${newId()}@exemple.fr`, name: 'Agent' }));
  const merge = async (goes: string, into: string) =>
    work((tx) => life.get(StructureMerges).merge(tx, leila, goes, { into, reason: 'entered_twice', quotas: 'leave' }));

  /** What is given, and why a structure with it cannot go into another. */
  const GIVEN = {
    'a SIM card': [
      'people.merge_has_sims',
      (tx, to, { sim }) => life.get(SimsService).allot(tx, leila, to, { ids: [sim] }),
    ],
    'a lot': [
      'people.merge_has_transfers',
      (tx, to) => life.get(TransfersService).prepare(tx, aude, { toOrganisationId: to }),
    ],
    'a request': [
      'people.merge_has_requests',
      (tx, to, { place }) =>
        life
          .get(RequestsService)
          .draft(tx, agent(to), { placeId: place, lines: [{ category: 'laptop', quantity: 1, needs: [] }] }),
    ],
    'a beneficiary': ['people.merge_has_people', (tx, to) => life.get(BeneficiariesService).create(tx, agent(to), {})],
    'a member': [
      'people.merge_has_members',
      (tx, to, { userId }) => life.get(UsersService).join(tx, leila, userId, to, ['structure_agent']),
    ],
    'a quota': [
      'done',
      (tx, to) =>
        life.get(QuotasService).set(tx, leila, {
          structureId: to,
          category: 'laptop',
          startsOn: '2020-01-01',
          endsOn: '2099-12-31',
          allowed: 2,
        }),
    ],
  } satisfies Record<
    string,
    [string, (tx: EntityManager, to: string, with_: { sim: string; place: string; userId: string }) => Promise<unknown>]
  >;

  test.each(Object.entries(GIVEN))('%s, at the same instant as it goes or closes', async (_, [why, give]) => {
    const [goes, stays, closes] = [await structure(), await structure(), await structure()];
    const placeOf = async (id: string) => (await life.get(OrganisationsService).mainPlace(id)).id;
    const beside = async (to: string) => ({ sim: await card(), place: await placeOf(to), userId: await user() });
    const [first, second] = [await beside(goes), await beside(closes)];
    expect(
      await meanwhile(
        life.s,
        (tx) => give(tx, goes, first),
        () => merge(goes, stays),
      ),
    ).toEqual(['done', why]);

    const late = () => work((tx) => give(tx, closes, second));
    const closing = (tx: EntityManager) =>
      tx.query('UPDATE people.organisation SET active = false WHERE id = $1', [closes]);
    expect(await meanwhile(life.s, closing, late)).toEqual(['done', 'people.organisation_closed']);
  });

  test('but what another tool knew of one that has closed since is kept', async () => {
    const id = await structure();
    await shut(id);
    const known = (tx: EntityManager) =>
      life.get(DeclaredHandovers).references(tx, leila, [{ structureId: id, on: null }]);
    expect(await work(known)).toBe('done');
    expect(await work((tx) => life.get(BeneficiariesService).create(tx, agent(id), {}))).toBe(
      'people.organisation_closed',
    );
  });

  test('labels for a place of it', async () => {
    const id = await life.s.work((tx) =>
      life.get(OrganisationsService).create(tx, leila, { kind: 'collection_point', name: `Collecte ${newId()}` }),
    );
    const { id: placeId } = await life.get(OrganisationsService).mainPlace(id);
    const order = () => work((tx) => life.get(LabelsService).orderBlank(tx, leila, { placeId, count: 3 }));
    expect(await order()).toBe('done');
    await shut(id);
    expect(await order()).toBe('intake.place_unknown');
  });
});

test('no rule runs a function that the application made for a moment', async () => {
  await life.s.db.transaction(async (tx) => {
    await tx.query(`CREATE FUNCTION pg_temp.open_at_places(places uuid[]) RETURNS SETOF platform.answer LANGUAGE sql
      AS $$ SELECT 'device', 'INVENTED' $$`);
    expect(await tx.query(`SELECT what FROM platform.answers('open_at_places', ARRAY[$1]::uuid[])`, [newId()])).toEqual(
      [],
    );
  });
});

import {
  QuotasService,
  RequestAnswersService,
  RequestQueries,
  RequestsService,
  StructureMerges,
} from '#bank/allocation';
import { CorrectionsService } from '#bank/corrections';
import { OrganisationsService, UsersService } from '#bank/people';
import { type Member, newId } from '#platform/kernel';
import { twoDaysAgo } from '../support/planted/dated-back.js';
import { Life } from '../support/planted/life.js';
import { broken } from '../support/servers/services.js';

let life: Life;
let leila: Member;
beforeAll(async () => {
  life = await Life.open();
  leila = life.people.leila;
});
afterAll(() => life.s.close());

const structure = (kind: 'structure' | 'ea' = 'structure') =>
  life.s.work((tx) => life.get(OrganisationsService).create(tx, leila, { kind, name: `Centre ${newId().slice(-8)}` }));
const merge = (goes: string, into: string, quotas?: 'sum' | 'leave', who: Member = leila) =>
  broken(
    life.s.work((tx) => life.get(StructureMerges).merge(tx, who, goes, { into, quotas, reason: 'entered_twice' })),
  );
const separate = (id: string, who: Member = leila) =>
  broken(life.s.work((tx) => life.get(StructureMerges).separate(tx, who, id, 'misread')));
const get = (id: string) => life.get(OrganisationsService).get(id);
const DAYS = { startsOn: '2020-01-01', endsOn: '2099-12-31', category: 'laptop' };
const quota = (structureId: string, allowed: number, days = DAYS) =>
  life.s.work((tx) => life.get(QuotasService).set(tx, leila, { structureId, ...days, allowed }));
const allowed = async (structureId: string) =>
  (await life.get(QuotasService).list(leila, { structureId })).map((q) => q.allowed);
/** Somebody who works at a structure. */
const agentOf = async (organisationId: string): Promise<Member> => {
  const email = `agent-${newId()}@example.fr`;
  return life.s.work(async (tx) => {
    const userId = await life.get(UsersService).create(tx, leila, { email, name: 'Agent' });
    const membershipId = await life.get(UsersService).join(tx, leila, userId, organisationId, ['structure_agent']);
    return { ...life.people.ines, userId, membershipId, organisationId };
  });
};

describe('a structure that was entered twice', () => {
  test('stands once: the other is closed, leads to it and is in no list; what is over there is read here', async () => {
    const [goes, stays] = [await structure(), life.organisation('structure')];
    const was = await agentOf(goes);
    const place = await life.get(OrganisationsService).mainPlace(goes);
    const request = await life.s.work((tx) =>
      life.get(RequestsService).draft(tx, was, {
        placeId: place.id,
        lines: [{ category: 'laptop', quantity: 1, needs: [] }],
      }),
    );
    expect(await merge(goes, stays)).toBe('people.merge_has_members');
    await life.s.work((tx) =>
      life.get(UsersService).changeMembership(tx, leila, was.membershipId, { roles: was.roles, active: false }),
    );
    expect(await merge(goes, stays)).toBe('people.merge_has_requests');
    await life.s.work((tx) => life.get(RequestAnswersService).cancel(tx, was, request));
    expect(await merge(goes, stays)).toBe('done');

    expect(await get(goes)).toMatchObject({ active: false, standsAs: stays });
    for (const kinds of [undefined, ['structure'] as const])
      expect((await life.get(OrganisationsService).list(kinds)).map((o) => o.id)).not.toContain(goes);
    expect(await life.get(StructureMerges).mergedInto(stays)).toMatchObject([{ id: goes, fresh: true }]);
    expect((await life.get(RequestQueries).byId(life.people.ines, request)).structureId).toBe(goes);
    const { items } = await life.get(CorrectionsService).list(leila, { 'a-contresigner': 'oui' });
    expect(items.find((c) => c.subjectId === goes)).toMatchObject({ kind: 'structure_merged', touches: ['people'] });
  });

  test('says what becomes of its quotas: added to those of the other, or gone', async () => {
    const [goes, stays] = [await structure(), await structure()];
    await quota(goes, 5);
    await quota(stays, 3);
    expect(await merge(goes, stays)).toBe('allocation.merge_two_quotas');
    expect(await merge(goes, stays, 'sum')).toBe('done');
    expect(await allowed(stays)).toEqual([8]);
    expect(await separate(goes)).toBe('done');
    expect(await allowed(stays)).toEqual([3]);
    expect(await allowed(goes)).toEqual([5]);
    expect(await merge(goes, stays, 'leave')).toBe('done');
    expect(await allowed(stays)).toEqual([3]);
    const other = await structure();
    await quota(other, 2, { ...DAYS, startsOn: '2021-01-01' });
    expect(await merge(other, stays, 'sum')).toBe('allocation.quota_overlaps');
  });

  test('is separated while the one that stays stands itself: what was added has gone on with it', async () => {
    const [a, b, c] = [await structure(), await structure(), await structure()];
    await quota(a, 5);
    expect([await merge(a, b, 'sum'), await merge(b, c, 'sum')]).toEqual(['done', 'done']);
    expect(await separate(a)).toBe('people.merge_goes_further');
    const sql = life.s.work(async (tx) => {
      const told = { subjectId: a, label: 'essai', organisationId: null, from: {}, to: {}, reason: 'misread' } as const;
      await life.get(CorrectionsService).record(tx, leila, { kind: 'structure_unmerged', ...told });
      await tx.query('UPDATE people.organisation SET active = true, merged_into = NULL WHERE id = $1', [a]);
    });
    expect(await broken(sql)).toBe('people.merge_goes_further');
    expect([await separate(b), await separate(a)]).toEqual(['done', 'done']);
    const left = async (id: string) => (await allowed(id)).reduce((sum, n) => sum + n, 0);
    expect([await left(a), await left(b), await left(c)]).toEqual([5, 0, 0]);
  });

  test('is named in its correction, before and after', async () => {
    const [goes, stays] = [await structure(), await structure()];
    await merge(goes, stays);
    const [before, after] = [(await get(goes)).name, (await get(stays)).name];
    await separate(goes);
    const told = (await life.get(CorrectionsService).list(leila)).items.filter((x) => x.subjectId === goes);
    expect(told.map((x) => [x.from['structure'], x.to['structure']])).toEqual([
      [after, before],
      [before, after],
    ]);
  });

  test('stays where anything goes on, by SQL too', async () => {
    const [home, stays] = [life.organisation('structure'), await structure()];
    expect(await merge(home, stays)).toBe('people.merge_has_members');
    expect(await merge(await structure('ea'), stays)).toBe('not_found');
    expect(await merge(await structure(), stays, undefined, life.people.ines)).toBe('not_found');
    const sql = (id: string) =>
      broken(
        life.s.work((tx) =>
          tx.query('UPDATE people.organisation SET active = false, merged_into = $2 WHERE id = $1', [id, stays]),
        ),
      );
    expect(await sql(home)).toBe('corrections.merge_untold');
    const told = life.s.work(async (tx) => {
      const organisation = { subjectId: home, label: 'essai', organisationId: null, from: {}, to: { into: stays } };
      await life
        .get(CorrectionsService)
        .record(tx, leila, { kind: 'structure_merged', ...organisation, reason: 'misread' });
      await tx.query('UPDATE people.organisation SET active = false, merged_into = $2 WHERE id = $1', [home, stays]);
    });
    expect(await broken(told)).toBe('people.merge_has_members');
  });

  test('was two: within a day it is open again, and not afterwards', async () => {
    const [goes, stays] = [await structure(), await structure()];
    await merge(goes, stays);
    const reopened = life.s.work((tx) =>
      life.get(OrganisationsService).change(tx, leila, goes, { name: 'Rouverte', active: true, nameReason: 'renamed' }),
    );
    expect(await broken(reopened)).toBe('people.organisation_merged');
    expect(await separate(goes, life.people.ines)).toBe('not_found');
    expect(await separate(goes)).toBe('done');
    expect(await get(goes)).toMatchObject({ active: true, standsAs: null });
    expect(await separate(goes)).toBe('corrections.not_merged');
    await merge(goes, stays);
    await twoDaysAgo(life.s.database.ownerUrl, goes);
    expect(await separate(goes)).toBe('corrections.too_late');
  });
});

test('two who merge both ways at once: one is heard', async () => {
  for (let i = 0; i < 4; i += 1) {
    const [a, b] = [await structure(), await structure()];
    const answers = await Promise.all([merge(a, b), merge(b, a)]);
    expect(answers.sort()).toEqual([expect.stringMatching(/^corrections\.merged_/), 'done']);
    expect([(await get(a)).standsAs, (await get(b)).standsAs].filter(Boolean)).toHaveLength(1);
  }
});

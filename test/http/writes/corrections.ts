import { DataSource } from 'typeorm';
import { paperSignature, type Signature } from '#bank/allocation';
import { OrganisationsService } from '#bank/people';
import { newId } from '#platform/kernel';
import { handedOverDevice } from '../../support/things/handed-over.js';
import type { World } from '../../support/things/world.js';
import { SIGNED, type Writes } from './write.js';

const WHY = { reason: 'misread' } as const;
const EARLY = { reason: 'too_early' } as const;

/** A donation of a new public body, at the collection point of the demo. */
const donation = async (w: World, arrival: 'promised' | 'received') => {
  const made = await w.kinds.collector.own.api.api('POST', '/api/v1/donations', {
    donor: { kind: 'public_body', name: `Ville ${newId().slice(-8)}` },
    placeId: w.fixtures.organisations.collection.place,
    arrival,
  });
  return made.json<{ id: string; donorId: string }>();
};
const post = (w: World, path: string, body: object) => w.kinds.collector.own.api.api('POST', `/api/v1${path}`, body);
const withDevice = async (w: World, category = 'laptop') => {
  const made = await donation(w, 'received');
  const device = await post(w, `/donations/${made.id}/devices`, { category, make: 'HP', model: 'ProBook' });
  return { ...made, code: device.json<{ code: string }>().code };
};

/** A structure that was entered a moment ago. */
const newStructure = (w: World) => {
  const db = w.t.app.get(DataSource);
  const form = { kind: 'structure', name: `Structure ${newId().slice(-8)}` } as const;
  return db.transaction((tx) => w.t.app.get(OrganisationsService).create(tx, w.fixtures.people.leila, form));
};

/** Somebody new at the structure of the demo. */
const reference = async (w: World) => {
  const made = await w.kinds.structure_agent.own.api.api('POST', '/api/v1/beneficiaries', {});
  return made.json<{ id: string; reference: string }>();
};

/** A hand-over of a moment ago, at the structure of the demo. */
const handedOver = async (w: World, signature?: Signature) => {
  const { id } = await handedOverDevice(w.t.app, w.fixtures, signature);
  return w.value('SELECT id FROM allocation.handover WHERE device_id = $1', id);
};

/** A card of the stock, given a moment ago to somebody of the structure of the demo, who is not the newest reference. */
const handedOut = async (w: World) => {
  const { api } = w.kinds.structure_agent.own;
  await w.kinds.coordinator.own.api.api('POST', '/api/v1/sims/allotments', { structureId: w.structure, count: 1 });
  const id = await w.value(
    `SELECT id FROM sims.sim WHERE status = 'allotted' AND structure_id = $1 ORDER BY changed_at DESC`,
    w.structure,
  );
  const made = await api.api('POST', '/api/v1/beneficiaries', {});
  const body = { beneficiaryId: made.json<{ id: string }>().id, ...SIGNED };
  await api.api('POST', `/api/v1/sims/${id}/hand-out`, body);
  await api.api('POST', '/api/v1/beneficiaries', {});
  return id;
};

/** Mistakes put right. */
export const corrections: Writes = {
  '/donations/:id/donor': async (w) => {
    const [wrong, right] = [await withDevice(w), await donation(w, 'promised')];
    return { as: 'collector', path: `/donations/${wrong.id}/donor`, body: { donorId: right.donorId, ...WHY } };
  },
  '/donors/:id/kind': async (w) => {
    const { donorId } = await withDevice(w);
    return { as: 'coordinator', path: `/donors/${donorId}/kind`, body: { kind: 'company', ...WHY } };
  },
  '/donors/:id/merge': async (w) => {
    const [goes, stays] = [await donation(w, 'promised'), await donation(w, 'promised')];
    return { as: 'coordinator', path: `/donors/${goes.donorId}/merge`, body: { into: stays.donorId, ...WHY } };
  },
  '/donors/:id/unmerge': async (w) => {
    const [goes, stays] = [await donation(w, 'promised'), await donation(w, 'promised')];
    const body = { into: stays.donorId, ...WHY };
    await w.kinds.coordinator.own.api.api('POST', `/api/v1/donors/${goes.donorId}/merge`, body);
    return { as: 'coordinator', path: `/donors/${goes.donorId}/unmerge`, body: WHY };
  },
  '/donations/:id/moved-devices': async (w) => {
    const [wrong, right] = [await withDevice(w), await donation(w, 'received')];
    return {
      as: 'collector',
      path: `/donations/${wrong.id}/moved-devices`,
      body: { codes: [wrong.code], to: right.id, ...WHY },
    };
  },
  '/donations/:id/unreceive': async (w) => {
    const { id } = await donation(w, 'promised');
    await post(w, `/donations/${id}/receive`, {});
    return { as: 'collector', path: `/donations/${id}/unreceive`, body: EARLY };
  },
  '/donations/:id/reopen': async (w) => {
    const { id } = await withDevice(w);
    await post(w, `/donations/${id}/close`, {});
    return { as: 'collector', path: `/donations/${id}/reopen`, body: EARLY };
  },
  '/handovers/:id/reference': async (w) => {
    const id = await handedOver(w);
    const made = await w.kinds.structure_agent.own.api.api('POST', '/api/v1/beneficiaries', {});
    return {
      as: 'structure_agent',
      path: `/handovers/${id}/reference`,
      body: { reference: made.json<{ reference: string }>().reference, ...WHY },
    };
  },
  '/handovers/:id/original': async (w) => ({
    as: 'structure_agent',
    path: `/handovers/${await handedOver(w, paperSignature(Buffer.from('%PDF-1.7 …'), 'Armoire 1'))}/original`,
    body: { place: 'Classeur 2026' },
  }),
  '/handovers/:id/undo': async (w) => ({
    as: 'structure_agent',
    path: `/handovers/${await handedOver(w)}/undo`,
    body: { placeId: w.fixtures.organisations.structure.place, neverSwitchedOn: true, ...WHY },
  }),
  '/quotas/:id/correct': async (w) => ({
    as: 'coordinator',
    path: `/quotas/${await w.value(`SELECT id FROM allocation.quota WHERE category = 'laptop' AND structure_id = $1 ORDER BY id`, w.structure)}/correct`,
    body: { structureId: w.structure, startsOn: '2020-01-01', endsOn: '2039-12-31', allowed: 900, ...WHY },
  }),
  '/sims/:id/reference': async (w) => ({
    as: 'structure_agent',
    path: `/sims/${await handedOut(w)}/reference`,
    body: { beneficiaryId: await w.value('SELECT id FROM allocation.beneficiary ORDER BY id DESC'), ...WHY },
  }),
  '/sims/:id/undo-hand-out': async (w) => ({
    as: 'structure_agent',
    path: `/sims/${await handedOut(w)}/undo-hand-out`,
    body: { neverUsed: true, ...WHY },
  }),
  '/devices/:code/undo-exit': async (w) => {
    // A screen holds nobody's data: it goes back without a word about it.
    const { code } = await withDevice(w, 'monitor');
    await post(w, `/devices/${code}/actions/return_to_donor`, { reason: 'donor_asked' });
    return { as: 'collector', path: `/devices/${code}/undo-exit`, body: WHY };
  },
  '/structures/:structure/merge': async (w) => {
    const body = { into: w.fixtures.organisations.structure.id, ...WHY };
    return { as: 'coordinator', path: `/structures/${await newStructure(w)}/merge`, body };
  },
  '/structures/:structure/unmerge': async (w) => {
    const goes = await newStructure(w);
    const body = { into: w.fixtures.organisations.structure.id, ...WHY };
    await w.kinds.coordinator.own.api.api('POST', `/api/v1/structures/${goes}/merge`, body);
    return { as: 'coordinator', path: `/structures/${goes}/unmerge`, body: WHY };
  },
  '/beneficiaries/:id/merge': async (w) => {
    const [goes, stays] = [await reference(w), await reference(w)];
    const body = { into: stays.reference, ...WHY };
    return { as: 'structure_agent', path: `/beneficiaries/${goes.id}/merge`, body };
  },
  '/beneficiaries/:id/unmerge': async (w) => {
    const [goes, stays] = [await reference(w), await reference(w)];
    const body = { into: stays.reference, ...WHY };
    await w.kinds.structure_agent.own.api.api('POST', `/api/v1/beneficiaries/${goes.id}/merge`, body);
    return { as: 'structure_agent', path: `/beneficiaries/${goes.id}/unmerge`, body: WHY };
  },
  '/devices/:code/double': async (w) => {
    const { id, code } = await withDevice(w);
    const other = await post(w, `/donations/${id}/devices`, { category: 'laptop', make: 'HP', model: 'ProBook' });
    const body = { other: other.json<{ code: string }>().code, ...WHY };
    return { as: 'collector', path: `/devices/${code}/double`, body };
  },
  '/devices/:code/undo-double': async (w) => {
    const { id, code } = await withDevice(w);
    const other = await post(w, `/donations/${id}/devices`, { category: 'laptop', make: 'HP', model: 'ProBook' });
    await post(w, `/devices/${code}/double`, { other: other.json<{ code: string }>().code, ...WHY });
    return { as: 'collector', path: `/devices/${code}/undo-double`, body: WHY };
  },
  '/corrections/:id/countersign': async (w) => {
    const { id, donorId } = await withDevice(w);
    await w.kinds.coordinator.own.api.api('POST', `/api/v1/donations/${id}/agreements`, SIGNED);
    const other = await donation(w, 'promised');
    await post(w, `/donations/${id}/donor`, { donorId: other.donorId, ...WHY });
    const correction = await w.value(
      `SELECT id FROM corrections.correction WHERE subject_id = $1 AND from_facts->>'donor' = $2`,
      id,
      donorId,
    );
    return { as: 'coordinator', path: `/corrections/${correction}/countersign`, body: SIGNED };
  },
};

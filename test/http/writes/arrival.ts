import { randomUUID } from 'node:crypto';
import { demoText } from '../../support/papers/demo-text.js';
import { somePhoto } from '../../support/papers/photo.js';
import type { World } from '../../support/things/world.js';
import { donation, type Writes } from './write.js';

/** A site of the structure of the demo where nothing lies. */
const emptyPlace = async (w: World): Promise<string> => {
  const made = await w.kinds.structure_manager.own.api.api('POST', '/api/v1/places', {
    kind: 'site',
    name: `Annexe ${randomUUID().slice(0, 8)}`,
  });
  return made.json<{ id: string }>().id;
};

/** Places, devices at the desk, donors, donations. */
export const arrival: Writes = {
  '/places/:id/name': async (w) => ({
    as: 'structure_manager',
    path: `/places/${await emptyPlace(w)}/name`,
    body: { name: `Remise ${randomUUID().slice(0, 8)}`, nameReason: 'renamed' },
  }),
  '/places/:id/close': async (w) => ({ as: 'structure_manager', path: `/places/${await emptyPlace(w)}/close` }),
  '/places/:id/reopen': async (w) => {
    const id = await emptyPlace(w);
    await w.kinds.structure_manager.own.api.api('POST', `/api/v1/places/${id}/close`, {});
    return { as: 'structure_manager', path: `/places/${id}/reopen` };
  },
  '/organisation/address': () => ({
    as: 'structure_manager',
    path: '/organisation/address',
    body: { address: '3 rue des Essais, 92220 Bagneux' },
  }),
  '/places': () => ({ as: 'structure_manager', path: '/places', body: { kind: 'site', name: 'Annexe' } }),

  '/devices/:code/aliases': (w) => ({
    as: 'collector',
    path: `/devices/${w.code('onTheDesk')}/aliases`,
    body: { issuer: 'Ancien inventaire', number: 'X-12' },
  }),
  '/devices/:code/photos': async (w) => ({
    as: 'collector',
    path: `/devices/${w.code('onTheDesk')}/photos`,
    file: { field: 'photo', name: 'dessous.jpg', bytes: (await somePhoto()).bytes },
  }),
  '/devices/:code/actions/:verb': (w) => ({
    as: 'collector',
    path: `/devices/${w.code('tabletOnTheDesk')}/actions/report_lost`,
    body: { reason: 'stolen' },
  }),
  '/devices/:code/inventories': (w) => ({
    as: 'technician',
    path: `/devices/${w.code('justArrived')}/inventories`,
    file: {
      field: 'inventory',
      name: 'inventaire.json',
      bytes: Buffer.from(demoText('inventaire-PF3DEMO1.json').replaceAll('PF3DEMO1', w.serial('justArrived'))),
    },
  }),

  '/donors/:donor/links': async (w) => ({
    as: 'coordinator',
    path: `/donors/${await w.value(`SELECT id FROM intake.donor WHERE kind = 'company'`)}/links`,
    body: {},
  }),
  '/donors': () => ({ as: 'coordinator', path: '/donors', body: { kind: 'company', name: 'Société Essai' } }),
  '/donors/:id/contact': async (w) => ({
    as: 'coordinator',
    path: `/donors/${await w.value(`SELECT id FROM intake.donor WHERE name = 'Société Essai'`)}/contact`,
    body: { phone: '01 99 00 11 22' },
  }),
  '/donors/:id/card': async (w) => ({
    as: 'coordinator',
    path: `/donors/${await w.value(`SELECT id FROM intake.donor WHERE name = 'Société Essai'`)}/card`,
    body: {
      name: 'Société Essai',
      legalForm: 'SARL',
      address: '3, rue de la Paix',
      postalCode: '92150',
      communeCode: '92073',
    },
  }),
  '/donors/:id/contacts': async (w) => ({
    as: 'coordinator',
    path: `/donors/${await w.value(`SELECT id FROM intake.donor WHERE name = 'Société Essai'`)}/contacts`,
    body: { name: 'Accueil', job: 'standard', phone: '01 99 00 11 33' },
  }),
  '/donations': (w) => ({
    as: 'collector',
    path: '/donations',
    body: { donor: { kind: 'person' }, placeId: w.fixtures.organisations.collection.place, arrival: 'promised' },
  }),
  '/donations/:id/plan': async (w) => ({
    as: 'collector',
    path: `/donations/${await donation(w, 'person', 'promised')}/plan`,
    body: {
      on: '2040-01-15',
      mode: 'pickup',
      from: '9:30',
      to: '12',
      address: '3, rue de la Paix',
      communeCode: '92073',
    },
  }),
  '/donations/:id/release-list': async (w) => ({
    as: 'collector',
    path: `/donations/${await donation(w, 'person', 'planned')}/release-list`,
    body: { answers: { bios_password: 'done', mdm: 'not_concerned' } },
  }),
  '/donations/:id/refusals': async (w) => ({
    as: 'collector',
    path: `/donations/${await donation(w, 'company', 'received')}/refusals`,
    body: { category: 'printer', quantity: 2, reason: 'damaged', fate: 'eco_organisme', note: 'HP sans bac' },
  }),
  '/donations/:id/erasure-certificate': async (w) => ({
    as: 'collector',
    path: `/donations/${await donation(w, 'company', 'received')}/erasure-certificate`,
  }),
  '/donations/:id/erasure-demand': async (w) => ({
    as: 'coordinator',
    path: `/donations/${await w.value(`SELECT id FROM intake.donation WHERE state = 'promised' ORDER BY id`)}/erasure-demand`,
    body: { demanded: 'clear' },
  }),
  '/donations/:id/cancel': async (w) => ({
    as: 'collector',
    path: `/donations/${await donation(w, 'person', 'planned')}/cancel`,
    body: { reason: 'donor_withdrew' },
  }),
  '/donations/:id/receive': async (w) => ({
    as: 'collector',
    path: `/donations/${await donation(w, 'public_body', 'promised')}/receive`,
  }),
  '/donations/:id/devices': async (w) => ({
    as: 'collector',
    path: `/donations/${await donation(w, 'company', 'received')}/devices`,
    body: { category: 'monitor', serial: 'ESSAI-1' },
  }),
};

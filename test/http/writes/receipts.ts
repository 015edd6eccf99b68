import { bankToday } from '../../support/servers/bank-day.js';
import type { World } from '../../support/things/world.js';
import { SIGNED, type Writes } from './write.js';

const closed = (w: World, kind: string) =>
  w.value(
    `SELECT d.id FROM intake.donation d JOIN intake.donor o ON o.id = d.donor_id WHERE o.kind = $1 AND d.state = 'closed' ORDER BY d.id`,
    kind,
  );
const counting = (w: World) =>
  w.value(
    'SELECT r.id FROM receipts.receipt r WHERE NOT EXISTS (SELECT 1 FROM receipts.cancellation c WHERE c.receipt_id = r.id) ORDER BY r.id DESC',
  );
const year = (w: World) => w.value('SELECT year::text FROM receipts.receipt');
const PERSON = { name: 'Dominique Exemple', address: '3 impasse des Essais, 92150 Suresnes', ...SIGNED };

/** The papers of donors: values, agreements, receipts, lists, proofs. */
export const receipts: Writes = {
  '/donations/:id/declared-values': async (w) => ({
    as: 'collector',
    path: `/donations/${await closed(w, 'person')}/declared-values`,
    body: { value: '1 271,80', declaredOn: bankToday(), how: 'letter' },
  }),
  '/donations/:id/value-checks': async (w) => ({
    as: 'coordinator',
    path: `/donations/${await closed(w, 'person')}/value-checks`,
    body: { checkedHow: 'second_hand_prices' },
  }),
  '/donations/:id/decisions': async (w) => ({
    as: 'collector',
    path: `/donations/${await closed(w, 'public_body')}/decisions`,
    body: { kind: 'decision', number: '2026-7', on: '2026-01-02' },
  }),
  '/donations/:id/representatives': async (w) => ({
    as: 'collector',
    path: `/donations/${await closed(w, 'public_body')}/representatives`,
    body: { name: 'Camille Inventé', quality: 'maire', from: '2026-01-02' },
  }),
  '/donations/:id/agreements': async (w) => ({
    as: 'coordinator',
    path: `/donations/${await closed(w, 'public_body')}/agreements`,
    body: SIGNED,
  }),
  '/donations/:id/papers/:document/signed-back': async (w) => {
    const donation = await closed(w, 'public_body');
    const document = await w.value(
      `SELECT id FROM documents.document WHERE type = 'donation_agreement' AND cause_id = $1 ORDER BY id DESC`,
      donation,
    );
    return {
      as: 'collector',
      path: `/donations/${donation}/papers/${document}/signed-back`,
      file: { field: 'scan', name: 'signe.pdf', bytes: Buffer.from('%PDF-1.4 un papier signé') },
    };
  },
  '/receipts/:id/replace': async (w) => ({
    as: 'coordinator',
    path: `/receipts/${await counting(w)}/replace`,
    body: { ...PERSON, reason: 'value_wrong' },
  }),
  '/receipts/:id/cancel': async (w) => ({
    as: 'bank_admin',
    path: `/receipts/${await counting(w)}/cancel`,
    body: { ...SIGNED, reason: 'issued_by_mistake' },
  }),
  '/donations/:id/receipts': async (w) => ({
    as: 'coordinator',
    path: `/donations/${await closed(w, 'person')}/receipts`,
    body: PERSON,
  }),
  '/receipts/years/:year/lists': async (w) => ({
    as: 'coordinator',
    path: `/receipts/years/${await year(w)}/lists`,
    body: SIGNED,
  }),
  '/reuse-proofs/:donor/:year': async (w) => ({
    as: 'coordinator',
    path: `/reuse-proofs/${await w.value(`SELECT donor_id FROM intake.donation WHERE id = $1`, await closed(w, 'public_body'))}/${await year(w)}`,
    body: SIGNED,
  }),
};

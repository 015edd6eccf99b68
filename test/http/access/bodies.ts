const SOME_ID = '01900000-0000-7000-8000-000000000001';
const SIGNED = { password: 'une phrase qui ne sert à rien' };

/**
 * Bodies of the right shape, so that whoever asks for another organisation's thing is refused for the thing and not for
 * the shape of what they sent.
 */
export const WELL_FORMED: Readonly<Record<string, object>> = {
  'POST /api/v1/data-ends/:id/slips': { slip: 'BSD-1' },
  'POST /api/v1/devices/:code/aliases': { issuer: 'Mairie', number: 'INV-1' },
  'POST /api/v1/devices/:code/media': { kind: 'ssd' },
  'POST /api/v1/devices/:code/media-statements': { kind: 'no_medium', ...SIGNED },
  'POST /api/v1/devices/:code/media/:medium/statements': { kind: 'destroyed', ...SIGNED },
  'POST /api/v1/devices/:code/test-sheets': { answers: {}, ...SIGNED },
  'POST /api/v1/devices/:code/repairs': { repairs: ['battery'] },
  'POST /api/v1/devices/:code/grade': { grade: 'A' },
  'POST /api/v1/devices/:code/hand-over': { mode: 'gift', signature: { kind: 'typed' }, newBeneficiary: {}, ...SIGNED },
  'POST /api/v1/devices/:code/return': { placeId: SOME_ID },
  'POST /api/v1/erasure-logs/:id/decisions': {
    resultId: SOME_ID,
    mediumId: SOME_ID,
    reason: 'C’est le seul disque de cet appareil',
    ...SIGNED,
  },
  'POST /api/v1/donations/:id/cancel': { reason: 'donor_withdrew' },
  'POST /api/v1/donations/:id/donor': { donorId: SOME_ID, reason: 'misread' },
  'POST /api/v1/donations/:id/moved-devices': { codes: ['2222222'], to: SOME_ID, reason: 'misread' },
  'POST /api/v1/donations/:id/unreceive': { reason: 'too_early' },
  'POST /api/v1/donations/:id/reopen': { reason: 'too_early' },
  'POST /api/v1/donors/:id/kind': { kind: 'public_body', reason: 'misheard' },
  'POST /api/v1/handovers/:id/reference': { reference: 'R-22222', reason: 'misread' },
  'POST /api/v1/handovers/:id/undo': { placeId: SOME_ID, neverSwitchedOn: true, reason: 'misread' },
  'POST /api/v1/devices/:code/undo-exit': { reason: 'misread' },
  'POST /api/v1/corrections/:id/countersign': SIGNED,
  'POST /api/v1/rules/:table': { key: 'lock_reminder', validFrom: '2020-01-01', source: 'essai', values: {} },
  'POST /api/v1/devices/:code/locks': { kind: 'absolute' },
  'POST /api/v1/devices/:code/locks/:lock/release': { check: 'seen_open' },
  'POST /api/v1/donations/:id/plan': { on: '2030-01-01', mode: 'dropoff' },
  'POST /api/v1/donations/:id/release-list': { answers: {} },
  'POST /api/v1/donations/:id/refusals': { category: 'laptop', quantity: 1, reason: 'damaged', fate: 'with_donor' },
  'POST /api/v1/donations/:id/decisions': { kind: 'decision', number: '2026-7', on: '2026-01-02' },
  'POST /api/v1/donations/:id/representatives': { name: 'Camille', quality: 'maire', from: '2026-01-02' },
  'POST /api/v1/donations/:id/declared-values': { value: '10', declaredOn: '2026-01-02', how: 'letter' },
  'POST /api/v1/donations/:id/value-checks': { checkedHow: 'second_hand_prices' },
  'POST /api/v1/donations/:id/devices': { category: 'laptop' },
  'POST /api/v1/donations/:id/imports/:file/sheets': { sheet: 1 },
  'POST /api/v1/inventories/:id/attach': { device: '2222222' },
  'POST /api/v1/inventories/:id/log': { donation: SOME_ID, category: 'laptop' },
  'POST /api/v1/inventories/:id/discard': { reason: 'trial' },
  'POST /api/v1/code-rolls/:id/void': { reason: 'lost' },
  'POST /api/v1/label-formats/:format/offset': { x: 0, y: 0 },
  'POST /api/v1/transfers/:id/lines': { codes: ['2222222'] },
  'POST /api/v1/transfers/:id/confirmations': { codes: ['2222222'] },
  'POST /api/v1/transfers/:id/late-confirmations': { codes: ['2222222'] },
  'POST /api/v1/containers/:code/contents': { codes: ['2222222'] },
  'POST /api/v1/containers/:code/place': { placeId: SOME_ID },
  'POST /api/v1/containers/:code/seal': { seal: 'S-1' },
  'PUT /api/v1/requests/:id': { placeId: SOME_ID, lines: [{ category: 'laptop', quantity: 1, needs: [] }] },
  'POST /api/v1/requests/:id/refuse': { reason: 'no_stock' },
  'POST /api/v1/sims/:id/hand-out': { beneficiaryId: SOME_ID, ...SIGNED },
  'POST /api/v1/takeover-logs/:id/signatures': SIGNED,
  'POST /api/v1/takeovers/:id/sheets': { sheet: 1 },
  'POST /api/v1/takeovers/:id/apply': { only: 'good' },
  'POST /api/v1/sims/:id/reference': { beneficiaryId: SOME_ID, reason: 'misread' },
  'POST /api/v1/sims/:id/undo-hand-out': { neverUsed: true, reason: 'misread' },
  'POST /api/v1/sims/:id/end': { reason: 'lost' },
};

/** Where an empty body already makes something: the policy is asked with one that cannot. */
export const OF_NO_USE: Readonly<Record<string, object>> = {
  'POST /api/v1/beneficiaries': { ageBand: 'aucune' },
  'POST /api/v1/donors/:donor/links': { email: 'pas une adresse' },
};

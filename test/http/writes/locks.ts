import type { World } from '../../support/things/world.js';
import type { Writes } from './write.js';

const lockOf = (w: World, code: string) =>
  w.value(
    'SELECT l.id FROM intake.device_lock l JOIN devices.device d ON d.id = l.device_id WHERE d.code = $1 AND l.released_at IS NULL ORDER BY l.id DESC',
    code,
  );

/** A lock found, told to its donor, gone; and a rule that begins later. */
export const locks: Writes = {
  '/rules/:table': () => ({
    as: 'bank_admin',
    path: '/rules/delais',
    body: { key: 'lock_reminder', validFrom: '2045-01-01', source: 'Décision du bureau', values: { days: 20 } },
  }),
  '/devices/:code/locks': (w) => ({
    as: 'collector',
    path: `/devices/${w.code('onTheDesk')}/locks`,
    body: { kind: 'absolute' },
  }),
  '/donations/:id/lock-notices': async (w) => ({
    as: 'coordinator',
    path: `/donations/${await w.value('SELECT donation_id FROM devices.device WHERE code = $1', w.code('onTheDesk'))}/lock-notices`,
  }),
  '/devices/:code/locks/:lock/release': async (w) => ({
    as: 'collector',
    path: `/devices/${w.code('onTheDesk')}/locks/${await lockOf(w, w.code('onTheDesk'))}/release`,
    body: { check: 'seen_open' },
  }),
};

import { readFileSync } from 'node:fs';
import { TEST_POINTS } from '#bank/workshop';
import { inTwoDevices } from '../../support/machines/in-two-devices.js';
import { demoText } from '../../support/papers/demo-text.js';
import { SIGNED, type Writes } from './write.js';

const GOOD = Object.fromEntries(TEST_POINTS.map((p) => [p.id, 'ok']));

/** What the workshop proves and does. */
export const bench: Writes = {
  '/devices/:code/media': (w) => ({
    as: 'technician',
    path: `/devices/${w.code('toTest')}/media`,
    body: { kind: 'sd', serial: 'SD-ESSAI-1' },
  }),
  '/devices/:code/media/:medium/statements': async (w) => ({
    as: 'technician',
    path: `/devices/${w.code('toTest')}/media/${await w.value(`SELECT id FROM devices.medium WHERE serial = 'SD-ESSAI-1'`)}/statements`,
    body: { kind: 'removed', ...SIGNED },
  }),
  '/devices/:code/media/:medium/locations': async (w) => ({
    as: 'technician',
    path: `/devices/${w.code('toTest')}/media/${await inTwoDevices(w.t.app, w.fixtures.people.leila, w.id('toTest'))}/locations`,
    body: { kind: 'here', ...SIGNED },
  }),
  '/removed-media/:medium/erasure-logs': async (w) => ({
    as: 'technician',
    path: `/removed-media/${await w.value(`SELECT code FROM refurbishment.removed_medium WHERE state = 'kept'`)}/erasure-logs`,
    file: {
      field: 'log',
      name: 'hdparm.txt',
      bytes: Buffer.from('# hdparm --user-master u --security-erase p /dev/sdb'),
    },
  }),
  '/removed-media/:medium/actions/:verb': async (w) => ({
    as: 'technician',
    path: `/removed-media/${await w.value(`SELECT code FROM refurbishment.removed_medium WHERE state = 'kept'`)}/actions/destroy`,
    body: { slip: 'BSD-ESSAI-1', ...SIGNED },
  }),
  '/countersignatures': async (w) => ({
    as: 'workshop_supervisor',
    path: '/countersignatures',
    body: { ids: [await w.value(`SELECT id::text FROM refurbishment.evidence WHERE kind = 'destroyed'`)], ...SIGNED },
  }),
  '/data-ends/lots': (w) => ({
    as: 'technician',
    path: '/data-ends/lots',
    body: { codes: [w.code('justArrived')], verb: 'recycle', reason: 'swollen_battery' },
  }),
  '/data-ends/completions': (w) => ({
    as: 'technician',
    path: '/data-ends/completions',
    body: { codes: [w.code('justArrived')], ...SIGNED },
  }),
  '/data-ends/:id/slips': async (w) => ({
    as: 'workshop_supervisor',
    path: `/data-ends/${await w.value(`SELECT id FROM refurbishment.data_end WHERE kind = 'sent_for_destruction' ORDER BY id`)}/slips`,
    body: { slip: 'BSD-ESSAI-2' },
  }),
  '/devices/:code/media-statements': (w) => ({
    as: 'technician',
    path: `/devices/${w.code('toTest')}/media-statements`,
    body: { kind: 'complete_list', ...SIGNED },
  }),
  '/devices/:code/erasure-logs': (w) => ({
    as: 'technician',
    path: `/devices/${w.code('toErase')}/erasure-logs`,
    file: {
      field: 'log',
      name: 'nwipe.log',
      bytes: Buffer.from(
        demoText('effacement-PF3DEMO1.log')
          .replaceAll('WD-WCC6Y7DEMO01', 'ZA1DEMO7QX')
          .replaceAll('S3YKNX0MDEMO01', 'S3YKNX0MDEMO99')
          .replaceAll('PF3DEMO1', w.serial('toErase'))
          .replaceAll('[2026/11/25', '[1970/01/01'),
      ),
    },
  }),
  '/devices/:code/drives': async (w) => ({
    as: 'technician',
    path: `/devices/${w.code('toErase')}/drives`,
    body: {
      resultId: await w.value(`SELECT id FROM refurbishment.drive_result WHERE serial = 'S3YKNX0MDEMO99'`),
      answer: 'plugged_in',
      ...SIGNED,
    },
  }),
  '/devices/:code/log-confirmations': async (w) => ({
    as: 'technician',
    path: `/devices/${w.code('toErase')}/log-confirmations`,
    // The clock of the log above was never set.
    body: {
      logId: await w.value(`SELECT log_id FROM refurbishment.drive_result WHERE serial = 'S3YKNX0MDEMO99'`),
      scope: 'file',
      ...SIGNED,
    },
  }),
  '/erasing-stations': () => ({
    as: 'workshop_supervisor',
    path: '/erasing-stations',
    body: { name: 'Station 4 baies', serial: 'DOCK-ESSAI-1' },
  }),
  '/erasing-stations/ends': async (w) => ({
    as: 'workshop_supervisor',
    path: '/erasing-stations/ends',
    body: { id: await w.value(`SELECT id FROM refurbishment.dock WHERE ended_at IS NULL`) },
  }),
  '/erasure-logs': () => ({
    as: 'technician',
    path: '/erasure-logs',
    file: { field: 'log', name: 'nwipe.log', bytes: readFileSync('test/fixtures/nwipe/no-serial.log') },
  }),
  '/erasure-logs/:id/decisions': async (w) => {
    const [id, resultId] = await w.pair(
      `SELECT log_id, id FROM refurbishment.drive_result WHERE serial_key IS NULL AND status <> 'failed' ORDER BY id DESC`,
    );
    const mediumId = await w.unnamedMedium();
    return {
      as: 'technician',
      path: `/erasure-logs/${id}/decisions`,
      body: { resultId, mediumId, reason: 'C’est le seul disque de cette machine.', ...SIGNED },
    };
  },
  '/devices/:code/test-sheets': (w) => ({
    as: 'technician',
    path: `/devices/${w.code('toTest')}/test-sheets`,
    body: { answers: GOOD, system: 'Android', ...SIGNED },
  }),
  '/devices/:code/repairs': (w) => ({
    as: 'technician',
    path: `/devices/${w.code('needsHelp')}/repairs`,
    body: { repairs: ['battery'] },
  }),
  '/devices/:code/grade': (w) => ({
    as: 'technician',
    path: `/devices/${w.code('toGrade')}/grade`,
    body: { grade: 'B' },
  }),
  '/devices/:code/undo': (w) => ({ as: 'technician', path: `/devices/${w.code('toGrade')}/undo` }),
};

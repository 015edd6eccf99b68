import type { Writes } from './write.js';

/** Formats of labels, and rolls of codes. */
export const labels: Writes = {
  '/label-formats': () => ({
    as: 'collector',
    path: '/label-formats',
    body: { name: 'Essai', columns: 3, rows: 7, width: 63.5, height: 38.1, left: 7.2, top: 15.1, gapX: 2.5, gapY: 0 },
  }),
  '/label-formats/:format/offset': () => ({
    as: 'collector',
    path: '/label-formats/65/offset',
    body: { x: 1, y: -0.5 },
  }),
  '/label-formats/:format/retirement': async (w) => ({
    as: 'collector',
    path: `/label-formats/${await w.value(`SELECT id FROM intake.label_format WHERE name = 'Essai' AND active`)}/retirement`,
  }),
  '/code-rolls/:id/void': async (w) => {
    const id = await w.value('SELECT id FROM devices.code_roll WHERE voided_at IS NULL');
    return { as: 'collector', path: `/code-rolls/${id}/void`, body: { reason: 'lost' } };
  },
};

import { bookOf } from '../../support/sheets/sheets.js';
import type { World } from '../../support/things/world.js';
import { donation, type Writes } from './write.js';

const sheet = (name: string) => ({ field: 'sheet', name, bytes: Buffer.from(`Type;N° série\nÉcran;${name}-42\n`) });

/** A workbook of two sheets, of which the first is recorded. */
async function halfTaken(w: World, name: string): Promise<{ id: string; file: string }> {
  const id = await donation(w, 'public_body', 'received');
  const titles = ['Type', 'N° série'];
  const bytes = await bookOf({ A: [titles, ['Écran', `${name}-1`]], B: [titles, ['Écran', `${name}-2`]] });
  const file = await w.sends('collector', `/donations/${id}/imports`, { field: 'sheet', name: `${name}.xlsx`, bytes });
  const { api } = w.kinds.collector.own;
  await api.send('POST', `/api/v1/donations/${id}/imports/${file}/apply`, {});
  return { id, file };
}

/** What a donor sent of its devices, read and taken in. */
export const donorFiles: Writes = {
  '/donations/:id/imports': async (w) => ({
    as: 'collector',
    path: `/donations/${await donation(w, 'public_body', 'received')}/imports`,
    file: sheet('A'),
  }),
  '/donations/:id/imports/:file/refuse': async (w) => {
    const [id, file] = await w.pair(`SELECT subject_id, id FROM imports.file WHERE state = 'ready'`);
    return { as: 'collector', path: `/donations/${id}/imports/${file}/refuse` };
  },
  '/donations/:id/imports/:file/columns': async (w) => {
    const id = await donation(w, 'public_body', 'received');
    const file = await w.sends('collector', `/donations/${id}/imports`, sheet('C'));
    return {
      as: 'collector',
      path: `/donations/${id}/imports/${file}/columns`,
      body: { columns: ['category', 'make', 'model', 'serial'], category: 'laptop' },
    };
  },
  '/donations/:id/imports/:file/withdraw': async (w) => {
    const [id, file] = await w.pair(`SELECT subject_id, id FROM imports.file WHERE state = 'applied'`);
    return { as: 'collector', path: `/donations/${id}/imports/${file}/withdraw` };
  },
  '/donations/:id/imports/:file/words': async (w) => {
    const id = await donation(w, 'public_body', 'received');
    const file = await w.sends('collector', `/donations/${id}/imports`, sheet('D'));
    return { as: 'collector', path: `/donations/${id}/imports/${file}/words`, body: { words: [], rest: true } };
  },
  '/donations/:id/imports/:file/apply': async (w) => {
    const id = await donation(w, 'public_body', 'received');
    const file = await w.sends('collector', `/donations/${id}/imports`, sheet('B'));
    return { as: 'collector', path: `/donations/${id}/imports/${file}/apply` };
  },
  '/donations/:id/imports/:file/sheets': async (w) => {
    const { id, file } = await halfTaken(w, 'E');
    return { as: 'collector', path: `/donations/${id}/imports/${file}/sheets`, body: { sheet: 1 } };
  },
  '/donations/:id/imports/:file/sheets/forget': async (w) => {
    const { id, file } = await halfTaken(w, 'F');
    return { as: 'collector', path: `/donations/${id}/imports/${file}/sheets/forget` };
  },
};

import { DataSource } from 'typeorm';
import type { Fixtures } from '#bank/demo';
import { LabelFormats, LabelsService } from '#bank/intake';
import type { TestApp } from '../servers/app.js';
import type { Things } from './things.js';

const GRID = { columns: 2, rows: 7, width: 99.1, height: 38.1, left: 4.65, top: 15.15, gapX: 2.5, gapY: 0 };

/** A roll of the collection point with its sheet and a free code, and a format of each organisation that prints. */
export async function labelThings(t: TestApp, { people, organisations }: Fixtures) {
  const db = t.app.get(DataSource);
  const roll = await db.transaction((tx) =>
    t.app
      .get(LabelsService)
      .orderBlank(tx, people.aude, { placeId: organisations.collection.place, count: 3, format: '62x29' }),
  );
  const [{ code }] = await db.query('SELECT code FROM devices.asset_code WHERE batch = $1 AND n = 3', [roll]);
  const format = (actor: typeof people.aude) =>
    db.transaction((tx) => t.app.get(LabelFormats).add(tx, actor, { ...GRID, name: 'Deux par sept' }));
  const both = (params: Readonly<Record<string, string>>): Things => ({ bank: params, collection: params });
  return {
    'roll of codes': both({ id: roll }),
    'sheet of a roll': both({ id: roll, file: '203.zpl' }),
    'free code': both({ code }),
    'label format': {
      bank: { format: await format(people.leila) },
      collection: { format: await format(people.aude) },
    } as Things,
  };
}

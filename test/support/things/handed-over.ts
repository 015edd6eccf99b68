import type { INestApplicationContext } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import {
  DeliveriesService,
  HandoversService,
  QuotasService,
  RequestAnswersService,
  RequestsService,
  ReservationsService,
  type Signature,
  typedSignature,
} from '#bank/allocation';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { ArrivalsService } from '#bank/logistics';
import { readyDevice } from './ready-device.js';

/** A device in somebody's hands, by the structure of the demo. */
export interface HandedOver {
  readonly id: string;
  readonly code: string;
  readonly beneficiaryId: string;
}

const YEAR = { startsOn: '2000-01-01', endsOn: '2999-12-31' };

/** A laptop on the shelf of the demo's structure, asked for, approved, reserved, sent and received. Gives its id. */
export async function deliveredDevice(app: INestApplicationContext, fixtures: Fixtures): Promise<string> {
  const { leila, ines } = fixtures.people;
  const { structure } = fixtures.organisations;
  const work = <T>(run: (tx: EntityManager) => Promise<T>): Promise<T> => app.get(DataSource).transaction(run);
  const id = await readyDevice(app, fixtures);
  await work(async (tx) => {
    const [quota] = await tx.query(`SELECT 1 FROM allocation.quota WHERE structure_id = $1 AND category = 'laptop'`, [
      structure.id,
    ]);
    if (!quota)
      await app
        .get(QuotasService)
        .set(tx, leila, { structureId: structure.id, category: 'laptop', ...YEAR, allowed: 1000 });
  });
  const request = await work(async (tx) => {
    const lines = [{ category: 'laptop' as const, quantity: 1, needs: [] }];
    const made = await app.get(RequestsService).draft(tx, ines, { placeId: structure.place, lines });
    await app.get(RequestsService).submit(tx, ines, made);
    return made;
  });
  await work((tx) => app.get(RequestAnswersService).approve(tx, leila, request));
  const [unit] = await app
    .get(DataSource)
    .query('SELECT id FROM allocation.request_unit WHERE request_id = $1', [request]);
  await work((tx) => app.get(ReservationsService).reserve(tx, leila, [{ unitId: unit.id, deviceId: id }]));
  const { transferId } = await work((tx) => app.get(DeliveriesService).deliver(tx, leila, { deviceIds: [id] }));
  const [{ code }] = await app.get(DataSource).query('SELECT code FROM devices.device WHERE id = $1', [id]);
  await work((tx) => app.get(ArrivalsService).confirm(tx, ines, transferId, [code]));
  await work((tx) => app.get(ArrivalsService).finish(tx, ines, transferId));
  return id;
}

/** The same, given to a person of the structure. */
export async function handedOverDevice(
  app: INestApplicationContext,
  fixtures: Fixtures,
  signature: Signature = typedSignature('Je confirme'),
): Promise<HandedOver> {
  const id = await deliveredDevice(app, fixtures);
  await app.get(DataSource).transaction((tx) =>
    app.get(HandoversService).handOver(tx, fixtures.people.ines, {
      deviceId: id,
      newBeneficiary: {},
      mode: 'gift',
      signature,
      password: DEMO_PASSWORD,
    }),
  );
  const [row] = await app
    .get(DataSource)
    .query('SELECT code, holder_ref AS "beneficiaryId" FROM devices.device WHERE id = $1', [id]);
  return { id, ...row };
}

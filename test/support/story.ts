import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Category, DevicesService } from '#devices';
import { newId } from '#kernel';
import type { Cast } from '#story';

export interface Ready {
  readonly category?: Category;
  readonly memoryMb?: number;
  readonly grade?: 'A' | 'B' | 'C';
  readonly publicOrigin?: boolean;
  readonly resaleForbidden?: boolean;
  readonly priceCeilingCents?: number;
}

const POINTS = ['screen', 'keyboard', 'sound', 'camera', 'network', 'ports', 'battery', 'system', 'charger'];

/** A device of the bank's stock, with its proofs: logged, stated without media, tested, graded, put in stock. Gives its id. */
export async function readyDevice(app: INestApplicationContext, cast: Cast, ready: Ready = {}): Promise<string> {
  const devices = app.get(DevicesService);
  const { leila } = cast.people;
  const { category = 'laptop', memoryMb = 8192, grade = 'B', ...origin } = ready;
  return app.get(DataSource).transaction(async (tx) => {
    const [id] = await devices.log(tx, leila, [{ category, make: 'Lenovo', model: 'ThinkPad L480', ...origin }], {
      location: { place: cast.houses.bank.place },
      holder: { organisation: cast.houses.bank.id },
    });
    const by = [leila.membershipId, leila.operatorNumber, leila.organisationId];
    await tx.query(
      `INSERT INTO refurbishment.media_statement (id, device_id, data_epoch, kind, stated_text, membership_id, operator_number, organisation_id)
       VALUES ($1, $2, 1, 'no_medium', 'Ouvert et regardé : aucun support de données.', $3, $4, $5)`,
      [newId(), id, ...by],
    );
    await tx.query(
      `INSERT INTO refurbishment.test_sheet (id, device_id, data_epoch, template_version, category, answers, system, verdict, membership_id, operator_number, organisation_id)
       VALUES ($1, $2, 1, 1, $6, $7, 'Linux Mint 22 Xfce', 'passed', $3, $4, $5)`,
      [newId(), id, ...by, category, Object.fromEntries(POINTS.map((p) => [p, 'ok']))],
    );
    await tx.query(
      `INSERT INTO refurbishment.grading (id, device_id, data_epoch, grade, criteria, membership_id, operator_number, organisation_id)
       VALUES ($1, $2, 1, $6, 'Coque propre, écran sans rayure', $3, $4, $5)`,
      [newId(), id, ...by, grade],
    );
    await tx.query('UPDATE devices.device SET grade = $2, memory_mb = $3 WHERE id = $1', [id, grade, memoryMb]);
    await devices.act(tx, leila, 'put_in_stock', id!, {});
    return id!;
  });
}
